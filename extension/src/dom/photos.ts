/**
 * Pictures that a person hands to the page: chosen, dropped or pasted. They are read beside the page, which gets its event
 * as ever; a card then tells what they would give away. Until a picture comes, there are three listeners and nothing else.
 */
import type { PhotoAnswer } from "../shared/photo-protocol.js";
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
  box(): Element | undefined;
  readClause(policy: string, clause: string): void;
  /** Says something to screen readers. */
  tell(message: string): void;
}

/** Pictures of one batch that are read; a site takes about as many in one post. */
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
  private told: Told[] = [];
  private shown = 0;
  private anchor: Element | undefined;
  private last = { key: "", time: 0 };
  /** Whether what to look for was shown in this document; once is enough where a picture tells nothing by itself. */
  private hasAsked = false;
  private round = 0;
  private open: AbortController | undefined;

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
    if (event.type !== "keydown") return;
    const { key, shiftKey } = event as KeyboardEvent;
    if (key === "Escape") return this.close();
    if (key === "Tab") {
      event.preventDefault();
      return this.card.stepFocus(!shiftKey);
    }
    if ((key === "Enter" || key === " ") && this.card.holdsKeys) this.act(this.card.actionFocused());
  }

  /** Takes the card away. */
  close(): void {
    this.round++;
    this.open?.abort("closed");
    this.open = undefined;
    this.told = [];
    this.anchor = undefined;
    this.card.close();
  }

  /** Looks at the pictures among files that were chosen, dropped or pasted at a moment, in `target`. */
  note(files: readonly File[], time: number, target: EventTarget | undefined): void {
    const pictures = files.filter(isPicture).slice(0, MOST_FILES);
    if (pictures.length === 0) return;
    const key = pictures.map(({ name, size, lastModified }) => `${name} ${size} ${lastModified}`).join();
    const isSame = key === this.last.key && time - this.last.time < SAME;
    this.last = { key, time };
    if (isSame) return;
    void this.read(pictures, target && "nodeType" in target ? (target as Element) : undefined);
  }

  private async read(pictures: File[], target: Element | undefined): Promise<void> {
    this.close();
    const { round } = this;
    const answers = await Promise.all(pictures.map((file) => this.engine.read(file)));
    if (round !== this.round) return;
    const told = pictures.flatMap((file, index) => {
      const answer = answers[index];
      return answer ? [{ file, answer }] : [];
    });
    const telling = told.filter(({ answer }) => answer.report.gives.length > 0 || answer.report.problem);
    const asking = told.filter(({ answer }) => answer.sights.length > 0 && !this.hasAsked).slice(0, 1);
    this.told = telling.length > 0 ? telling : asking;
    if (this.told.length === 0) return;
    this.hasAsked ||= this.told.some(({ answer }) => answer.sights.length > 0);
    this.shown = 0;
    this.anchor = target;
    this.open = new AbortController();
    const { signal } = this.open;
    const view = this.page.defaultView as Window;
    const options = { capture: true, signal };
    view.addEventListener("scroll", () => this.place(), { ...options, passive: true });
    view.addEventListener("resize", () => this.place(), { ...options, passive: true });
    view.addEventListener("keydown", (event) => this.noteKey(event), options);
    this.draw();
  }

  private draw(): void {
    const told = this.told[this.shown];
    if (!told) return;
    const tone = toneOf(this.spotElement() ?? this.page.documentElement);
    const summary = this.card.show(told, { index: this.shown, count: this.told.length }, tone);
    this.place();
    this.host.tell(summary);
  }

  private act(action: PhotoAction | undefined): void {
    const told = this.told[this.shown];
    if (!action || !told) return;
    switch (action.kind) {
      case "copy":
        this.engine.saveCopy(told.file);
        return this.close();
      case "next":
        this.shown = (this.shown + 1) % this.told.length;
        return this.draw();
      case "more":
        this.card.unfold();
        return this.place();
      case "read":
        return this.host.readClause(action.policy, action.clause);
      case "close":
        return this.close();
    }
  }

  private noteKey(event: KeyboardEvent): void {
    if (!event.isTrusted || event.isComposing || event.key !== "Escape") return;
    // The card goes first; a second Escape is the site's.
    event.stopImmediatePropagation();
    event.preventDefault();
    this.close();
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

function isPicture({ name, type }: File): boolean {
  return type.startsWith("image/") || PICTURE.test(name);
}
