/**
 * One compose box from its first focus to its removal: reads it, asks for findings, keeps the marks where the
 * words are. Events only note that work is due; the work is done once, in the next frame.
 */
import type { Finding } from "clausemark";
import { type ComposeBox, isTextControl, isWritable } from "./boxes.js";
import { carryOver, editBetween } from "./edit.js";
import type { Engine } from "./engine.js";
import { holds, isVisible, lifterOf, linesOf, type Rect, windowOf } from "./geometry.js";
import type { Layer } from "./layer.js";
import { type Mark, marksFrom, Pen, visibleLines } from "./marks.js";
import { Mirror } from "./mirror.js";
import { EMPTY, type Snapshot, takeSnapshot } from "./snapshot.js";
import { type Tone, toneOf } from "./tone.js";
import { watchFonts, watchPlace, watchText } from "./watch.js";

/** What a box tells its desk. */
export interface BoxEvents {
  /** The marks were drawn anew: they may have moved, changed or gone. */
  drawn(box: BoxWatch): void;
  /** The writer changed the text. */
  edited(box: BoxWatch): void;
  /** The box has left the page. */
  gone(box: BoxWatch): void;
}

/** Watches one compose box. */
export class BoxWatch {
  /** In text order. */
  marks: Mark[] = [];
  /** The mark whose card is open. */
  chosen: Mark | undefined;
  tone: Tone = "light";
  snapshot: Snapshot = EMPTY;
  /** Whether the page shows the box and lets it be written in. */
  isShown = true;
  /** Whether this is the frame in which the first marks came. */
  isFreshlyMarked = false;

  private readonly stop = new AbortController();
  /** Set while there are marks to keep in their place. */
  private placing: AbortController | undefined;
  private isPlaceWatched = false;
  private readonly pen: Pen;
  private frame = 0;
  private mustRead = false;
  /** Whether the text was read since the last frame, ahead of it. */
  private isRead = false;
  private readonly mirror: Mirror;
  /** What lifted the box into the top layer when it was last drawn. */
  private lifter: Element | null = null;
  private mustAsk = false;
  private isAsking = false;
  private isComposing = false;

  constructor(
    readonly id: number,
    readonly element: ComposeBox,
    private readonly engine: Engine,
    private readonly layer: Layer,
    private readonly events: BoxEvents,
  ) {
    this.pen = new Pen(layer);
    this.mirror = new Mirror(() => layer.part("mirrors"));
    const { signal } = this.stop;
    watchText(element, () => this.noteEdit(), signal);
    watchFonts(
      element,
      () => {
        this.mirror.forget();
        if (this.placing) this.redraw();
      },
      signal,
    );
    element.addEventListener(
      "compositionstart",
      () => {
        this.isComposing = true;
      },
      { passive: true, signal },
    );
    element.addEventListener(
      "compositionend",
      () => {
        this.isComposing = false;
        this.noteEdit();
      },
      { passive: true, signal },
    );
    this.noteEdit();
  }

  /** Asks again for the findings of an unchanged text, as after a change of the settings. */
  recheck(): void {
    this.mustAsk = true;
    this.noteEdit();
  }

  /** Draws again in the next frame. */
  redraw(): void {
    this.frame ||= this.view.requestAnimationFrame(() => this.work());
  }

  /** Reads the box at once, so that a change of its text can start from what it holds now. */
  refresh(): void {
    this.mustRead = true;
    this.work();
  }

  /** The mark under a point of the viewport. */
  markAt(x: number, y: number): Mark | undefined {
    return this.marks.find((mark) => mark.lines.some((line) => holds(line, x, y)));
  }

  /** Where a mark's words stand, in sight or not. */
  linesOf(mark: Mark): Rect[] {
    const lines = linesOf(this.element, this.snapshot, this.marks, this.mirror);
    return lines[this.marks.indexOf(mark)] ?? [];
  }

  /** Takes the marks away and stops watching. */
  dispose(): void {
    this.stop.abort("disposed");
    this.placing?.abort("disposed");
    this.view.cancelAnimationFrame(this.frame);
    this.marks = [];
    this.pen.draw([], this.tone, undefined);
    this.engine.forget(this.id);
  }

  private get view(): Window {
    return (this.element.ownerDocument.defaultView ?? window) as Window;
  }

  /**
   * The first edit since the last frame is read at once, so that its findings may be there when the next frame is
   * drawn; what follows within the same frame is read with it.
   */
  private noteEdit(): void {
    this.mustRead = true;
    this.redraw();
    if (this.isRead || !this.element.isConnected) return;
    this.isRead = true;
    this.read();
  }

  private work(): void {
    this.frame = 0;
    this.isRead = false;
    if (this.stop.signal.aborted) return;
    if (!this.element.isConnected) {
      this.events.gone(this);
      return;
    }
    if (this.mustRead || this.hasSilentlyChanged()) this.read();
    this.draw();
  }

  /** A script may set the value of a text control without any event. */
  private hasSilentlyChanged(): boolean {
    return isTextControl(this.element) && this.element.value !== this.snapshot.text;
  }

  private read(): void {
    this.mustRead = false;
    const before = this.snapshot.text;
    this.snapshot = takeSnapshot(this.element);
    const edit = editBetween(before, this.snapshot.text);
    if (edit) {
      this.carry(this.marks, before);
      this.events.edited(this);
    }
    // In the middle of an input method's word there is nothing to say yet.
    if ((edit || this.mustAsk) && !this.isComposing) void this.ask();
    else if (edit) this.mustAsk = true;
  }

  /** Moves marks made for the text `before` to where their words are now; those that changed go. */
  private carry(marks: readonly Mark[], before: string): void {
    const edit = editBetween(before, this.snapshot.text);
    this.marks = edit ? carryOver(marks, edit, this.snapshot.text) : [...marks];
    const { chosen } = this;
    if (!chosen) return;
    const near = (mark: Mark) => Math.abs(mark.start - chosen.start);
    this.chosen = this.marks.filter((mark) => isSame(mark, chosen)).sort((a, b) => near(a) - near(b))[0];
  }

  /** One question at a time; what was typed meanwhile is asked about when the answer has come. */
  private async ask(): Promise<void> {
    this.mustAsk = true;
    if (this.isAsking) return;
    this.isAsking = true;
    try {
      // A word of an input method that began meanwhile is asked about when it is done.
      while (this.mustAsk && !this.isComposing && !this.stop.signal.aborted) {
        this.mustAsk = false;
        const { text } = this.snapshot;
        const findings = await this.engine.check(this.id, text);
        if (findings && !this.stop.signal.aborted) this.accept(findings, text);
      }
    } finally {
      this.isAsking = false;
    }
  }

  private accept(findings: readonly Finding[], text: string): void {
    const before = new Map(this.marks.map((mark) => [`${mark.start} ${mark.end}`, mark.lines]));
    this.carry(marksFrom(findings, text), text);
    // Until the next frame a mark is where its forerunner was drawn, so that a pointer on it stays on it.
    for (const mark of this.marks) mark.lines = before.get(`${mark.start} ${mark.end}`) ?? [];
    this.redraw();
  }

  private draw(): void {
    this.isFreshlyMarked = this.marks.length > 0 && !this.placing;
    if (this.isFreshlyMarked) {
      this.placing = new AbortController();
      this.layer.raise();
      // What isn't needed to paint the marks is left to the frame after them.
      this.redraw();
    } else if (this.marks.length === 0 && this.placing) {
      this.placing.abort("unmarked");
      this.placing = undefined;
      this.isPlaceWatched = false;
    } else if (this.placing && !this.isPlaceWatched) {
      this.isPlaceWatched = true;
      const changed = { place: () => this.redraw(), topLayer: () => this.layer.raise() };
      watchPlace(this.element, changed, this.placing.signal);
    }
    if (this.placing) {
      const lifter = lifterOf(this.element);
      if (lifter !== this.lifter) this.layer.raise();
      this.lifter = lifter;
      this.tone = toneOf(this.element);
      const seen = windowOf(this.element);
      this.isShown = isVisible(this.element) && isWritable(this.element);
      const lines = this.isShown ? linesOf(this.element, this.snapshot, this.marks, this.mirror) : [];
      this.marks.forEach((mark, index) => {
        mark.lines = visibleLines(this.element, lines[index] ?? [], seen);
      });
    }
    this.pen.draw(this.marks, this.tone, this.chosen);
    this.events.drawn(this);
  }
}

/** Whether a mark speaks of the same matter as before. */
function isSame(a: Mark, b: Mark): boolean {
  const first = a.findings[0];
  const other = b.findings[0];
  return first?.category === other?.category && first?.evidence[0]?.text === other?.evidence[0]?.text;
}
