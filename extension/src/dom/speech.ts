/**
 * What a person hears who doesn't see the marks: a short summary when the typing pauses, and a list of the marks to
 * walk through. Both live in the closed root, out of sight, and come with the first mark.
 */
import { nameOf } from "../shared/modality.js";
import { say, sayCount } from "../shared/words.js";
import type { BoxWatch } from "./box.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import type { Surface } from "./shield.js";

/** How long the typing pauses before the summary is said, in milliseconds: longer than between two words. */
const PAUSE = 1200;
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
  private timer: ReturnType<typeof setTimeout> | undefined;
  private status: HTMLElement | undefined;
  private list: HTMLElement | undefined;
  private shown = "";
  private said = "";
  private saidKey = false;
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
    if (!this.isAnswered) this.later(box);
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

  /** Says something that was done. */
  tell(message: string): void {
    this.isAnswered = true;
    this.speak(message);
  }

  /** Falls silent. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = this.status = this.list = this.box = undefined;
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
    const matters = [...new Set(box.marks.map(matterOf))];
    const summary =
      box.marks.length === 0
        ? say("speech_none")
        : [sayCount("badge", box.marks.length), ...matters.slice(0, NAMED)].join(". ");
    if (summary === this.said) return;
    // A box that was emptied has been posted or given up: that needs no word.
    const isSilent = this.said === "" && box.marks.length === 0;
    this.said = box.snapshot.text.trim() === "" ? "" : summary;
    if (isSilent || this.said === "") return;
    const key = this.use.key();
    // Once is enough to know the keys.
    const hint = !this.saidKey && key && box.marks.length > 0 ? `. ${say("speech_key", key)}` : "";
    this.saidKey ||= hint !== "";
    this.speak(`${summary}${hint}`);
  }

  private speak(message: string): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.status) this.status.textContent = message;
  }

  private fill(box: BoxWatch): void {
    this.box = box;
    const part = this.layer.part("speech");
    if (!this.status || !this.list) {
      this.status = this.page.createElement("p");
      this.status.setAttribute("role", "status");
      this.list = this.page.createElement("ul");
      this.list.setAttribute("aria-label", say("speech_list"));
      part.replaceChildren(this.status, this.list);
    }
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
    this.list.replaceChildren(...items);
    this.list.hidden = items.length === 0;
  }
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
