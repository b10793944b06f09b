/**
 * Which mark's card is open, how it came, and what its buttons do. There is one card in a document; what is done
 * in it can be undone in it.
 */
import type { Finding } from "clausemark";
import { say } from "../shared/words.js";
import type { CardAction } from "./actions.js";
import type { BoxWatch } from "./box.js";
import { Card } from "./card.js";
import { caretIn, keepSelection } from "./caret.js";
import type { Engine } from "./engine.js";
import type { Rect } from "./geometry.js";
import { Hover, type Under } from "./hover.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { replaceIn } from "./replace.js";
import { reveal } from "./reveal.js";
import type { Surface } from "./shield.js";

/** The card that is open: whose words it is about and how it came. */
interface Shown {
  box: BoxWatch;
  mark: Mark;
  index: number;
  /** A card that came by hovering goes by itself, one that was asked for stays. */
  isPinned: boolean;
  /** Where the words were when last seen. */
  lines: Rect[];
  /** Puts focus and caret back where they were before the card took the focus. */
  giveBack: (() => void) | undefined;
  /** Takes back what was done; set while the card only says that it was done. */
  undo: (() => void) | undefined;
}

/** What the card needs of its desk. */
export interface CardsUse {
  /** The mark under the pointer. */
  markUnder(event: MouseEvent): Under | undefined;
  /** Whether the pointer may open a card by resting on words. */
  mayHover(): boolean;
  /** A key press on the card that isn't the card's own. */
  key(event: KeyboardEvent): void;
  /** Tells a person who listens. */
  tell(message: string): void;
}

/** The card of one document. */
export class Cards implements Surface {
  private readonly card: Card;
  private readonly hover: Hover;
  private shown: Shown | undefined;

  constructor(
    page: Document,
    layer: Layer,
    private readonly engine: Engine,
    private readonly use: CardsUse,
  ) {
    this.card = new Card(page, layer, "card");
    this.hover = new Hover({
      find: (event) => (this.covers(event.clientX, event.clientY) ? "card" : use.markUnder(event)),
      open: ({ box, mark }) => this.open(box, mark, false),
      close: () => this.shown && !this.shown.isPinned && this.close(),
      isOpenFor: (mark) => this.shown?.mark === mark,
      isPinned: () => !use.mayHover() || (this.shown?.isPinned ?? false),
    });
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

  /** The box whose card is open. */
  get box(): BoxWatch | undefined {
    return this.shown?.box;
  }

  hear(event: Event): void {
    switch (event.type) {
      case "pointermove":
      case "pointerover":
        return this.hover.stayed();
      case "mousedown":
        // The focus stays in the box, where the writer is.
        return event.preventDefault();
      case "click": {
        event.preventDefault();
        const action = this.card.actionOf(event as MouseEvent);
        if (action) void this.act(action);
        return;
      }
      case "keydown":
        return this.hearKey(event as KeyboardEvent);
    }
  }

  /** The pointer moved over the page. */
  moved(event: PointerEvent): void {
    this.hover.moved(event);
  }

  /** The pointer has left the layer, or the page. */
  left(): void {
    this.hover.left();
  }

  /** A press in the page: closes the card unless it is on the same words. */
  pressed(event: PointerEvent): void {
    if (this.shown && this.use.markUnder(event)?.mark !== this.shown.mark) this.close();
  }

  /** Opens the card of a mark; one that was asked for stays until it is closed. */
  open(box: BoxWatch, wanted: Mark, isPinned: boolean): void {
    const { shown } = this;
    // New findings may have come while the pointer rested: the mark of now stands for the one of then.
    const mark = box.marks.find(({ start, end }) => start === wanted.start && end === wanted.end);
    if (!mark) return;
    if (shown?.mark === mark && !shown.undo) {
      shown.isPinned ||= isPinned;
      return;
    }
    if (shown && shown.box !== box) this.close();
    const giveBack = this.card.hasFocus ? shown?.giveBack : undefined;
    this.shown = { box, mark, index: 0, isPinned, lines: mark.lines, giveBack, undo: undefined };
    box.chosen = mark;
    box.redraw();
    this.draw();
  }

  /** Opens the card of the mark after or before the open one, or else the caret; scrolls to its words. */
  step(box: BoxWatch, forward: boolean, { takeFocus = true } = {}): void {
    const { marks } = box;
    if (marks.length === 0) return;
    const now = this.shown?.box === box ? marks.indexOf(this.shown.mark) : -1;
    let next = now + (forward ? 1 : -1);
    if (now < 0 && takeFocus) {
      const caret = caretIn(box.element, box.snapshot);
      const after = marks.findIndex((mark) => mark.end >= caret);
      next = forward ? Math.max(after, 0) : (after < 0 ? marks.length : after) - 1;
    }
    const mark = marks[(next + marks.length) % marks.length];
    if (mark) this.goTo(box, mark, takeFocus);
  }

  /** Opens the card of a mark that may be out of sight. */
  goTo(box: BoxWatch, mark: Mark, takeFocus: boolean): void {
    const giveBack = this.shown?.giveBack ?? (takeFocus ? keepSelection(box.element) : undefined);
    box.refresh();
    this.open(box, box.marks.find((other) => other.start === mark.start) ?? mark, true);
    const { shown } = this;
    if (!shown) return;
    shown.giveBack = giveBack;
    // Over the words it would hide what else lies over them.
    if (shown.mark.lines.length === 0) this.placeBeside(shown);
    if (takeFocus) this.card.focus();
    // Only now: Chromium scrolls an input back to its beginning when the focus leaves it.
    reveal(box.element, () => box.linesOf(shown.mark));
    box.refresh();
    // Nothing brings them into sight, as in a box that is hidden.
    if (this.shown === shown && shown.mark.lines.length === 0) this.placeBeside(shown);
  }

  /** Puts the card beside the box where its words are out of sight. */
  private placeBeside(shown: Shown): void {
    const { left, top, right, bottom } = shown.box.element.getBoundingClientRect();
    shown.lines = [{ left, top, right, bottom }];
    this.card.place(shown.lines);
  }

  /** The box was drawn anew: the card follows its words. */
  drawn(box: BoxWatch): void {
    const { shown } = this;
    if (!shown || shown.box !== box || shown.undo) return;
    const mark = box.chosen;
    if (!mark) return this.close();
    if (mark.lines.length > 0) {
      shown.lines = mark.lines;
      this.card.place(mark.lines);
    } else if (!this.card.hasFocus) return this.close();
    if (mark !== shown.mark) this.renew(shown, mark);
  }

  /** The text of the box was changed. */
  edited(box: BoxWatch): void {
    if (this.shown?.box === box && !this.shown.undo) this.close();
  }

  /** Takes the card away and gives back the focus that it had. */
  close(): void {
    const { shown } = this;
    if (!shown) return;
    this.shown = undefined;
    this.hover.reset();
    const hadFocus = this.card.hasFocus;
    this.card.close();
    shown.box.chosen = undefined;
    shown.box.redraw();
    if (hadFocus) shown.giveBack?.();
  }

  /**
   * The checker's answer came while the card was open: another mark stands on its words. What the buttons do counts in
   * the text of the mark that they were drawn for, so they are drawn anew unless nothing differs.
   */
  private renew(shown: Shown, mark: Mark): void {
    const { mark: before, index } = shown;
    shown.mark = mark;
    if (mark.text === before.text && isEqual(mark.findings, before.findings)) return;
    const told = before.findings[index];
    const same = mark.findings.findIndex(({ category }) => category === told?.category);
    shown.index = Math.max(same, 0);
    this.draw();
  }

  private hearKey(event: KeyboardEvent): void {
    const isPress = event.key === "Enter" || event.key === " ";
    if (event.key === "Tab") {
      event.preventDefault();
      this.card.stepFocus(!event.shiftKey);
    } else if (isPress && this.card.holdsKeys) {
      event.preventDefault();
      const action = this.card.actionFocused();
      if (action) void this.act(action);
    } else this.use.key(event);
  }

  private async act(action: CardAction): Promise<void> {
    const { shown } = this;
    const finding = shown?.mark.findings[shown.index];
    if (!shown || !finding) return;
    const { box, mark } = shown;
    switch (action.kind) {
      case "fold":
        return this.card.toggle(action.fold, shown.lines);
      case "other":
        shown.index = action.index;
        return this.draw();
      case "read":
        return this.engine.readClause(action.policy, action.clause);
      case "undo":
        shown.undo?.();
        return this.close();
      case "fix":
        this.close();
        if (await replaceIn(box, mark, action.fix)) return this.use.tell(say("done_fix"));
        if (!this.shown) this.open(box, mark, false);
        return this.use.tell(say("not_done_fix"));
      case "dismiss":
        this.engine.dismiss(finding, action.reason);
        return this.report(say(`done_${action.reason.replace("-", "_")}`), () =>
          this.engine.restore(finding),
        );
      case "switch-off":
        this.engine.switchRule(finding.category, false);
        return this.report(say("done_never", finding.title), () =>
          this.engine.switchRule(finding.category, true),
        );
    }
  }

  /** What the card says was done could not be kept. */
  refused(): void {
    if (!this.shown?.undo) return;
    const { box, lines } = this.shown;
    const message = say("settings_not_saved");
    this.card.showDone(message, box.tone, false);
    this.card.place(lines);
    this.use.tell(message);
  }

  /** Turns the open card into a note of what was done. */
  private report(message: string, undo: () => void): void {
    if (!this.shown) return;
    const { box, lines } = this.shown;
    this.shown.undo = undo;
    this.shown.isPinned = true;
    box.chosen = undefined;
    box.redraw();
    this.card.showDone(message, box.tone, true);
    this.card.place(lines);
    this.use.tell(message);
  }

  private draw(): void {
    if (!this.shown) return;
    const { box, mark, index, lines } = this.shown;
    const policyName = (policy: string) => this.engine.policyName(policy);
    const place = { number: box.marks.indexOf(mark) + 1, of: box.marks.length };
    const canSwitchRules = this.engine.canSwitchRules();
    this.card.show({ findings: mark.findings, index, ...place, policyName, canSwitchRules }, box.tone);
    this.card.place(lines);
  }
}

/** Whether the checker says the same. */
function isEqual(findings: readonly Finding[], others: readonly Finding[]): boolean {
  return JSON.stringify(findings) === JSON.stringify(others);
}
