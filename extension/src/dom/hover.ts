/** When a resting pointer opens a card and a leaving one closes it. */
import type { BoxWatch } from "./box.js";
import type { Mark } from "./marks.js";

/** How long the pointer rests on words before their card opens: longer than it takes to pass over them. */
const REST = 180;
/** How long the card stays after the pointer left: enough to cross the gap between words and card. */
const LINGER = 300;

/** A mark under the pointer. */
export interface Under {
  box: BoxWatch;
  mark: Mark;
}

/** What hovering needs to know and may do. */
export interface HoverUse {
  /** What is under the pointer: a mark, or the open card itself. */
  find(event: PointerEvent): Under | "card" | undefined;
  open(under: Under): void;
  close(): void;
  isOpenFor(mark: Mark): boolean;
  isPinned(): boolean;
}

/** Watches the pointer of one document. */
export class Hover {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: "open" | "close" | undefined;
  private aim: Mark | undefined;

  constructor(private readonly use: HoverUse) {}

  /** The pointer moved over the page. */
  moved(event: PointerEvent): void {
    // A finger doesn't hover, and a pressed button selects text.
    if (!event.isTrusted || event.pointerType === "touch" || event.buttons !== 0 || this.use.isPinned())
      return;
    const under = this.use.find(event);
    if (!under) return this.left();
    if (under === "card") return this.stayed();
    if (this.use.isOpenFor(under.mark)) return this.stayed();
    if (this.waiting === "open" && this.aim === under.mark) return;
    this.aim = under.mark;
    this.wait("open", REST, () => this.use.open(under));
  }

  /** The pointer is on the card. */
  stayed(): void {
    this.reset();
  }

  /** The pointer is on neither words nor card. */
  left(): void {
    if (this.waiting !== "close") this.wait("close", LINGER, () => this.use.close());
  }

  /** Forgets what it waited for. */
  reset(): void {
    clearTimeout(this.timer);
    this.waiting = this.aim = undefined;
  }

  private wait(what: "open" | "close", time: number, then: () => void): void {
    clearTimeout(this.timer);
    this.waiting = what;
    this.timer = setTimeout(() => {
      this.reset();
      then();
    }, time);
  }
}
