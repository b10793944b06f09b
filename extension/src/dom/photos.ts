/**
 * Pictures that a person hands to the page: chosen, dropped or pasted. They are read beside the page, which gets its event
 * as ever; a card then tells what they would give away. Until a picture comes, there are three listeners and nothing else.
 */
import type { PhotoAnswer } from "../shared/photo-protocol.js";
import type { ComposeBox } from "./boxes.js";
import { keepSelection } from "./caret.js";
import type { Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import { type PhotoAction, PhotoCard } from "./photo-card.js";
import type { Surface } from "./shield.js";
import { toneOf } from "./tone.js";

/** Reads pictures; the DOM side only shows. */
export interface PhotoEngine {
  /** What a picture gives away; undefined if pictures aren't looked at. */
  read(file: File): Promise<PhotoAnswer | undefined>;
  /** Makes a copy without metadata, where the page can't see it. */
  saveCopy(file: File): void;
}

/** What the pictures need from the desk. */
export interface PhotoHost {
  /** The compose box in use. */
  box(): ComposeBox | undefined;
  readClause(policy: string, clause: string): void;
  /** Says to screen readers what the card tells that has just opened. */
  tell(message: string): void;
  /** A key press that isn't the card's own. */
  key(event: KeyboardEvent): void;
}

/** Pictures of one batch that are read, and of one card; a site takes about as many in one post. */
const MOST_FILES = 10;
/** A picture that is handed over twice within this time is one, as when a site passes a drop on; in milliseconds. */
const SAME = 500;

const PICTURE = /\.(jpe?g|jfif|png|webp|hei[cf]|avif|gif|tiff?|dng)$/i;

/** A picture with something to say of it. */
export interface Told {
  file: File;
  answer: PhotoAnswer;
}

/** The pictures of one document. */
export class Photos implements Surface {
  private readonly card: PhotoCard;
  /** What the writer was told of and hasn't closed, in the order in which it came. */
  private told: Told[] = [];
  private shown = 0;
  private anchor: Element | undefined;
  private last = { key: "", time: 0 };
  /** Whether what to look for was shown in this document; once is enough where a picture tells nothing by itself. */
  private hasAsked = false;
  /** Counts how often all was taken away: what was being read then is told of no more. */
  private round = 0;
  private open: AbortController | undefined;
  /** Puts the focus back where it was before the card took it. */
  private giveBack: (() => void) | undefined;

  constructor(
    private readonly page: Document,
    layer: Layer,
    private readonly engine: PhotoEngine,
    private readonly host: PhotoHost,
  ) {
    this.card = new PhotoCard(page, layer);
  }

  get isOpen(): boolean {
    return this.card.isOpen;
  }

  get hasFocus(): boolean {
    return this.card.hasFocus;
  }

  get holdsKeys(): boolean {
    return this.card.holdsKeys;
  }

  covers(x: number, y: number): boolean {
    return this.card.covers(x, y);
  }

  hear(event: Event): void {
    if (event.type === "mousedown") return event.preventDefault();
    if (event.type === "click") {
      event.preventDefault();
      return this.act(this.card.actionOf(event as MouseEvent));
    }
    if (event.type === "keydown") this.hearKey(event as KeyboardEvent);
  }

  /** Moves the keyboard to the card, which gives it back when it goes. */
  focus(): void {
    if (!this.hasFocus) this.giveBack = this.keepFocus();
    this.card.focus();
  }

  /** Takes the card away, and gives up what is still being read. */
  close(): void {
    this.round++;
    this.putAway();
  }

  /** Takes the card away and gives back the focus that it had; a picture that is still being read is told of later. */
  putAway(): void {
    if (!this.isOpen) return;
    this.open?.abort("closed");
    this.open = this.anchor = undefined;
    this.told = [];
    const { hasFocus } = this;
    const box = this.host.box();
    // A screen reader may have brought the focus by itself.
    const giveBack = this.giveBack ?? (box && keepSelection(box));
    this.giveBack = undefined;
    this.card.close();
    if (hasFocus) giveBack?.();
  }

  /** Looks at the pictures among files that were chosen, dropped or pasted at a moment, in `target`. */
  note(files: readonly File[], time: number, target: EventTarget | undefined): void {
    const pictures = files.filter(isPicture).slice(0, MOST_FILES);
    if (pictures.length === 0) return;
    const key = pictures.map(keyOf).join();
    const isSame = key === this.last.key && time - this.last.time < SAME;
    this.last = { key, time };
    if (isSame) return;
    void this.read(pictures, target && "nodeType" in target ? (target as Element) : undefined);
  }

  private async read(pictures: File[], target: Element | undefined): Promise<void> {
    const { round } = this;
    const answers = await Promise.all(pictures.map((file) => this.engine.read(file)));
    if (round !== this.round) return;
    const told = pictures.flatMap((file, index) => {
      const answer = answers[index];
      return answer ? [{ file, answer }] : [];
    });
    const telling = told.filter(isTelling);
    const asking = told.filter(({ answer }) => answer.sights.length > 0 && !this.hasAsked).slice(0, 1);
    const fresh = telling.length > 0 ? telling : asking;
    if (fresh.length === 0) return;
    this.hasAsked ||= fresh.some(({ answer }) => answer.sights.length > 0);
    const isAgain = (one: Told) => fresh.some(({ file }) => keyOf(file) === keyOf(one.file));
    // A card that only asks to look makes way for one that tells something.
    const kept = this.told.filter((one) => isTelling(one) && !isAgain(one));
    this.told = [...kept, ...fresh].slice(-MOST_FILES);
    this.shown = this.told.length - fresh.length;
    this.anchor = target;
    this.open ??= this.listen();
    this.draw();
  }

  /** Listens to what moves the card while it is open. */
  private listen(): AbortController {
    const open = new AbortController();
    const options = { capture: true, passive: true, signal: open.signal };
    const view = this.page.defaultView as Window;
    view.addEventListener("scroll", () => this.place(), options);
    view.addEventListener("resize", () => this.place(), options);
    return open;
  }

  private draw(): void {
    const told = this.told[this.shown];
    if (!told) return;
    const tone = toneOf(this.spotElement() ?? this.page.documentElement);
    const summary = this.card.show(told, { index: this.shown, count: this.told.length }, tone);
    this.place();
    // A new face that has the focus is read out by itself.
    if (!this.hasFocus) this.host.tell(summary);
  }

  private act(action: PhotoAction | undefined): void {
    const told = this.told[this.shown];
    if (!action || !told) return;
    switch (action.kind) {
      case "copy":
        this.engine.saveCopy(told.file);
        return this.dropShown();
      case "next":
        this.shown = (this.shown + 1) % this.told.length;
        return this.draw();
      case "more":
        this.card.unfold();
        return this.place();
      case "read":
        return this.host.readClause(action.policy, action.clause);
      case "close":
        return this.putAway();
    }
  }

  /** The picture that is shown is dealt with; the card goes on to the next, or goes. */
  private dropShown(): void {
    this.told.splice(this.shown, 1);
    if (this.told.length === 0) return this.putAway();
    this.shown %= this.told.length;
    this.draw();
  }

  /** How the focus gets back to where it is now: into the box in use, unless it is at something else in the page. */
  private keepFocus(): () => void {
    const box = this.host.box();
    const { activeElement, body } = this.page;
    if (box && (!activeElement || activeElement === body || box.matches(":focus-within")))
      return keepSelection(box);
    return () => (activeElement as HTMLElement | null)?.focus({ preventScroll: true });
  }

  /** A key press while the keyboard is with the card. */
  private hearKey(event: KeyboardEvent): void {
    const isPress = event.key === "Enter" || event.key === " ";
    if (event.key === "Escape") {
      event.preventDefault();
      this.putAway();
    } else if (event.key === "Tab") {
      event.preventDefault();
      this.card.stepFocus(!event.shiftKey);
    } else if (isPress && this.card.holdsKeys) {
      event.preventDefault();
      this.act(this.card.actionFocused());
    } else this.host.key(event);
  }

  /** What the card stands beside: where the picture was handed over, or the box in use. */
  private spotElement(): Element | undefined {
    const candidates = [this.host.box(), this.anchor];
    return candidates.find((element) => {
      const box = element?.isConnected ? element.getBoundingClientRect() : undefined;
      return box !== undefined && box.width > 1 && box.height > 1;
    });
  }

  private place(): void {
    if (!this.card.isOpen) return;
    const view = this.page.defaultView as Window;
    const element = this.spotElement();
    const corner = {
      left: view.innerWidth,
      right: view.innerWidth,
      top: view.innerHeight,
      bottom: view.innerHeight,
    };
    const rect: Rect = element ? element.getBoundingClientRect() : corner;
    this.card.place([rect]);
  }
}

/** Whether a picture tells something by itself. */
function isTelling({ answer: { report } }: Told): boolean {
  return report.gives.length > 0 || Boolean(report.problem);
}

/** Tells one file from another, as far as that can be told without reading them. */
function keyOf({ name, size, lastModified }: File): string {
  return `${name} ${size} ${lastModified}`;
}

function isPicture({ name, type }: File): boolean {
  return type.startsWith("image/") || PICTURE.test(name);
}
