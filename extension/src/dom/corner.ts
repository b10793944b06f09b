/**
 * A place for the badge at a box's corner where it covers nothing: no control, no word and no picture of the
 * site's. It is found by asking what is drawn there. Reads layout, writes none.
 */
import type { ComposeBox } from "./boxes.js";
import { alphaOf, intersect, isEmpty, parentAcrossRoots, type Rect, windowOf } from "./geometry.js";
import type { Size } from "./place.js";

/** How far from the box's side the badge stands: clear of scroll bars and of the grip of a text area. */
const INSET = 20;
/** Room between the box's side and a badge beside it. */
const BESIDE = 4;
/** What a person can press, choose or read as a sign. */
const CONTROLS =
  "a, button, input, select, textarea, summary, label, img, svg, video, canvas, iframe, object, [role=button], [role=link], [role=tab], [role=checkbox], [role=switch], [role=menuitem], [role=option], [onclick]";
/** A text longer than this is not measured; the place then counts as taken. */
const LONGEST = 2000;

/** The corner that is free, or undefined if none is; `host` is our own element, which covers nothing. */
export function freeCorner(box: ComposeBox, size: Size, host: Element | undefined): Rect | undefined {
  const view = box.ownerDocument.defaultView as Window;
  const seen = intersect(box.getBoundingClientRect(), windowOf(box));
  if (isEmpty(seen)) return undefined;
  for (const spot of cornersOf(seen, size, view.getComputedStyle(box))) {
    const fits =
      spot.left >= 0 && spot.top >= 0 && spot.right <= view.innerWidth && spot.bottom <= view.innerHeight;
    if (fits && pointsOf(spot).every(([x, y]) => isFree(box, host, x, y))) return spot;
  }
  return undefined;
}

/** On the lower edge, on the upper one, beside the box: first where lines end, then where they begin. */
function* cornersOf(seen: Rect, { width, height }: Size, style: CSSStyleDeclaration): Generator<Rect> {
  const padding = (side: "bottom" | "top") =>
    Number.parseFloat(style.getPropertyValue(`padding-${side}`)) +
    Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
  // On the edge it reaches no further in than the padding does: beyond that stand words.
  const low = seen.bottom - Math.min(height / 2, padding("bottom") || 0);
  const high = seen.top + Math.min(height / 2, padding("top") || 0) - height;
  const spot = (left: number, top: number) => ({ left, top, right: left + width, bottom: top + height });
  const end = [seen.right - INSET - width, seen.right + BESIDE] as const;
  const start = [seen.left + INSET, seen.left - BESIDE - width] as const;
  for (const [edge, beside] of style.direction === "rtl" ? [start, end] : [end, start]) {
    yield spot(edge, low);
    yield spot(beside, seen.bottom - height);
    yield spot(edge, high);
  }
}

function pointsOf({ left, top, right, bottom }: Rect): [number, number][] {
  const columns = [left + 1, (left + right) / 2, right - 1];
  const rows = [top + 1, (top + bottom) / 2, bottom - 1];
  return columns.flatMap((x) => rows.map((y): [number, number] => [x, y]));
}

/** Whether what is drawn at a point of the viewport may be covered. */
function isFree(box: ComposeBox, host: Element | undefined, x: number, y: number): boolean {
  const top = topAt(box.ownerDocument, host, x, y);
  if (!top) return false;
  const view = box.ownerDocument.defaultView as Window;
  if (top !== box && view.getComputedStyle(top).cursor === "pointer") return false;
  for (let element: Element | null = top; element; element = parentAcrossRoots(element)) {
    if (element === box || reaches(box, element)) return !isControl(element, box) && !hasWordsAt(top, x, y);
    if (element.matches(CONTROLS)) return false;
    // Something painted that isn't around the box, such as a sticky header or a menu.
    const { backgroundColor, backgroundImage } = view.getComputedStyle(element);
    const isInBox = box.contains(element);
    if (!isInBox && (alphaOf(backgroundColor) > 0.5 || backgroundImage !== "none")) return false;
  }
  return false;
}

/** The topmost element at a point, through open shadow roots, ours aside. */
function topAt(page: Document, host: Element | undefined, x: number, y: number): Element | undefined {
  let top: Element | undefined;
  for (let root: Document | ShadowRoot | null = page; root; ) {
    const hit: Element | undefined = root.elementsFromPoint(x, y).find((element) => element !== host);
    if (!hit || hit === top) break;
    top = hit;
    root = hit.shadowRoot;
  }
  return top;
}

/** A box may itself be a text control or stand in a label; neither is a control beside it. */
function isControl(element: Element, box: ComposeBox): boolean {
  return element !== box && element.matches(CONTROLS) && !element.matches("label");
}

/** Whether `outer` holds `inner`, through slots and shadow hosts. */
export function reaches(inner: Element, outer: Element): boolean {
  for (let element: Element | null = inner; element; element = parentAcrossRoots(element)) {
    if (element === outer) return true;
  }
  return false;
}

/** Whether an element's own words stand at a point. */
function hasWordsAt(element: Element, x: number, y: number): boolean {
  for (const node of element.childNodes) {
    if (node.nodeType !== 3 || !node.textContent?.trim()) continue;
    if (node.textContent.length > LONGEST) return true;
    const range = element.ownerDocument.createRange();
    range.selectNode(node);
    for (const { left, top, right, bottom } of range.getClientRects()) {
      if (x >= left && x <= right && y >= top && y <= bottom) return true;
    }
  }
  return false;
}
