/**
 * Keeps the page from hearing what happens in the card. The listeners stand on the window, in the capture
 * phase, before any of the page's own; an event inside the closed root goes to the desk and no further. While
 * no card is open each of them returns at its first line.
 */

/** Every composed event that a person's hand on the card could send past the page. */
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

/** What the shield asks of whoever owns the card. */
export interface Ward {
  /** The element in the page, while a card is open. */
  host(): Element | undefined;
  /** Whether a point lies on the card, for a page whose modal dialog makes everything else unreachable. */
  covers(x: number, y: number): boolean;
  /** A trusted event on the card. */
  hear(event: Event): void;
}

/** Raises the shield on a window, until the signal aborts. */
export function raiseShield(view: Window, ward: Ward, signal: AbortSignal): void {
  const listen = (event: Event) => {
    const host = ward.host();
    if (!host || !event.isTrusted) return;
    if (event.target !== host && !isOver(event, ward)) return;
    event.stopImmediatePropagation();
    ward.hear(event);
  };
  for (const type of HEARD) {
    const passive = type === "wheel" || type.startsWith("touch");
    view.addEventListener(type, listen, { capture: true, passive, signal });
  }
}

/** Whether a press or click aims at the card though the page's dialog swallowed it. */
function isOver(event: Event, ward: Ward): boolean {
  if (!/^(pointerdown|pointerup|mousedown|mouseup|click|dblclick)$/.test(event.type)) return false;
  const { clientX, clientY, detail } = event as MouseEvent;
  // A click without a press comes from the keyboard and carries no place.
  if (event.type === "click" && detail === 0) return false;
  return ward.covers(clientX, clientY);
}
