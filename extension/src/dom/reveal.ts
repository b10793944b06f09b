/** Brings words into sight, through everything that scrolls around them. */
import type { ComposeBox } from "./boxes.js";
import { parentAcrossRoots, type Rect, windowOf } from "./geometry.js";
import { visibleLines } from "./marks.js";

/**
 * Scrolls until the words can be seen. `linesNow` measures where they are, seen or not. It is done at once, even where
 * the site scrolls smoothly: what is measured next must be where the words come to rest.
 */
export function reveal(box: ComposeBox, linesNow: () => readonly Rect[]): void {
  const isSeen = () => visibleLines(box, linesNow(), windowOf(box)).length > 0;
  if (isSeen()) return;
  // Only the browser can scroll the pages around a frame.
  box.scrollIntoView({ block: "nearest", inline: "nearest", behavior: "instant" });
  for (const isHidden of [false, true]) {
    for (const scroller of scrollersOf(box)) {
      const [line] = linesNow();
      if (line) centre(scroller, line, isHidden);
    }
    if (isSeen()) return;
    // They are inside of every scroller and something lies over them, as a site's header does at an edge.
  }
}

/** The box and what is around it, up to what no scroller moves. Where there is nothing to scroll, scrolling does nothing. */
function* scrollersOf(box: ComposeBox): Generator<Element> {
  const view = box.ownerDocument.defaultView as Window;
  for (let up: Element | null = box; up; up = parentAcrossRoots(up)) {
    yield up;
    if (view.getComputedStyle(up).position === "fixed") return;
  }
}

/** Scrolls a line to the middle of its scroller if not all of it is inside, or in any case. */
function centre(scroller: Element, line: Rect, inAnyCase: boolean): void {
  const page = scroller.ownerDocument;
  const { innerWidth, innerHeight } = page.defaultView as Window;
  const own = scroller.getBoundingClientRect();
  const frame =
    scroller === page.scrollingElement ? { left: 0, top: 0, right: innerWidth, bottom: innerHeight } : own;
  const left = wayToMiddle([line.left, line.right], [frame.left, frame.right], inAnyCase);
  const top = wayToMiddle([line.top, line.bottom], [frame.top, frame.bottom], inAnyCase);
  // A transform makes what is scrolled look larger or smaller than it is.
  const scale = own.width / (scroller as HTMLElement).offsetWidth || 1;
  // The line of an input may be taller than the input, and yet it goes sideways only.
  const isInput = scroller.localName === "input";
  if (left === 0 && (top === 0 || isInput)) return;
  scroller.scrollBy({ left: left / scale, top: isInput ? 0 : top / scale, behavior: "instant" });
}

/**
 * How far a stretch is from the middle of a frame, along one axis; 0 if all of it is inside already. Of one that is
 * longer than the frame, its beginning counts.
 */
export function wayToMiddle(
  [start, end]: readonly [number, number],
  [first, last]: readonly [number, number],
  inAnyCase: boolean,
): number {
  const length = Math.min(end - start, last - first);
  // Fractions of a pixel are no reason to move.
  const isInside = start >= first - 1 && start + length <= last + 1;
  return isInside && !inAnyCase ? 0 : start + length / 2 - (first + last) / 2;
}
