/** The look of marks and card, as one style sheet for the closed shadow root. Colours follow look.md. */
export const LAYER_STYLE = `
:host {
  all: initial !important;
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
.card {
  position: absolute;
  display: none;
  pointer-events: auto;
}
.card.open { display: block; }
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
.face:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.modality { display: flex; align-items: center; gap: 8px; font-size: 12px; line-height: 16px; font-weight: 600; color: var(--tint); }
.modality i { width: 24px; height: 0; border-bottom: 2px solid var(--tint); }
.modality.dashed i { border-bottom-style: dashed; }
.modality.dotted i { border-bottom-style: dotted; }
.title { margin: 4px 0 0; font-size: 15px; line-height: 20px; font-weight: 600; }
.said { margin: 4px 0 0; }
.advice { margin: 8px 0 0; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; }
.more { display: none; flex-direction: column; align-items: flex-start; gap: 0; }
.more.open { display: flex; }
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
button:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
button.first { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.first:hover { background: color-mix(in srgb, var(--accent) 88%, var(--ink)); }
button.plain { min-height: 28px; padding: 3px 0; border-color: transparent; color: var(--quiet); }
button.plain:hover { background: none; color: var(--ink); text-decoration: underline; }
button.link { min-height: 0; font-size: inherit; line-height: inherit; padding: 0; border: 0; color: var(--accent); text-decoration: underline; text-underline-offset: 2px; }
button.link:hover { background: none; text-decoration-thickness: 2px; }
.others { margin: 12px 0 0; padding: 8px 0 0; border-top: 1px solid var(--edge); display: grid; gap: 2px; }
.others button { display: flex; align-items: center; gap: 8px; width: 100%; min-height: 28px; padding: 3px 0; border: 0; color: var(--ink); }
.others button:hover { background: none; text-decoration: underline; }
.others i { flex: none; width: 16px; border-bottom: 2px solid var(--tint); }
.others .dashed i { border-bottom-style: dashed; }
.others .dotted i { border-bottom-style: dotted; }
.foot { margin: 12px 0 0; padding: 8px 0 0; border-top: 1px solid var(--edge); font-size: 12px; line-height: 16px; color: var(--quiet); }
.foot p { margin: 0 0 4px; font-variant-numeric: tabular-nums; }
.foot button { font-size: 12px; line-height: 16px; }
.foot .row { display: flex; align-items: center; gap: 12px; min-height: 24px; }
.foot .row .plain { min-height: 24px; margin-inline-start: auto; }
@media (prefers-reduced-motion: reduce) { .face { animation: none; } }
@media (forced-colors: active) {
  .mark { border-bottom-color: Highlight; forced-color-adjust: none; }
  .face, button { border-color: CanvasText; }
}
`;
