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

interface Span {
  start: number;
  end: number;
}

/** What was measured last: it holds as long as `key`, text and spans stay the same, wherever the control moves. */
interface Measured {
  key: string;
  text: string;
  spans: readonly Span[];
  /** From the control's corner, unscrolled and before any transform. */
  lines: readonly DOMRect[][];
}

/** The invisible copy of one text control. */
export class Mirror {
  private last: Measured | undefined;

  /** `sheet` gives the element of the closed tree to measure in. */
  constructor(private readonly sheet: () => HTMLElement) {}

  /** The viewport rectangles of each span of the control's text. */
  measure(box: TextControl, spans: readonly Span[]): Lines[] {
    const view = box.ownerDocument.defaultView;
    if (!view || spans.length === 0) return spans.map(() => []);
    const style = view.getComputedStyle(box);
    const width = widthOf(box, style);
    const key = [width, box.offsetHeight, view.devicePixelRatio, wrapOf(style)]
      .concat(COPIED.map((property) => style.getPropertyValue(property)))
      .join(";");
    const text = box.value;
    const { last } = this;
    const holds = last?.key === key && last.text === text && areSame(last.spans, spans);
    const lines = holds ? last.lines : this.layOut(box, style, width, text, spans);
    this.last = { key, text, spans: spans.map(({ start, end }) => ({ start, end })), lines };
    return place(box, lines);
  }

  /** The letters may have other widths by now. */
  forget(): void {
    this.last = undefined;
  }

  /** Lays the text out once more and measures it from the corner of the copy. */
  private layOut(
    box: TextControl,
    style: CSSStyleDeclaration,
    width: number,
    value: string,
    spans: readonly Span[],
  ): DOMRect[][] {
    const page = box.ownerDocument;
    const mirror = page.createElement("div");
    mirror.className = "mirror";
    for (const property of COPIED) mirror.style.setProperty(property, style.getPropertyValue(property));
    const single = box.localName === "input";
    mirror.style.setProperty("white-space", single ? "pre" : wrapOf(style));
    // Only the scroll bar's width is taken off; the borders are the mirror's own.
    const bars = box.offsetWidth - box.clientWidth - px(style.borderLeftWidth) - px(style.borderRightWidth);
    mirror.style.setProperty("width", `${width - Math.max(0, bars)}px`);
    const text = page.createTextNode(value);
    mirror.append(text);
    // A last line break opens an empty line only if something follows it.
    if (!single && value.endsWith("\n")) mirror.append(page.createTextNode("\u200b"));
    this.sheet().append(mirror);
    try {
      const copy = mirror.getBoundingClientRect();
      // A page that zooms its root element zooms the copy, too.
      const scale = mirror.offsetWidth > 0 ? copy.width / mirror.offsetWidth : 1;
      const lift = single ? middleOf(box, mirror, style) : 0;
      const range = page.createRange();
      return spans.map(({ start, end }) => {
        if (end > text.length) return [];
        range.setStart(text, start);
        range.setEnd(text, end);
        return [...range.getClientRects()].map(
          ({ left, top, width: wide, height }) =>
            new DOMRect(
              (left - copy.left) / scale,
              (top - copy.top) / scale + lift,
              wide / scale,
              height / scale,
            ),
        );
      });
    } finally {
      // The copy of the text stays no longer than the measuring: nothing is kept that needn't be.
      mirror.remove();
    }
  }
}

/** From the control's own coordinates to the viewport's: scrolling, transforms and zoom on its ancestors. */
function place(box: TextControl, lines: readonly DOMRect[][]): Lines[] {
  const outer = box.getBoundingClientRect();
  const scaleX = box.offsetWidth > 0 ? outer.width / box.offsetWidth : 1;
  const scaleY = box.offsetHeight > 0 ? outer.height / box.offsetHeight : 1;
  const { scrollLeft, scrollTop } = box;
  return lines.map((pieces) =>
    pieces.map(
      ({ left, top, width, height }) =>
        new DOMRect(
          outer.left + (left - scrollLeft) * scaleX,
          outer.top + (top - scrollTop) * scaleY,
          width * scaleX,
          height * scaleY,
        ),
    ),
  );
}

function areSame(some: readonly Span[], others: readonly Span[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ start, end }, index) => start === others[index]?.start && end === others[index]?.end)
  );
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
