/**
 * Where the words of a text area or input stand. Their text lies in no node that a range could span, so it is
 * set once more, invisibly, with the same style and width inside the closed shadow root, and measured there.
 */
import type { TextControl } from "./boxes.js";

/** The style properties that decide where a glyph ends up. */
const COPIED = [
  "direction", "writing-mode", "border-top-width", "border-right-width", "border-bottom-width", "border-left-width",
  "padding-top", "padding-right", "padding-bottom", "padding-left", "font-family", "font-size", "font-style",
  "font-variant", "font-weight", "font-stretch", "font-size-adjust", "font-kerning", "font-optical-sizing",
  "font-feature-settings", "font-variation-settings", "line-height", "letter-spacing", "word-spacing", "text-align",
  "text-align-last", "text-indent", "text-transform", "text-rendering", "tab-size", "line-break", "word-break",
  "overflow-wrap", "hyphens", "unicode-bidi", "-webkit-text-security",
] as const; // biome-ignore format: one property a word, not a line

/** A measured stretch: its lines' rectangles in the page's viewport. */
export type Lines = DOMRect[];

/** The invisible copy of one text control at a time. */
export class Mirror {
  constructor(private readonly sheet: HTMLElement) {}

  /** The viewport rectangles of each span of the control's text. */
  measure(box: TextControl, spans: readonly { start: number; end: number }[]): Lines[] {
    const page = box.ownerDocument;
    const view = page.defaultView;
    if (!view || spans.length === 0) return spans.map(() => []);
    const mirror = page.createElement("div");
    mirror.className = "mirror";
    const style = view.getComputedStyle(box);
    for (const property of COPIED) mirror.style.setProperty(property, style.getPropertyValue(property));
    const single = box.localName === "input";
    mirror.style.setProperty("white-space", single ? "pre" : wrapOf(style));
    // Only the scroll bar's width is taken off; the borders are the mirror's own.
    const bars = box.offsetWidth - box.clientWidth - px(style.borderLeftWidth) - px(style.borderRightWidth);
    mirror.style.setProperty("width", `${widthOf(box, style) - Math.max(0, bars)}px`);
    const text = page.createTextNode(box.value);
    mirror.append(text);
    // A last line break opens an empty line only if something follows it.
    if (!single && box.value.endsWith("\n")) mirror.append(page.createTextNode("\u200b"));
    this.sheet.append(mirror);
    try {
      return place(box, mirror, text, spans, single, style);
    } finally {
      // The copy of the text stays no longer than the measuring: nothing is kept that needn't be.
      mirror.remove();
    }
  }
}

function place(
  box: TextControl,
  mirror: HTMLElement,
  text: Text,
  spans: readonly { start: number; end: number }[],
  single: boolean,
  style: CSSStyleDeclaration,
): Lines[] {
  const outer = box.getBoundingClientRect();
  const copy = mirror.getBoundingClientRect();
  // Transforms and zoom on the control's ancestors don't reach the mirror.
  const scaleX = box.offsetWidth > 0 ? outer.width / box.offsetWidth : 1;
  const scaleY = box.offsetHeight > 0 ? outer.height / box.offsetHeight : 1;
  const lift = single ? middleOf(box, mirror, style) : 0;
  const range = text.ownerDocument.createRange();
  return spans.map(({ start, end }) => {
    if (end > text.length) return [];
    range.setStart(text, start);
    range.setEnd(text, end);
    return [...range.getClientRects()].map(
      (line) =>
        new DOMRect(
          outer.left + (line.left - copy.left - box.scrollLeft) * scaleX,
          outer.top + (line.top - copy.top - box.scrollTop + lift) * scaleY,
          line.width * scaleX,
          line.height * scaleY,
        ),
    );
  });
}

/** How far a single line is moved down to stand in the middle of its input. */
function middleOf(box: TextControl, mirror: HTMLElement, style: CSSStyleDeclaration): number {
  const frame =
    px(style.paddingTop) + px(style.paddingBottom) + px(style.borderTopWidth) + px(style.borderBottomWidth);
  return (box.offsetHeight - frame - (mirror.offsetHeight - frame)) / 2;
}

/** The control's border-box width with its fraction, before any transform. */
function widthOf(box: TextControl, style: CSSStyleDeclaration): number {
  const width = Number.parseFloat(style.width);
  if (!Number.isFinite(width)) return box.offsetWidth;
  if (style.boxSizing === "border-box") return width;
  const sides =
    px(style.paddingLeft) + px(style.paddingRight) + px(style.borderLeftWidth) + px(style.borderRightWidth);
  // A style width of a content box doesn't hold the scroll bar, which the caller takes off again.
  const bars = box.offsetWidth - box.clientWidth - px(style.borderLeftWidth) - px(style.borderRightWidth);
  return width + sides + Math.max(0, bars);
}

function wrapOf(style: CSSStyleDeclaration): string {
  return style.whiteSpace.startsWith("pre") || style.whiteSpace === "break-spaces"
    ? style.whiteSpace
    : "pre-wrap";
}

function px(length: string): number {
  return Number.parseFloat(length) || 0;
}
