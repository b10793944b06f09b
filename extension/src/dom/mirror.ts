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

/** What stands between two hard line breaks. */
interface Paragraph {
  text: string;
  /** What of the spans lies in it, counted from its start. */
  spans: readonly Span[];
  /** Which of the text's spans these are parts of. */
  of: readonly number[];
}

/** A paragraph as it was laid out: nothing in it depends on what stands around it. */
interface Copy {
  text: string;
  spans: readonly Span[];
  height: number;
  /** Of each span, from the paragraph's corner, unscrolled and before any transform. */
  lines: readonly DOMRect[][];
}

/** What was laid out last: it holds as long as style and width do, wherever the control moves. */
interface LaidOut {
  key: string;
  copies: readonly Copy[];
  /** Where the first paragraph's corner is, from the control's. */
  left: number;
  top: number;
}

/** The invisible copy of one text control. An edit costs the layout of the paragraph that it is in. */
export class Mirror {
  private last: LaidOut | undefined;

  /** `sheet` gives the element of the closed tree to measure in. */
  constructor(private readonly sheet: () => HTMLElement) {}

  /** The viewport rectangles of each span of the control's text; `spans` in text order. */
  measure(box: TextControl, spans: readonly Span[]): Lines[] {
    const view = box.ownerDocument.defaultView;
    if (!view || spans.length === 0) return spans.map(() => []);
    const style = view.getComputedStyle(box);
    const width = widthOf(box, style);
    const height = box.localName === "input" ? box.offsetHeight : 0;
    const key = [width, box.clientWidth, height, view.devicePixelRatio, wrapOf(style)]
      .concat(COPIED.map((property) => style.getPropertyValue(property)))
      .join(";");
    const paragraphs = paragraphsOf(box.value, spans);
    const last = this.last?.key === key ? this.last : undefined;
    const kept = keptOf(last?.copies ?? [], paragraphs);
    const changed = paragraphs.filter((_, index) => !kept[index]);
    if (!last || changed.length > 0) {
      const { copies, ...corner } = this.layOut(box, style, width, changed, !kept[0]);
      const fresh = copies.values();
      this.last = { key, copies: kept.map((copy) => copy ?? (fresh.next().value as Copy)), ...corner };
    } else this.last = { ...last, copies: kept as Copy[] };
    return place(box, inControl(this.last, paragraphs, spans.length));
  }

  /** The letters may have other widths by now. */
  forget(): void {
    this.last = undefined;
  }

  /** Lays paragraphs out once more and measures them. */
  private layOut(
    box: TextControl,
    style: CSSStyleDeclaration,
    width: number,
    paragraphs: readonly Paragraph[],
    isFirst: boolean,
  ): Omit<LaidOut, "key"> {
    const page = box.ownerDocument;
    const mirror = page.createElement("div");
    mirror.className = "mirror";
    for (const property of COPIED) mirror.style.setProperty(property, style.getPropertyValue(property));
    const single = box.localName === "input";
    mirror.style.setProperty("white-space", single ? "pre" : wrapOf(style));
    // Only the scroll bar's width is taken off; the borders are the mirror's own.
    const bars = box.offsetWidth - box.clientWidth - px(style.borderLeftWidth) - px(style.borderRightWidth);
    mirror.style.setProperty("width", `${width - Math.max(0, bars)}px`);
    const parts = paragraphs.map(({ text, spans }, index) => {
      const part = page.createElement("div");
      part.style.setProperty("unicode-bidi", style.unicodeBidi);
      // Only the first line of the whole text is indented.
      if (index > 0 || !isFirst) part.style.setProperty("text-indent", "0");
      // The break keeps an empty paragraph a line high, and opens no line after another.
      const node = page.createTextNode(single ? text : `${text}\n`);
      part.append(node);
      return { part, node, text, spans };
    });
    mirror.append(...parts.map(({ part }) => part));
    this.sheet().append(mirror);
    try {
      const outer = mirror.getBoundingClientRect();
      // A page that zooms its root element zooms the copy, too.
      const scale = mirror.offsetWidth > 0 ? outer.width / mirror.offsetWidth : 1;
      const range = page.createRange();
      const copies = parts.map(({ part, node, text, spans }) => {
        const corner = part.getBoundingClientRect();
        const lines = spans.map(({ start, end }) => {
          range.setStart(node, start);
          range.setEnd(node, Math.min(end, node.length));
          return [...range.getClientRects()].map(
            (line) =>
              new DOMRect(
                (line.left - corner.left) / scale,
                (line.top - corner.top) / scale,
                line.width / scale,
                line.height / scale,
              ),
          );
        });
        return { text, spans, height: corner.height / scale, lines };
      });
      const first = parts[0]?.part.getBoundingClientRect() ?? outer;
      return {
        copies,
        left: (first.left - outer.left) / scale,
        top: (first.top - outer.top) / scale + (single ? middleOf(box, mirror, style) : 0),
      };
    } finally {
      // The copy of the text stays no longer than the measuring: nothing is kept that needn't be.
      mirror.remove();
    }
  }
}

/** The text's paragraphs, each with its part of every span. */
function paragraphsOf(text: string, spans: readonly Span[]): Paragraph[] {
  let start = 0;
  let first = 0;
  return text.split("\n").map((line) => {
    const end = start + line.length;
    const own: Span[] = [];
    const of: number[] = [];
    while ((spans[first]?.end ?? Number.POSITIVE_INFINITY) <= start) first++;
    for (let index = first; (spans[index]?.start ?? end) < end; index++) {
      const span = spans[index] as Span;
      own.push({ start: Math.max(span.start - start, 0), end: Math.min(span.end, end) - start });
      of.push(index);
    }
    start = end + 1;
    return { text: line, spans: own, of };
  });
}

/** What is laid out already of each paragraph: those before and after an edit are as they were. */
function keptOf(known: readonly Copy[], asked: readonly Paragraph[]): (Copy | undefined)[] {
  const at = (place: number, index: number) => {
    const copy = known[place];
    const other = asked[index];
    return copy && other && copy.text === other.text && areSame(copy.spans, other.spans) ? copy : undefined;
  };
  const grown = known.length - asked.length;
  // The first paragraph alone may be indented, so it is never taken for another.
  return asked.map((_, index) =>
    index === 0 || index + grown <= 0 ? at(index, index) : (at(index, index) ?? at(index + grown, index)),
  );
}

/** The lines of every span, from the control's corner. */
function inControl(
  { copies, left, top }: LaidOut,
  paragraphs: readonly Paragraph[],
  spans: number,
): DOMRect[][] {
  const lines: DOMRect[][] = Array.from({ length: spans }, () => []);
  let above = top;
  for (const [index, copy] of copies.entries()) {
    for (const [part, pieces] of copy.lines.entries()) {
      const span = lines[paragraphs[index]?.of[part] ?? -1];
      for (const line of pieces)
        span?.push(new DOMRect(line.left + left, line.top + above, line.width, line.height));
    }
    above += copy.height;
  }
  return lines;
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
