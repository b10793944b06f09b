/**
 * Before posting: when the writer presses a site's post button, or the keys that post, while a mark stands that the
 * policy does not allow, the press is held and one question is asked. "Post anyway" does what the press would have
 * done and is remembered, so that no answer of the site's can leave a button stuck: the next press goes through.
 * Off unless the worker sends the rules of the site; where these no longer fit the site's page, nothing is asked.
 */
import type { PostRule } from "../shared/sites.js";
import type { BoxWatch } from "./box.js";
import type { ComposeBox } from "./boxes.js";
import { keepSelection } from "./caret.js";
import { reaches } from "./corner.js";
import type { Engine } from "./engine.js";
import { parentAcrossRoots, type Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { type Answer, Question } from "./question.js";
import type { Surface } from "./shield.js";
import { matchesShortcut } from "./shortcut.js";

/** A press that would post. */
interface Press {
  /** What it would post, the box used last first: a thread, or a post in blocks, is written in several. */
  boxes: readonly BoxWatch[];
  /** The first of them, to which "Go back" leads. */
  box: BoxWatch;
  /** The button that was pressed; undefined if it was keys in the box. */
  button: HTMLElement | undefined;
  event: MouseEvent | KeyboardEvent;
  /** What the event was meant for, innermost. */
  target: HTMLElement;
}

/** What is asked about: a mark, and the box that it is in. */
interface Matter {
  box: BoxWatch;
  mark: Mark;
}

/** The press that is held while the question is open. */
interface Held extends Press {
  matters: readonly Matter[];
  giveBack: () => void;
}

/** What the gate needs of its desk. */
export interface GateUse {
  boxes(): Iterable<BoxWatch>;
  /** The writer wants to see a mark. */
  goTo(box: BoxWatch, mark: Mark): void;
  /** A question is about to open: a card makes way. */
  clear(): void;
}

/** Stands before the post buttons of one document. */
export class Gate implements Surface {
  private readonly question: Question;
  private held: Held | undefined;
  /** What the writer said to post anyway, by box, until that box is empty again. */
  private readonly passes = new WeakMap<ComposeBox, Set<string>>();
  /** Puts the caret back where it was before the pointer went down on a button, or the Tab key led to one. */
  private caret: { box: ComposeBox; giveBack: () => void } | undefined;

  constructor(
    page: Document,
    layer: Layer,
    private readonly engine: Engine,
    private readonly use: GateUse,
  ) {
    this.question = new Question(page, layer, "question");
  }

  get isOpen(): boolean {
    return this.question.isOpen;
  }

  get hasFocus(): boolean {
    return this.question.hasFocus;
  }

  get holdsKeys(): boolean {
    return this.question.holdsKeys;
  }

  covers(x: number, y: number): boolean {
    return this.question.covers(x, y);
  }

  hear(event: Event): void {
    if (event.type === "mousedown") return event.preventDefault();
    if (event.type === "click") {
      event.preventDefault();
      return this.answer(this.question.actionOf(event as MouseEvent));
    }
    if (event.type === "keydown") this.hearKey(event as KeyboardEvent);
  }

  /** A trusted click or key press in the page; true if it would post and is held. */
  guards(event: MouseEvent | KeyboardEvent): boolean {
    const rules = this.engine.postRules();
    if (rules.length === 0) return false;
    if ((event as KeyboardEvent).key === "Tab") this.tabbed(event.composedPath());
    let press: Press | undefined;
    try {
      press = this.pressOf(event, rules);
    } catch {
      // A selector that the browser refuses costs the question, never the button.
    }
    if (!press) return false;
    // A site that posts when the button goes down has emptied or removed the box by now.
    for (const box of press.boxes) box.refresh();
    const matters = press.boxes.flatMap((box) => this.openMatters(box));
    if (matters.length === 0) return false;
    this.ask(press, matters);
    return true;
  }

  /** The pointer went down in the page: a press on a button takes the focus from the box. */
  pressed(current: BoxWatch | undefined): void {
    if (this.isOpen) this.close(false);
    // Out of the box there is no caret to remember: the last one in it stays.
    if (!current?.element.matches(":focus, :focus-within") || this.engine.postRules().length === 0) return;
    this.remember(current.element);
  }

  /** The box was drawn anew: the question follows its button, or stays where it is once the site has taken that away. */
  drawn(box: BoxWatch): void {
    if (this.held?.boxes.includes(box) && this.held.button?.isConnected !== false)
      this.question.place(this.anchor(this.held));
  }

  /** The text of the box was changed. */
  edited(box: BoxWatch): void {
    if (box.snapshot.text.trim() === "") this.passes.delete(box.element);
    // The caret has moved on with the words.
    if (this.caret?.box === box.element) this.caret = undefined;
    if (this.held?.boxes.includes(box)) this.close(this.question.hasFocus);
  }

  /** The box has left the page. */
  gone(box: BoxWatch): void {
    if (this.held?.boxes.includes(box)) this.close(false);
    if (this.caret?.box === box.element) this.caret = undefined;
  }

  /** Takes the question away; nothing is posted. */
  close(giveBack: boolean): void {
    const { held } = this;
    this.held = undefined;
    this.question.close();
    if (giveBack) held?.giveBack();
  }

  /** The Tab key leads the focus out of a box. */
  private tabbed(path: readonly EventTarget[]): void {
    for (const { element } of this.use.boxes()) if (path.includes(element)) this.remember(element);
  }

  private remember(box: ComposeBox): void {
    this.caret = { box, giveBack: keepSelection(box) };
  }

  private ask(press: Press, matters: readonly Matter[]): void {
    const { element } = press.box;
    const giveBack =
      this.caret?.box === element && press.button ? this.caret.giveBack : keepSelection(element);
    this.use.clear();
    this.held = { ...press, matters, giveBack };
    const marks = matters.map(({ mark }) => mark);
    const policy = marks[0]?.findings[0]?.clauses[0]?.policy ?? "";
    this.question.ask(marks, this.engine.policyName(policy), press.box.tone);
    this.question.place(this.anchor(this.held));
    this.question.focus();
  }

  private answer(answer: Answer | undefined): void {
    const { held } = this;
    if (!held || !answer) return;
    this.close(true);
    if (answer.kind === "mark") {
      const box = held.matters.find(({ mark }) => mark === answer.mark)?.box;
      if (box) this.use.goTo(box, answer.mark);
    }
    if (answer.kind !== "post") return;
    for (const { box, mark } of held.matters) {
      const passed = this.passes.get(box.element) ?? new Set();
      this.passes.set(box.element, passed.add(nameOfMatter(mark)));
    }
    repeat(held);
  }

  private hearKey(event: KeyboardEvent): void {
    if (event.key === "Tab") {
      event.preventDefault();
      this.question.stepFocus(!event.shiftKey);
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.close(true);
    } else if (event.repeat || this.question.holdsKeys) {
      // A key held down since the press that posts answers nothing.
      event.preventDefault();
      if (!event.repeat) this.answer(this.question.actionFocused());
    }
  }

  /** The boxes and the button that a press would post with, if it would. */
  private pressOf(event: MouseEvent | KeyboardEvent, rules: readonly PostRule[]): Press | undefined {
    const path = event.composedPath().filter((target): target is HTMLElement => "localName" in target);
    const [target] = path;
    const known = [...this.use.boxes()].reverse();
    // A box without marks counts as soon as any has one: it tells which draft a button belongs to.
    if (!target || known.every(({ marks }) => marks.length === 0)) return undefined;
    const keys = event.type === "click" ? undefined : (event as KeyboardEvent);
    if (keys?.isComposing) return undefined;
    const boxes = new Set<BoxWatch>();
    let button: HTMLElement | undefined;
    for (const rule of rules) {
      const fitting = () => known.filter(({ element }) => fits(element, rule.box));
      const pressed = path.find((element) => isButton(element, rule));
      if (pressed && (!keys || pressesByKey(pressed, keys))) {
        const posted = postedWith(pressed, fitting(), rule);
        if (posted.length > 0) button ??= pressed;
        for (const box of posted) boxes.add(box);
      } else if (keys && rule.keys?.some((key) => matchesShortcut(keys, key))) {
        const own = fitting().find(({ element }) => path.includes(element) && !isChoosing(element));
        if (!own) continue;
        boxes.add(own);
        // A comment or a message is what stands in its own box; keys that post a thread send all of it.
        const posted = rule.what === "post" ? postedWith(own.element, fitting(), rule) : [];
        for (const box of posted) boxes.add(box);
      }
    }
    const [box] = boxes;
    return box && { boxes: [...boxes], box, button, event, target };
  }

  /** The marks of a box that are not allowed and not passed. */
  private openMatters(box: BoxWatch): Matter[] {
    const passed = this.passes.get(box.element);
    return box.marks
      .filter(({ findings }) => findings.some(({ modality }) => modality === "prohibited"))
      .filter((mark) => !passed?.has(nameOfMatter(mark)))
      .map((mark) => ({ box, mark }));
  }

  /** What the question stands beside: the button, the marked words in sight, or the box. */
  private anchor({ button, box, matters }: Held): Rect[] {
    const { left, top, right, bottom } = (button ?? box.element).getBoundingClientRect();
    const lines = button ? [] : matters.flatMap(({ mark }) => mark.lines);
    return lines.length > 0 ? lines.slice(-1) : [{ left, top, right, bottom }];
  }
}

/** Does what the held press would have done. */
function repeat({ button, event, target }: Press): void {
  if (button) {
    // A site that drew its button anew meanwhile gets the next press of the writer's.
    if (button.isConnected) button.click();
    return;
  }
  const { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey } = event as KeyboardEvent;
  const keys = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, altKey, shiftKey };
  const view = target.ownerDocument.defaultView as Window & typeof globalThis;
  for (const type of ["keydown", "keyup"]) {
    const init = { ...keys, bubbles: true, cancelable: true, composed: true };
    target.dispatchEvent(new view.KeyboardEvent(type, init));
  }
}

/** What a mark is about, the same after each answer of the checker. */
function nameOfMatter({ findings }: Mark): string {
  const finding = findings.find(({ modality }) => modality === "prohibited");
  return finding?.dismissal || `${finding?.category} ${finding?.evidence.map(({ text }) => text).join(" ")}`;
}

/** Whether an element is, or lies in, what a selector names. */
function fits(element: Element, selector: string): boolean {
  for (let up: Element | null = element; up; up = parentAcrossRoots(up))
    if (up.matches(selector)) return true;
  return false;
}

function isButton(element: Element, { button, text }: PostRule): boolean {
  if (!button || !element.matches(button)) return false;
  return !text || text.includes((element.textContent ?? "").trim());
}

/** What sets the post in front apart from drafts in the page below it, where the site's file names nothing. */
const DIALOGS = "dialog, [role=dialog]";

/**
 * The boxes that are posted together: those in the innermost thing around a button, or around the box in which keys
 * were pressed, that holds any. A comment or a message has its box close by.
 */
function postedWith(
  from: Element,
  boxes: readonly BoxWatch[],
  { what, within }: PostRule,
): readonly BoxWatch[] {
  const around = within ?? (what === "post" ? DIALOGS : "*");
  for (let up: Element | null = from; up; up = parentAcrossRoots(up)) {
    if (!up.matches(around)) continue;
    const outer = up;
    const inside = boxes.filter(({ element }) => reaches(element, outer));
    if (inside.length > 0) return inside;
  }
  if (within) return [];
  const below = boxes.filter(({ element }) => !fits(element, DIALOGS));
  return below.length > 0 ? below : boxes;
}

/** Enter and Space press what isn't a button by itself; a real one answers with a click. */
function pressesByKey(button: Element, event: KeyboardEvent): boolean {
  return button.localName !== "button" && (event.key === "Enter" || event.key === " ");
}

/** Whether a list of suggestions is open, from which the keys choose. */
function isChoosing(box: Element): boolean {
  return box.getAttribute("aria-expanded") === "true" || box.hasAttribute("aria-activedescendant");
}
