/**
 * When a box may stand elsewhere or look different. Events do the work; a loop of frames runs only for a short
 * while after the writer did something, and a slow heartbeat only while marks are drawn: a script can change a
 * text control's value, or lay something over a box, without any event.
 */
import { type ComposeBox, isTextControl } from "./boxes.js";

/** Frames looked at after a key or click: long enough for a site's own transition to come to rest. */
const LIVELY_FRAMES = 40;
/** Of these, how many go by between two full looks at a box in which nothing was done; it is drawn anew if it moved. */
const FRAMES_BETWEEN = 8;
/** Time between two looks at a marked box that nothing seems to happen to, in milliseconds. */
const HEARTBEAT = 500;

/** What may have changed about a box without its text being edited. */
export interface PlaceEvents {
  /** Its place or look. */
  place(): void;
  /** What lies above it: a dialog or popover opened, or something fills the screen. */
  topLayer(): void;
}

/** Tells of changes of the box's place and look, until the signal aborts. */
export function watchPlace(box: ComposeBox, events: PlaceEvents, signal: AbortSignal): void {
  const changed = () => events.place();
  const view = box.ownerDocument.defaultView as Window & typeof globalThis;
  const passive = { capture: true, passive: true, signal } as const;

  let left = 0;
  let frame = 0;
  let isOwn = false;
  let place = "";
  const tick = () => {
    frame = 0;
    const last = place;
    place = placeOf(box);
    if (isOwn || place !== last || left % FRAMES_BETWEEN === 1) changed();
    if (--left > 0) frame = view.requestAnimationFrame(tick);
  };
  const lively = (event: Event) => {
    if (!event.isTrusted) return;
    // A key in one of many boxes seldom moves another: to draw them all in every frame would cost the writer's own.
    isOwn = event.composedPath().includes(box);
    left = LIVELY_FRAMES;
    frame ||= view.requestAnimationFrame(tick);
  };
  for (const type of ["keydown", "pointerup", "drop", "transitionrun", "animationstart"]) {
    view.addEventListener(type, lively, passive);
  }
  for (const type of ["scroll", "resize", "transitionend", "animationend"]) {
    view.addEventListener(type, changed, passive);
  }
  for (const type of ["toggle", "fullscreenchange"]) {
    view.addEventListener(
      type,
      () => {
        events.topLayer();
        changed();
      },
      passive,
    );
  }
  view.visualViewport?.addEventListener("resize", changed, { passive: true, signal });
  view.visualViewport?.addEventListener("scroll", changed, { passive: true, signal });
  view.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed, { signal });

  const size = new view.ResizeObserver(changed);
  size.observe(box);
  const stopMoves = watchMoves(box, view, changed);
  const heart = view.setInterval(changed, HEARTBEAT);
  signal.addEventListener("abort", () => {
    size.disconnect();
    stopMoves();
    view.clearInterval(heart);
    view.cancelAnimationFrame(frame);
  });
}

/** Where a box is, and how far it is scrolled. */
function placeOf(box: ComposeBox): string {
  const { left, top, width, height } = box.getBoundingClientRect();
  return [left, top, width, height, box.scrollLeft, box.scrollTop].join(" ");
}

/**
 * Notices that the box has moved though nothing scrolled, as when the site puts something above it. The
 * observer's window is shrunk to where the box is now, so that any move changes how much of it intersects.
 */
function watchMoves(box: ComposeBox, view: Window & typeof globalThis, moved: () => void): () => void {
  let observer: IntersectionObserver | undefined;
  let retry = 0;
  const aim = (threshold: number) => {
    observer?.disconnect();
    const { left, top, right, bottom, width, height } = box.getBoundingClientRect();
    if (width === 0 || height === 0) {
      retry = view.setTimeout(() => aim(1), HEARTBEAT);
      return;
    }
    const margins = [top, view.innerWidth - right, view.innerHeight - bottom, left];
    let isFirst = true;
    observer = new view.IntersectionObserver(
      (entries) => {
        const ratio = entries.at(-1)?.intersectionRatio ?? 0;
        if (isFirst) {
          isFirst = false;
          // Fractions of a pixel and clipping by ancestors make the first ratio less than 1: aim at that one.
          if (ratio !== threshold && ratio > 0) aim(ratio);
          return;
        }
        if (!box.isConnected) return moved();
        if (ratio !== threshold) {
          moved();
          aim(1);
        }
      },
      {
        root: box.ownerDocument,
        rootMargin: margins.map((margin) => `${-Math.floor(margin)}px`).join(" "),
        threshold: Math.min(1, Math.max(1e-7, threshold)),
      },
    );
    observer.observe(box);
  };
  aim(1);
  return () => {
    observer?.disconnect();
    view.clearTimeout(retry);
  };
}

/** Calls `changed` whenever letters may have become wider or narrower, until the signal aborts. */
export function watchFonts(box: ComposeBox, changed: () => void, signal: AbortSignal): void {
  box.ownerDocument.fonts?.addEventListener("loadingdone", changed, { signal });
}

/** Calls `edited` whenever the text of the box may have changed, until the signal aborts. */
export function watchText(box: ComposeBox, edited: () => void, signal: AbortSignal): void {
  box.addEventListener("input", edited, { passive: true, signal });
  if (isTextControl(box)) {
    box.form?.addEventListener("reset", edited, { passive: true, signal });
    return;
  }
  // Editors with a model of their own cancel the event and write the page themselves.
  const view = box.ownerDocument.defaultView as Window & typeof globalThis;
  const observer = new view.MutationObserver(edited);
  observer.observe(box, { childList: true, characterData: true, subtree: true });
  signal.addEventListener("abort", () => observer.disconnect());
}
