/** The look of marks, badge, card and question, as one style sheet for the closed shadow root. Colours follow look.md. */
export const LAYER_STYLE = `
:host {
  all: initial !important;
  direction: ltr !important;
  position: fixed !important;
  top: 0 !important;
  left: 0 !important;
  width: 0 !important;
  height: 0 !important;
  pointer-events: none !important;
  user-select: none !important;
  -webkit-user-select: none !important;
  z-index: 2147483647 !important;
}
.sheet {
  position: fixed;
  inset: 0;
  width: 100vw;
  height: 100vh;
  max-width: none;
  max-height: none;
  margin: 0;
  padding: 0;
  border: 0;
  overflow: clip;
  background: none;
  color: inherit;
  pointer-events: none;
  display: block;
}
.mirror {
  position: absolute;
  visibility: hidden;
  overflow: hidden;
  border-style: solid;
  border-color: transparent;
  box-sizing: border-box;
  contain: layout paint;
}
.light {
  --strong: #B3361B; --asks: #8A5A00; --soft: #2F5D8C;
  --paper: #FFFFFF; --ink: #1B2026; --quiet: #5A6370; --edge: #D9DEE4; --press: #F1F4F7; --accent: #2F5D8C; --on-accent: #FFFFFF;
  color-scheme: light;
}
.dark {
  --strong: #FF9B7A; --asks: #F2B84B; --soft: #8FBCEB;
  --paper: #20252B; --ink: #EEF1F4; --quiet: #A9B3BF; --edge: #3B434C; --press: #2C333B; --accent: #8FBCEB; --on-accent: #10161C;
  color-scheme: dark;
}
.solid { --tint: var(--strong); }
.dashed { --tint: var(--asks); }
.dotted { --tint: var(--soft); }
.mark {
  position: absolute;
  top: 0;
  left: 0;
  box-sizing: border-box;
  border: 0 none var(--tint);
  border-bottom-width: 2px;
  pointer-events: none;
}
.mark.solid { border-bottom-style: solid; }
.mark.dashed { border-bottom-style: dashed; }
.mark.dotted { border-bottom-style: dotted; }
.mark.possible { opacity: 0.5; }
.mark.chosen { opacity: 1; background: color-mix(in srgb, var(--tint) 10%, transparent); }
.card, .question, .photo {
  position: absolute;
  top: 0;
  left: 0;
  display: none;
  pointer-events: auto;
}
/* What lies over what: the order of the desk's surfaces, by which clicks go. */
.question { z-index: 4; }
.card { z-index: 3; }
.photo { z-index: 2; }
.card.open, .question.open, .photo.open { display: block; }
.face {
  box-sizing: border-box;
  width: 320px;
  max-width: calc(100vw - 16px);
  max-height: calc(100vh - 16px);
  overflow: auto;
  overscroll-behavior: contain;
  padding: 12px;
  border: 1px solid var(--edge);
  border-radius: 8px;
  background: var(--paper);
  color: var(--ink);
  box-shadow: 0 4px 16px rgb(0 0 0 / 0.18);
  font: 14px/20px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  text-align: start;
  letter-spacing: normal;
  cursor: default;
  animation: appear 80ms ease-out;
}
@keyframes appear { from { opacity: 0; } }
.face:focus { outline: none; }
.face:focus-visible, .face.aimed { outline: 2px solid var(--accent); outline-offset: -1px; }
.modality { margin: 0; display: flex; align-items: center; gap: 8px; font-size: 12px; line-height: 16px; font-weight: 600; color: var(--tint); }
.modality i { width: 24px; height: 0; border-bottom: 2px solid var(--tint); }
.modality.dashed i { border-bottom-style: dashed; }
.modality.dotted i { border-bottom-style: dotted; }
.modality .count { margin-inline-start: auto; font-weight: 400; color: var(--quiet); font-variant-numeric: tabular-nums; }
.title { margin: 4px 0 0; font-size: 15px; line-height: 20px; font-weight: 600; }
.said { margin: 4px 0 0; }
.advice { margin: 8px 0 0; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; }
.fold { display: none; flex-direction: column; align-items: flex-start; }
.fold.open { display: flex; margin-top: 4px; }
button {
  all: unset;
  box-sizing: border-box;
  min-height: 32px;
  padding: 5px 10px;
  border: 1px solid var(--edge);
  border-radius: 6px;
  font: inherit;
  font-size: 13px;
  line-height: 20px;
  color: var(--ink);
  cursor: pointer;
}
button:hover { background: var(--press); }
button:focus-visible, button.aimed { outline: 2px solid var(--accent); outline-offset: 2px; }
button.first { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.first:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
button.plain { min-height: 28px; padding: 3px 0; border: 0; color: var(--quiet); }
button.plain:hover { background: none; color: var(--ink); text-decoration: underline; }
button.link { min-height: 0; font-size: inherit; line-height: inherit; padding: 0; border: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
button.link:hover { background: none; text-decoration-thickness: 2px; }
.foot { margin: 12px 0 0; padding: 8px 0 0; border-top: 1px solid var(--edge); font-size: 12px; line-height: 16px; color: var(--quiet); }
.foot p { margin: 0 0 4px; font-variant-numeric: tabular-nums; }
.foot button { font-size: 12px; line-height: 16px; }
.foot .row { display: flex; flex-wrap: wrap; align-items: center; gap: 0 12px; }
.foot .row button { min-height: 24px; }
.foot .row .link { margin-inline-end: auto; }
.plain[aria-expanded]::after { content: ""; display: inline-block; margin-inline: 5px 2px; width: 4px; height: 4px; border: solid currentColor; border-width: 0 1.5px 1.5px 0; transform: translateY(-2px) rotate(45deg); }
.plain[aria-expanded="true"]::after { transform: rotate(-135deg); }
.plain.solid, .plain.dashed, .plain.dotted { display: flex; align-items: baseline; gap: 8px; }
.plain i { flex: none; align-self: flex-start; margin-top: 9px; width: 16px; border-bottom: 2px solid var(--tint); }
.plain.dashed i { border-bottom-style: dashed; }
.plain.dotted i { border-bottom-style: dotted; }
.foot .plain i { margin-top: 7px; }
.listed { list-style: none; margin: 8px 0 0; padding: 0; }
.listed .plain { color: var(--ink); }
.quiet { margin: 0 0 4px; font-size: 12px; line-height: 16px; color: var(--quiet); overflow-wrap: anywhere; }
.traces { margin: 8px 0 0; }
.traces > div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 0 8px; padding: 4px 0; border-top: 1px solid var(--edge); font-size: 13px; line-height: 18px; }
.traces dt { color: var(--quiet); }
.traces dd { margin: 0; overflow-wrap: anywhere; }
.traces.fold { margin-top: 0; align-items: stretch; }
/* A long panel scrolls under its buttons; what gets the focus stops above them. */
.photo .face, .question .face { scroll-padding-bottom: 56px; }
.photo .actions, .question .actions { position: sticky; bottom: -12px; margin: 12px -12px -12px; padding: 8px 12px 12px; background: var(--paper); }
.sights { list-style: none; margin: 4px 0 0; padding: 0; font-size: 13px; line-height: 20px; color: var(--ink); }
.sights li { display: flex; gap: 8px; justify-content: space-between; }
.badge { position: absolute; top: 0; left: 0; z-index: 1; }
.tally {
  position: absolute;
  top: 0;
  left: 0;
  min-height: 0;
  padding: 0;
  border-radius: 11px;
  background: var(--paper);
  color: var(--ink);
  box-shadow: 0 1px 3px rgb(0 0 0 / 0.2);
  font: 600 12px/18px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
  text-align: center;
  pointer-events: auto;
  animation: appear 80ms ease-out;
}
.tally::after { content: ""; position: absolute; left: 25%; right: 25%; bottom: 2px; border-bottom: 2px solid var(--tint); }
.tally.dashed::after { border-bottom-style: dashed; }
.tally.dotted::after { border-bottom-style: dotted; }
.speech { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (prefers-reduced-motion: reduce) { .face, .tally { animation: none; } }
@media print { .sheet { display: none; } }
@media (forced-colors: active) {
  .mark { border-bottom-color: Highlight; forced-color-adjust: none; }
  .face, button { border-color: CanvasText; }
  button.plain { text-decoration: underline; }
}
`;
