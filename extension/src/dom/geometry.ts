/** Where spans of a box's text stand on the screen, and how much of them can be seen. Reads layout, writes none. */
import { type ComposeBox, isTextControl } from "./boxes.js";
import type { Mirror } from "./mirror.js";
import { rangesOver, type Snapshot } from "./snapshot.js";

/** A rectangle in the viewport. */
export interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** The lines that each span covers, one list a span, unclipped. */
export function linesOf(
  box: ComposeBox,
  snapshot: Snapshot,
  spans: readonly { start: number; end: number }[],
  mirror: Mirror,
): Rect[][] {
  if (isTextControl(box)) return mirror.measure(box, spans).map(mergeLines);
  return spans.map(({ start, end }) =>
    mergeLines(rangesOver(snapshot, start, end).flatMap((range) => [...range.getClientRects()])),
  );
}

/**
 * One rectangle a line: a range gives one for each inline box it crosses. Pieces are one line if their middles
 * lie within each other's height and they touch.
 */
function mergeLines(pieces: readonly DOMRect[]): Rect[] {
  const lines: Rect[] = [];
  for (const { left, top, right, bottom } of pieces) {
    if (right - left < 0.5 || bottom - top < 0.5) continue;
    const middle = (top + bottom) / 2;
    const line = lines.find(
      (other) =>
        middle > other.top && middle < other.bottom && left <= other.right + 2 && right >= other.left - 2,
    );
    if (line) {
      line.left = Math.min(line.left, left);
      line.right = Math.max(line.right, right);
      line.top = Math.min(line.top, top);
      line.bottom = Math.max(line.bottom, bottom);
    } else lines.push({ left, top, right, bottom });
  }
  return lines;
}

/** The part of the viewport in which the box's content shows: its own frame within every scrolling ancestor's. */
export function windowOf(box: ComposeBox): Rect {
  const view = box.ownerDocument.defaultView as Window;
  const seen: Rect = { left: 0, top: 0, right: view.innerWidth, bottom: view.innerHeight };
  let isAbsolute = false;
  for (let element: Element | null = box; element; element = parentAcrossRoots(element)) {
    if (element === box.ownerDocument.documentElement || element === box.ownerDocument.body) break;
    const style = view.getComputedStyle(element);
    // What stands absolutely is not cut by what lies between it and its containing block.
    if (isAbsolute && !containsAbsolute(style)) continue;
    const clips = element === box && isTextControl(box);
    const frame = element.getBoundingClientRect();
    if (clips || style.overflowX !== "visible") {
      seen.left = Math.max(seen.left, frame.left);
      seen.right = Math.min(seen.right, frame.right);
    }
    if (clips || style.overflowY !== "visible") {
      seen.top = Math.max(seen.top, frame.top);
      seen.bottom = Math.min(seen.bottom, frame.bottom);
    }
    // What stands fixed is not cut by the scrollers around it.
    if (style.position === "fixed") break;
    isAbsolute = style.position === "absolute";
  }
  return seen;
}

/** Whether an element is the containing block of what stands absolutely in it. */
function containsAbsolute({
  position,
  transform,
  filter,
  perspective,
  contain,
  willChange,
}: CSSStyleDeclaration): boolean {
  return (
    position !== "static" ||
    [transform, filter, perspective].some((value) => value !== "none") ||
    /paint|layout|strict|content/.test(contain) ||
    /transform|filter|perspective/.test(willChange)
  );
}

/** Whether the page shows the box at all: a closed dialog or fold may keep its place and lose only its looks. */
export function isVisible(box: ComposeBox): boolean {
  return box.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
}

/**
 * Puts an element of the layer at a place. By a transform, since a move by `left` and `top` counts as a shift of the page's layout,
 * which tells the page's `PerformanceObserver` from where to where; on whole device pixels, so that lines stay crisp.
 */
export function putAt(element: HTMLElement, left: number, top: number): void {
  const pixels = element.ownerDocument.defaultView?.devicePixelRatio ?? 1;
  const whole = (length: number) => `${Math.round(length * pixels) / pixels}px`;
  element.style.setProperty("transform", `translate(${whole(left)}, ${whole(top)})`);
}

/** What two rectangles share; empty (right before left) if nothing. */
export function intersect(a: Rect, b: Rect): Rect {
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** Whether a rectangle has any area. */
export function isEmpty(rect: Rect): boolean {
  return rect.right - rect.left < 1 || rect.bottom - rect.top < 1;
}

/** Whether a point lies in a rectangle. */
export function holds(rect: Rect, x: number, y: number): boolean {
  return x >= rect.left && x <= rect.right && y >= rect.top && y <= rect.bottom;
}

/**
 * Whether something opaque of the page's own stands over the box at this point, such as a sticky header or a
 * menu. A see-through overlay, as editors put over their text, covers nothing.
 */
export function isCovered(box: ComposeBox, x: number, y: number): boolean {
  const top = elementAt(box, x, y);
  if (!top || box.contains(top)) return false;
  const around = ancestorsOf(box);
  const view = box.ownerDocument.defaultView as Window;
  for (let element: Element | null = top; element && !around.has(element); ) {
    const style = view.getComputedStyle(element);
    if (style.backgroundImage !== "none" || alphaOf(style.backgroundColor) > 0.5) return true;
    element = parentAcrossRoots(element);
  }
  return false;
}

/**
 * The topmost element at a point, looked for from the document down through the box's own roots, closed ones too.
 * A shadow root itself is not asked first: Firefox answers with what lies below a cover from outside of it.
 */
function elementAt(box: ComposeBox, x: number, y: number): Element | null {
  const roots: ShadowRoot[] = [];
  for (let root = box.getRootNode(); "host" in root; root = (root as ShadowRoot).host.getRootNode()) {
    roots.unshift(root as ShadowRoot);
  }
  let top = box.ownerDocument.elementFromPoint(x, y);
  for (const root of roots) if (top === root.host) top = root.elementFromPoint(x, y) ?? top;
  return top;
}

/** The box and everything around it, through slots and shadow hosts. */
function ancestorsOf(box: ComposeBox): Set<Element> {
  const around = new Set<Element>();
  for (let up: Element | null = box; up; up = parentAcrossRoots(up)) around.add(up);
  return around;
}

/** The element that lifts the box into the top layer: an open dialog or popover, or what fills the screen. */
export function lifterOf(box: ComposeBox): Element | null {
  for (let inside: Element = box; ; ) {
    const lifter = inside.closest(":modal, :popover-open, :fullscreen");
    if (lifter) return lifter;
    const root = inside.getRootNode();
    if (!("host" in root)) return null;
    inside = (root as ShadowRoot).host;
  }
}

/** The parent, through slots and shadow hosts. */
export function parentAcrossRoots(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot;
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return "host" in root ? (root as ShadowRoot).host : null;
}

/** The alpha of a computed colour such as `rgba(0, 0, 0, 0.5)`. */
export function alphaOf(color: string): number {
  if (color === "transparent") return 0;
  const parts = color.match(/[\d.]+%?/g) ?? [];
  return color.startsWith("rgba") || color.includes("/") ? Number.parseFloat(parts.at(-1) ?? "1") : 1;
}
