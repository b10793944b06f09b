/**
 * Keeps the page from hearing what happens in the layer. The listeners stand on the window, in the capture phase,
 * before any of the page's own; an event inside the closed root goes to what was drawn there and no further. While
 * nothing is drawn each of them returns at its first line.
 */
import { PANEL_KEYS, type TakenKeys } from "./keys.js";

/** Every composed event that a person's hand on the layer could send past the page. */
const HEARD = [
  "pointerdown",
  "pointerup",
  "pointermove",
  "pointerover",
  "pointerout",
  "pointerenter",
  "pointerleave",
  "pointercancel",
  "gotpointercapture",
  "lostpointercapture",
  "mousedown",
  "mouseup",
  "mousemove",
  "mouseover",
  "mouseout",
  "mouseenter",
  "mouseleave",
  "click",
  "dblclick",
  "auxclick",
  "contextmenu",
  "wheel",
  // Firefox's older names for it, which it sends as well.
  "DOMMouseScroll",
  "MozMousePixelScroll",
  "touchstart",
  "touchmove",
  "touchend",
  "touchcancel",
  "keydown",
  "keyup",
  "keypress",
  "focus",
  "blur",
  "focusin",
  "focusout",
  // Chromium's older names.
  "DOMFocusIn",
  "DOMFocusOut",
  "beforeinput",
  "input",
  "selectstart",
  "copy",
  "cut",
  "paste",
  "beforecopy",
  "beforecut",
  "beforepaste",
  "dragstart",
  "drag",
  "dragenter",
  "dragover",
  "dragleave",
  "drop",
] as const;

/**
 * Heard only once something is drawn: a browser sends it, where anybody listens, for each report of the mouse, many a
 * frame, and pages in which nobody writes would pay for that. So a page that has listened for it from its start hears
 * where on the layer the pointer is.
 */
const COSTLY = "pointerrawupdate";

/** Something in the layer that a hand can reach: the card, the badge, the question. */
export interface Surface {
  /** Whether it is on the screen. */
  readonly isOpen: boolean;
  /** Whether the keyboard is with it. */
  readonly hasFocus: boolean;
  /** Whether the keyboard is with it though the browser's focus is in the page. */
  readonly holdsKeys: boolean;
  /** Whether a point of the viewport lies on it. */
  covers(x: number, y: number): boolean;
  /** A trusted event on it. */
  hear(event: Event): void;
}

/** What the shield asks of whoever owns the layer. */
export interface Ward {
  /** The element in the page, once there is one. */
  host(): Element | undefined;
  /** What can be reached, the topmost first. */
  readonly surfaces: readonly Surface[];
  /** The key presses that were kept from the page. */
  readonly keys: TakenKeys;
  /** The pointer is on the layer no longer. */
  left(): void;
  /** A trusted click or key press in the page; true if the page shall not get it, since it would post or is meant for us. */
  guards(event: MouseEvent | KeyboardEvent): boolean;
}

const PRESSES = /^(pointerdown|pointerup|mousedown|mouseup|click|dblclick)$/;
/** What scrolling waits for, unless its listeners promise to let it pass. */
const SCROLLS = /^(wheel|touch|DOMMouseScroll|MozMousePixelScroll)/;

/** Raises the shield on a window, until the signal aborts. There is no ward before the first compose box. */
export function raiseShield(view: Window, wardNow: () => Ward | undefined, signal: AbortSignal): void {
  let isWhole = false;
  const listen = (event: Event) => {
    const ward = wardNow();
    const host = ward?.host();
    if (!ward || !host || !event.isTrusted) return;
    if (!isWhole) {
      isWhole = true;
      view.addEventListener(COSTLY, listen, { capture: true, passive: true, signal });
    }
    const isInside = event.target === host;
    const surface = isInside ? surfaceOf(event, ward.surfaces) : surfaceBehind(event, ward.surfaces);
    if (isInside || surface) {
      event.stopImmediatePropagation();
      if (event.type === "keydown") ward.keys.take(event as KeyboardEvent);
      if (surface) surface.hear(event);
      else ward.left();
    } else if (isKept(event, ward)) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  };
  for (const type of HEARD) {
    view.addEventListener(type, listen, { capture: true, passive: SCROLLS.test(type), signal });
  }
}

/** Whether the page shall not get an event of its own: its ward guards it, or it is the rest of a key press that was taken. */
function isKept(event: Event, ward: Ward): boolean {
  if (event.type === "click") return ward.guards(event as MouseEvent);
  if (!event.type.startsWith("key")) return false;
  const key = event as KeyboardEvent;
  if (ward.keys.isRest(key)) return true;
  const isHeld = key.type === "keydown" && ward.guards(key);
  if (isHeld) ward.keys.take(key);
  return isHeld;
}

/** The surface that an event inside the layer is meant for. */
function surfaceOf(event: Event, surfaces: readonly Surface[]): Surface | undefined {
  const open = surfaces.filter(({ isOpen }) => isOpen);
  // Nothing of the layer is under a pointer that has left it.
  if (event.type === "pointerout") return undefined;
  // A click without a press comes from the keyboard and carries no place.
  const hasPlace = "clientX" in event && !(event.type === "click" && (event as MouseEvent).detail === 0);
  if (!hasPlace) return open.find(({ hasFocus }) => hasFocus);
  const covering = surfaceAt(event as MouseEvent, open);
  if (covering || event.type !== "click") return covering;
  // Firefox's accessibility presses as a mouse would, also what is out of sight; the focus has gone there at the press.
  return open.find(({ hasFocus }) => hasFocus);
}

function surfaceAt({ clientX, clientY }: MouseEvent, surfaces: readonly Surface[]): Surface | undefined {
  return surfaces.find((surface) => surface.isOpen && surface.covers(clientX, clientY));
}

/** The surface that an event is meant for though the page's modal dialog, which makes all else inert, swallowed it. */
function surfaceBehind(event: Event, surfaces: readonly Surface[]): Surface | undefined {
  if (event.type === "keydown" || event.type === "keyup") {
    const { key } = event as KeyboardEvent;
    return PANEL_KEYS.test(key) ? surfaces.find(({ holdsKeys }) => holdsKeys) : undefined;
  }
  if (!PRESSES.test(event.type)) return undefined;
  // Without a modal dialog what was pressed lies over the layer, such as a menu that the site has just opened.
  const isModal = event
    .composedPath()
    .some((target) => "matches" in target && (target as Element).matches(":modal"));
  return isModal ? surfaceAt(event as MouseEvent, surfaces) : undefined;
}
