/**
 * Keeps the page from hearing what happens in the layer. The listeners stand on the window, in the capture phase,
 * before any of the page's own; an event inside the closed root goes to what was drawn there and no further. While
 * nothing is drawn each of them returns at its first line.
 */

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
  "beforeinput",
  "input",
  "selectstart",
  "dragstart",
  "drag",
  "dragenter",
  "dragover",
  "dragleave",
  "drop",
] as const;

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
  /** The pointer is on the layer no longer. */
  left(): void;
  /** A trusted click or key press in the page; true if the page shall not get it. */
  guards(event: MouseEvent | KeyboardEvent): boolean;
}

const PRESSES = /^(pointerdown|pointerup|mousedown|mouseup|click|dblclick)$/;
/** Keys that a surface without the browser's focus takes; any other is the writer typing on. */
const TAKEN = /^(Tab|Enter| |Escape)$/;

/** Raises the shield on a window, until the signal aborts. There is no ward before the first compose box. */
export function raiseShield(view: Window, wardNow: () => Ward | undefined, signal: AbortSignal): void {
  const listen = (event: Event) => {
    const ward = wardNow();
    const host = ward?.host();
    if (!ward || !host || !event.isTrusted) return;
    const isInside = event.target === host;
    const surface = isInside ? surfaceOf(event, ward.surfaces) : surfaceBehind(event, ward.surfaces);
    if (isInside || surface) {
      event.stopImmediatePropagation();
      if (surface) surface.hear(event);
      else ward.left();
    } else if ((event.type === "click" || event.type === "keydown") && ward.guards(event as MouseEvent)) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  };
  for (const type of HEARD) {
    const passive = type === "wheel" || type.startsWith("touch");
    view.addEventListener(type, listen, { capture: true, passive, signal });
  }
}

/** The surface that an event inside the layer is meant for. */
function surfaceOf(event: Event, surfaces: readonly Surface[]): Surface | undefined {
  const open = surfaces.filter(({ isOpen }) => isOpen);
  // Nothing of the layer is under a pointer that has left it.
  if (event.type === "pointerout") return undefined;
  // A click without a press comes from the keyboard and carries no place.
  const hasPlace = "clientX" in event && !(event.type === "click" && (event as MouseEvent).detail === 0);
  if (!hasPlace) return open.find(({ hasFocus }) => hasFocus);
  const { clientX, clientY } = event as MouseEvent;
  return open.find((surface) => surface.covers(clientX, clientY));
}

/** The surface that an event is meant for though the page's modal dialog, which makes all else inert, swallowed it. */
function surfaceBehind(event: Event, surfaces: readonly Surface[]): Surface | undefined {
  if (event.type === "keydown" || event.type === "keyup") {
    const { key } = event as KeyboardEvent;
    return TAKEN.test(key) ? surfaces.find(({ holdsKeys }) => holdsKeys) : undefined;
  }
  if (!PRESSES.test(event.type)) return undefined;
  // Without a modal dialog what was pressed lies over the layer, such as a menu that the site has just opened.
  const isModal = event
    .composedPath()
    .some((target) => "matches" in target && (target as Element).matches(":modal"));
  return isModal ? surfaceOf(event, surfaces) : undefined;
}
