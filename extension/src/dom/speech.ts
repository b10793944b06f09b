/**
 * What a person hears who doesn't see the marks: a short summary when the typing pauses, and a list of the marks to
 * walk through. Both live in the closed root, out of sight, and come with the first mark, or the first card about a
 * picture. What was said is taken away again: the page's own search (`window.find`) looks into closed roots, too.
 */
import { nameOf } from "../shared/modality.js";
import { say, sayCount } from "../shared/words.js";
import type { BoxWatch } from "./box.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import type { Surface } from "./shield.js";

/** How long the typing pauses before the summary is said, in milliseconds: longer than between two words. */
const PAUSE = 1200;
/** How long nothing stands where words are about to, in milliseconds: a place that comes with its words isn't read out. */
const BREATH = 100;
/** How long words stand, in milliseconds: longer than it takes to hand them to a screen reader. */
const STANDING = 1000;
/** Matters that the summary names; the others are only counted. */
const NAMED = 3;

/** What the list needs of its desk. */
export interface SpeechUse {
  /** Opens the card of a mark and puts the focus there. */
  open(box: BoxWatch, mark: Mark): void;
  /** The keys that open the next mark, or empty. */
  key(): string;
}

/** The voice of one document. */
export class Speech implements Surface {
  /** One a mark, in the order of the box's marks. */
  private buttons: Element[] = [];
  private box: BoxWatch | undefined;
  /** Runs while a summary is due. */
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** Runs until words are put down, and then until they are taken away. */
  private voice: ReturnType<typeof setTimeout> | undefined;
  private status: HTMLElement | undefined;
  private list: HTMLElement | undefined;
  private shown = "";
  /** The summary of the box as it was last said, or need not be said any more. */
  private said = "";
  private saidKey = false;
  private saidWay = false;
  /** What was just done has been said; the marks that it changed need no word until the writer types on. */
  private isAnswered = false;

  constructor(
    private readonly page: Document,
    private readonly layer: Layer,
    private readonly use: SpeechUse,
  ) {}

  get isOpen(): boolean {
    return this.status !== undefined;
  }

  get hasFocus(): boolean {
    return this.layer.focused !== null && this.buttons.includes(this.layer.focused);
  }

  readonly holdsKeys = false;

  /** It has no place on the screen; a screen reader presses its buttons without one. */
  covers(): boolean {
    return false;
  }

  hear(event: Event): void {
    if (event.type !== "click") return;
    event.preventDefault();
    const mark = this.box?.marks[this.buttons.indexOf(this.layer.focused as Element)];
    if (mark && this.box) this.use.open(this.box, mark);
  }

  /** The marks of the box in use may be others. */
  note(box: BoxWatch): void {
    // Before the first mark nothing is put into the page.
    if (!this.status && box.marks.length === 0) return;
    const shown = `${box.id}\n${box.marks.map(nameOfMark).join("\n")}`;
    if (shown === this.shown) return;
    this.shown = shown;
    this.fill(box);
    if (this.isAnswered) this.said = summaryOf(box);
    else this.later(box);
  }

  /** The writer typed on: what was about to be said waits. */
  edited(box: BoxWatch): void {
    this.isAnswered = false;
    if (this.timer !== undefined && box === this.box) this.later(box);
  }

  /** The box is gone, and its marks with it. */
  leave(box: BoxWatch): void {
    if (box !== this.box) return;
    clearTimeout(this.timer);
    this.timer = this.box = undefined;
    this.shown = this.said = "";
    this.buttons = [];
    this.list?.replaceChildren();
    if (this.list) this.list.hidden = true;
  }

  /** Says something that was done to the marks. */
  tell(message: string): void {
    this.isAnswered = true;
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.box) this.said = summaryOf(this.box);
    this.speak(message);
  }

  /** Says what a card tells that opened by itself, and the first time which keys lead there. A summary that is due comes after it. */
  tellOpened(message: string): void {
    if (this.timer !== undefined && this.box) this.later(this.box);
    const key = this.use.key();
    const hint = !this.saidWay && key ? `. ${say("speech_way", key)}` : "";
    this.saidWay ||= hint !== "";
    this.speak(hint ? `${message.replace(/\.$/, "")}${hint}` : message);
  }

  /** Falls silent. */
  stop(): void {
    clearTimeout(this.timer);
    clearTimeout(this.voice);
    this.timer = this.voice = this.status = this.list = this.box = undefined;
    this.buttons = [];
    this.shown = this.said = "";
  }

  private later(box: BoxWatch): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.summarise(box);
    }, PAUSE);
  }

  private summarise(box: BoxWatch): void {
    const summary = summaryOf(box);
    // That there are no marks is worth a word only where there were some.
    const isSilent = summary === "" || summary === this.said || (this.said === "" && box.marks.length === 0);
    this.said = summary;
    if (isSilent) return;
    const key = this.use.key();
    // Once is enough to know the keys.
    const hint = !this.saidKey && key && box.marks.length > 0 ? `. ${say("speech_key", key)}` : "";
    this.saidKey ||= hint !== "";
    this.speak(`${summary}${hint}`);
  }

  private speak(message: string): void {
    const { status } = this.open();
    clearTimeout(this.voice);
    // What stands there goes first: words equal to it would be no change, which nobody reads out.
    status.replaceChildren();
    this.voice = setTimeout(() => {
      status.replaceChildren(message);
      this.voice = setTimeout(() => status.replaceChildren(), STANDING);
    }, BREATH);
  }

  /** The place for words and the list, made when one of them is first needed. */
  private open(): { status: HTMLElement; list: HTMLElement } {
    if (!this.status || !this.list) {
      this.status = this.page.createElement("p");
      this.status.setAttribute("role", "status");
      this.list = this.page.createElement("ul");
      this.list.setAttribute("aria-label", say("speech_list"));
      this.list.hidden = true;
      this.layer.part("speech").replaceChildren(this.status, this.list);
    }
    return { status: this.status, list: this.list };
  }

  private fill(box: BoxWatch): void {
    if (box !== this.box) {
      // What was said or done was about another box.
      this.said = "";
      this.isAnswered = false;
    }
    this.box = box;
    const { list } = this.open();
    this.buttons = [];
    const items = box.marks.map((mark) => {
      const item = this.page.createElement("li");
      const button = this.page.createElement("button");
      button.setAttribute("type", "button");
      button.tabIndex = -1;
      // A label and no text: finding a word in the page shall not find it here, too.
      button.setAttribute("aria-label", labelOf(mark));
      this.buttons.push(button);
      item.append(button);
      return item;
    });
    list.replaceChildren(...items);
    list.hidden = items.length === 0;
  }
}

/** How the marks of a box stand. Nothing is said of an empty one: its text was posted or given up. */
function summaryOf({ marks, snapshot }: BoxWatch): string {
  if (marks.length === 0) return snapshot.text.trim() === "" ? "" : say("speech_none");
  const matters = [...new Set(marks.map(matterOf))];
  return [sayCount("badge", marks.length), ...matters.slice(0, NAMED)].join(". ");
}

/** The strongest matter of a mark, such as "Not allowed: Profanity". */
function matterOf({ findings: [finding] }: Mark): string {
  return finding ? say("card_label", nameOf(finding.modality), finding.title) : "";
}

/** A mark with its words. */
function labelOf(mark: Mark): string {
  return say("speech_mark", wordsOf(mark), matterOf(mark));
}

/** What decides a mark's label, told apart in every frame without asking the browser for messages. */
function nameOfMark(mark: Mark): string {
  const [finding] = mark.findings;
  return `${finding?.modality} ${finding?.title} ${wordsOf(mark)}`;
}

function wordsOf({ text, firstStart, start, end }: Mark): string {
  return text.slice(firstStart, firstStart + end - start);
}
