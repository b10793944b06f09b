/**
 * The small count at the corner of the box in use: how many marks there are, drawn with the line of the strongest.
 * It is gone when there are none, and where every corner has something of the site's.
 */
import { lineOf } from "../shared/modality.js";
import { say, sayCount } from "../shared/words.js";
import type { BoxWatch } from "./box.js";
import { freeCorner } from "./corner.js";
import { holds, putAt, type Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import type { Size } from "./place.js";
import type { Surface } from "./shield.js";

/** Its size in pixels, whatever it says: the page can ask which points of its own lie under something of ours. */
const SIZE: Size = { width: 28, height: 22 };
/** The highest number that there is room for. */
const MOST = 99;
/** A spot that was free stays in use this long before it is looked at again, unless the box moves. */
const TRUST = 400;

/** The badge of one document. */
export class Badge implements Surface {
  private button: HTMLElement | undefined;
  private spot: Rect | undefined;
  /** What the spot was found for, and what was drawn last: a frame that changes neither costs nothing. */
  private key = "";
  private look = "";
  private seen = 0;

  constructor(
    private readonly page: Document,
    private readonly layer: Layer,
    private readonly pressed: () => void,
  ) {}

  get isOpen(): boolean {
    return this.spot !== undefined;
  }

  get hasFocus(): boolean {
    return this.button !== undefined && this.layer.focused === this.button;
  }

  readonly holdsKeys = false;

  covers(x: number, y: number): boolean {
    return this.spot !== undefined && holds(this.spot, x, y);
  }

  hear(event: Event): void {
    if (event.type === "mousedown") event.preventDefault();
    if (event.type !== "click") return;
    event.preventDefault();
    this.pressed();
  }

  /** Draws the count of this box. */
  draw(box: BoxWatch): void {
    const count = box.marks.length;
    if (count === 0 || !box.isShown) return this.hide();
    if (!this.isFreshFor(box)) {
      this.spot = freeCorner(box.element, SIZE, this.layer.element);
      this.seen = performance.now();
    }
    if (!this.spot) return this.hide();
    const { spot } = this;
    const origin = this.layer.origin();
    const lines = box.marks.map((mark) => lineOf(mark.findings[0]?.modality));
    const strongest = (["solid", "dashed", "dotted"] as const).find((line) => lines.includes(line));
    const look = [count, box.tone, strongest, spot.left, spot.top, origin.x, origin.y, origin.scale].join();
    if (this.button?.isConnected && look === this.look) return;
    this.look = look;
    this.button ??= this.make();
    const { button } = this;
    button.className = `tally ${box.tone} ${strongest}`;
    button.textContent = shortCount(count);
    button.title = say("badge_label", sayCount("badge", count));
    button.setAttribute("aria-label", button.title);
    putAt(button, (spot.left - origin.x) / origin.scale, (spot.top - origin.y) / origin.scale);
    button.style.setProperty("width", `${SIZE.width / origin.scale}px`);
    button.style.setProperty("height", `${SIZE.height / origin.scale}px`);
  }

  /** Takes it away. */
  hide(): void {
    this.button?.remove();
    this.button = this.spot = undefined;
    this.key = this.look = "";
  }

  /** Whether the spot found last still holds. */
  private isFreshFor(box: BoxWatch): boolean {
    const { left, top, right, bottom } = box.element.getBoundingClientRect();
    const view = this.page.defaultView as Window;
    const key = [box.id, left, top, right, bottom, view.innerWidth, view.innerHeight].join();
    const isSame = key === this.key && performance.now() - this.seen < TRUST;
    this.key = key;
    return isSame;
  }

  private make(): HTMLElement {
    const button = this.page.createElement("button");
    button.setAttribute("type", "button");
    // The shortcut opens the same cards; the page's own order of stops stays as it is.
    button.tabIndex = -1;
    this.layer.part("badge").append(button);
    return button;
  }
}

/** A number of marks as the badge has room for it; its label has the number itself. */
export function shortCount(count: number): string {
  return count > MOST ? `${MOST}+` : String(count);
}
