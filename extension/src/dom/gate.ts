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
  box: BoxWatch;
  /** The button that was pressed; undefined if it was keys in the box. */
  button: HTMLElement | undefined;
  event: MouseEvent | KeyboardEvent;
  /** What the event was meant for, innermost. */
  target: HTMLElement;
}

/** The press that is held while the question is open. */
interface Held extends Press {
  marks: Mark[];
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
  /** Puts the caret back where it was before the pointer went down on a button. */
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
    let press: Press | undefined;
    try {
      press = this.pressOf(event, rules);
    } catch {
      // A selector that the browser refuses costs the question, never the button.
    }
    if (!press) return false;
    const { box } = press;
    // A site that posts when the button goes down has emptied or removed the box by now.
    box.refresh();
    const marks = box.marks.filter((mark) => this.isOpenMatter(box, mark));
    if (marks.length === 0) return false;
    this.ask(press, marks);
    return true;
  }

  /** The pointer went down in the page: a press on a button takes the focus from the box. */
  pressed(current: BoxWatch | undefined): void {
    if (this.isOpen) this.close(false);
    // Out of the box there is no caret to remember: the last one in it stays.
    if (!current?.element.matches(":focus, :focus-within") || this.engine.postRules().length === 0) return;
    this.caret = { box: current.element, giveBack: keepSelection(current.element) };
  }

  /** The box was drawn anew: the question follows its button, or stays where it is once the site has taken that away. */
  drawn(box: BoxWatch): void {
    if (this.held?.box === box && this.held.button?.isConnected !== false)
      this.question.place(this.anchor(this.held));
  }

  /** The text of the box was changed. */
  edited(box: BoxWatch): void {
    if (box.snapshot.text.trim() === "") this.passes.delete(box.element);
    if (this.held?.box === box) this.close(false);
  }

  /** The box has left the page. */
  gone(box: BoxWatch): void {
    if (this.held?.box === box) this.close(false);
    if (this.caret?.box === box.element) this.caret = undefined;
  }

  /** Takes the question away; nothing is posted. */
  close(giveBack: boolean): void {
    const { held } = this;
    this.held = undefined;
    this.question.close();
    if (giveBack) held?.giveBack();
  }

  private ask(press: Press, marks: Mark[]): void {
    const { element } = press.box;
    const giveBack =
      this.caret?.box === element && press.button ? this.caret.giveBack : keepSelection(element);
    this.use.clear();
    this.held = { ...press, marks, giveBack };
    const policy = marks[0]?.findings[0]?.clauses[0]?.policy ?? "";
    this.question.ask(marks, this.engine.policyName(policy), press.box.tone);
    this.question.place(this.anchor(this.held));
    this.question.focus();
  }

  private answer(answer: Answer | undefined): void {
    const { held } = this;
    if (!held || !answer) return;
    this.close(true);
    if (answer.kind === "mark") this.use.goTo(held.box, answer.mark);
    if (answer.kind !== "post") return;
    const passed = this.passes.get(held.box.element) ?? new Set();
    for (const mark of held.marks) passed.add(nameOfMatter(mark));
    this.passes.set(held.box.element, passed);
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

  /** The box and button that a press would post with, if it would. */
  private pressOf(event: MouseEvent | KeyboardEvent, rules: readonly PostRule[]): Press | undefined {
    const path = event.composedPath().filter((target): target is HTMLElement => "localName" in target);
    const [target] = path;
    if (!target) return undefined;
    const isClick = event.type === "click";
    if (!isClick && (event as KeyboardEvent).isComposing) return undefined;
    for (const box of this.use.boxes()) {
      if (box.marks.length === 0) continue;
      for (const rule of rules) {
        if (!fits(box.element, rule.box)) continue;
        const button = path.find((element) => isButton(element, rule) && isOf(box.element, element, rule));
        if (button && (isClick || pressesByKey(button, event as KeyboardEvent)))
          return { box, button, event, target };
        if (isClick || !path.includes(box.element) || isChoosing(box.element)) continue;
        const keys = event as KeyboardEvent;
        if (rule.keys?.some((key) => matchesShortcut(keys, key)))
          return { box, button: undefined, event, target };
      }
    }
    return undefined;
  }

  private isOpenMatter({ element }: BoxWatch, mark: Mark): boolean {
    if (!mark.findings.some(({ modality }) => modality === "prohibited")) return false;
    return !this.passes.get(element)?.has(nameOfMatter(mark));
  }

  /** What the question stands beside: the button, the marked words in sight, or the box. */
  private anchor({ button, box, marks }: Held): Rect[] {
    const { left, top, right, bottom } = (button ?? box.element).getBoundingClientRect();
    const lines = button ? [] : marks.flatMap((mark) => mark.lines);
    return lines.length > 0 ? lines.slice(-1) : [{ left, top, right, bottom }];
  }
}

/** Does what the held press would have done. */
function repeat({ box, button, event, target }: Held): void {
  if (button) {
    // A site that drew its button anew meanwhile gets the next press of the writer's.
    if (button.isConnected) button.click();
    return;
  }
  const { key, code, keyCode, ctrlKey, metaKey, altKey, shiftKey } = event as KeyboardEvent;
  const keys = { key, code, keyCode, which: keyCode, ctrlKey, metaKey, altKey, shiftKey };
  const view = box.element.ownerDocument.defaultView as Window & typeof globalThis;
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

/** Whether button and box stand in the same thing around both. */
function isOf(box: Element, button: Element, { within }: PostRule): boolean {
  if (!within) return true;
  for (let up: Element | null = button; up; up = parentAcrossRoots(up)) {
    if (up.matches(within) && reaches(box, up)) return true;
  }
  return false;
}

/** Enter and Space press what isn't a button by itself; a real one answers with a click. */
function pressesByKey(button: Element, event: KeyboardEvent): boolean {
  return button.localName !== "button" && (event.key === "Enter" || event.key === " ");
}

/** Whether a list of suggestions is open, from which the keys choose. */
function isChoosing(box: Element): boolean {
  return box.getAttribute("aria-expanded") === "true" || box.hasAttribute("aria-activedescendant");
}
