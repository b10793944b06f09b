/**
 * All compose boxes of one document, and the one card. It owns start and stop: before `start` nothing listens,
 * before a box gets the focus nothing is read, before the first mark nothing is drawn, and after `stop` nothing
 * is left.
 */

import { say } from "../shared/words.js";
import type { CardAction } from "./actions.js";
import { type BoxEvents, BoxWatch } from "./box.js";
import { type ComposeBox, composeBoxIn } from "./boxes.js";
import { Card } from "./card.js";
import { caretIn, keepSelection, reveal } from "./caret.js";
import type { Engine } from "./engine.js";
import type { Rect } from "./geometry.js";
import { Hover } from "./hover.js";
import { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { replaceIn } from "./replace.js";
import { raiseShield } from "./shield.js";
import { matchesShortcut } from "./shortcut.js";

/** Boxes kept under watch; the one left longest ago goes first. */
const MOST_BOXES = 60;

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

/** Marks and card for one document. */
export class Desk implements BoxEvents {
  private readonly boxes = new Map<ComposeBox, BoxWatch>();
  private readonly layer: Layer;
  private readonly card: Card;
  private readonly hover: Hover;
  private readonly view: Window;
  private stopper = new AbortController();
  private current: BoxWatch | undefined;
  private shown: Shown | undefined;
  private lastId = 0;
  private isOn = true;

  constructor(
    private readonly page: Document,
    private readonly engine: Engine,
  ) {
    this.view = page.defaultView as Window;
    this.layer = new Layer(page);
    this.card = new Card(page, this.layer);
    this.hover = new Hover({
      find: (event) => this.markUnder(event),
      open: ({ box, mark }) => this.open(box, mark, false),
      close: () => this.shown && !this.shown.isPinned && this.close(),
      isOpenFor: (mark) => this.shown?.mark === mark,
      isPinned: () => this.shown?.isPinned ?? false,
    });
  }

  /** Begins to wait for the focus to enter a compose box. */
  start(): void {
    const { signal } = this.stopper;
    this.view.addEventListener("focusin", (event) => this.noteFocus(event), {
      capture: true,
      passive: true,
      signal,
    });
    const ward = {
      host: () => (this.card.isOpen ? this.layer.element : undefined),
      covers: (x: number, y: number) => this.card.covers(x, y),
      hear: (event: Event) => this.hear(event),
    };
    raiseShield(this.view, ward, signal);
  }

  /** Takes away everything, for good or until `start`. */
  stop(): void {
    this.stopper.abort();
    this.stopper = new AbortController();
    this.clear();
  }

  /** Switched on or off for this site. */
  turn(on: boolean): void {
    if (on === this.isOn) return;
    this.isOn = on;
    if (!on) this.clear();
    else this.watch(composeBoxIn(this.focusPath()));
  }

  /** Asks again for everything, as after a change of the settings. */
  recheck(): void {
    for (const box of this.boxes.values()) box.recheck();
  }

  /** Opens the card of the next or previous mark of the current box. */
  step(forward: boolean): void {
    const box = this.shown?.box ?? this.current;
    if (!box || box.marks.length === 0) return;
    const { marks } = box;
    const now = this.shown ? marks.indexOf(this.shown.mark) : -1;
    let next = now + (forward ? 1 : -1);
    if (now < 0) {
      const caret = caretIn(box.element, box.snapshot);
      const after = marks.findIndex((mark) => mark.end >= caret);
      next = forward ? Math.max(after, 0) : (after < 0 ? marks.length : after) - 1;
    }
    const mark = marks[(next + marks.length) % marks.length];
    if (!mark) return;
    const giveBack = this.shown?.giveBack ?? keepSelection(box.element);
    if (mark.lines.length === 0) reveal(box.element, box.snapshot, mark.start, mark.end);
    box.refresh();
    this.open(box, box.marks.find((other) => other.start === mark.start) ?? mark, true);
    if (this.shown) this.shown.giveBack = giveBack;
    this.card.focus();
  }

  drawn(box: BoxWatch): void {
    const { shown } = this;
    if (!shown || shown.box !== box || shown.undo) return;
    const mark = box.chosen;
    if (!mark) return this.close();
    if (mark.lines.length > 0) {
      shown.lines = mark.lines;
      this.card.place(mark.lines);
    } else if (!this.card.hasFocus) return this.close();
    if (mark !== shown.mark) {
      shown.mark = mark;
      shown.index = Math.min(shown.index, mark.findings.length - 1);
    }
  }

  edited(box: BoxWatch): void {
    if (this.shown?.box === box && !this.shown.undo) this.close();
  }

  gone(box: BoxWatch): void {
    if (this.shown?.box === box) this.close();
    if (this.current === box) this.current = undefined;
    this.boxes.delete(box.element);
    box.dispose();
  }

  private noteFocus(event: FocusEvent): void {
    if (event.isTrusted && this.isOn) this.watch(composeBoxIn(event.composedPath()));
  }

  private watch(element: ComposeBox | undefined): void {
    if (!element) return;
    if (this.boxes.size === 0) this.listen();
    for (const box of [...this.boxes.values()]) if (!box.element.isConnected) this.gone(box);
    const known = this.boxes.get(element);
    const box = known ?? new BoxWatch(++this.lastId, element, this.engine, this.layer, this);
    // Put last, so that the first of the map is the one left longest ago.
    this.boxes.delete(element);
    this.boxes.set(element, box);
    this.current = box;
    if (known) known.redraw();
    const oldest = this.boxes.values().next().value;
    if (this.boxes.size > MOST_BOXES && oldest) this.gone(oldest);
  }

  /** Listens to pointer and keys; only once there is a box. */
  private listening: AbortController | undefined;
  private listen(): void {
    if (this.listening && !this.listening.signal.aborted) return;
    this.listening = new AbortController();
    const options = { capture: true, signal: this.listening.signal };
    this.view.addEventListener("pointermove", (event) => this.hover.moved(event), {
      ...options,
      passive: true,
    });
    this.view.addEventListener("pointerdown", (event) => this.notePress(event), {
      ...options,
      passive: true,
    });
    this.view.addEventListener("click", (event) => this.noteClick(event), { ...options, passive: true });
    this.view.addEventListener("keydown", (event) => this.noteKey(event), options);
  }

  private notePress(event: PointerEvent): void {
    if (!event.isTrusted || !this.shown) return;
    if (this.markUnder(event)?.mark !== this.shown.mark) this.close();
  }

  private noteClick(event: MouseEvent): void {
    if (!event.isTrusted || event.detail === 0) return;
    const under = this.markUnder(event);
    if (under) this.open(under.box, under.mark, true);
  }

  private noteKey(event: KeyboardEvent): void {
    if (!event.isTrusted || event.isComposing) return;
    if (event.key === "Escape" && this.shown) {
      // The card goes first; a second Escape is the site's.
      event.stopImmediatePropagation();
      event.preventDefault();
      return this.close();
    }
    const { next, previous } = this.engine.shortcuts();
    const forward = matchesShortcut(event, next);
    if (!forward && !matchesShortcut(event, previous)) return;
    if (!this.current?.marks.length) return;
    event.stopImmediatePropagation();
    event.preventDefault();
    this.step(forward);
  }

  /** A trusted event on the card, kept from the page by the shield. */
  private hear(event: Event): void {
    switch (event.type) {
      case "pointermove":
      case "pointerover":
        return this.hover.stayed();
      case "pointerout":
        return this.hover.left();
      case "mousedown":
        // The focus stays in the box, where the writer is.
        return event.preventDefault();
      case "click": {
        const { clientX, clientY, detail } = event as MouseEvent;
        event.preventDefault();
        const action = detail === 0 ? this.card.actionFocused() : this.card.actionAt(clientX, clientY);
        if (action) void this.act(action);
        return;
      }
      case "keydown":
        return this.hearKey(event as KeyboardEvent);
    }
  }

  private hearKey(event: KeyboardEvent): void {
    if (event.key === "Tab") {
      event.preventDefault();
      return this.card.stepFocus(!event.shiftKey);
    }
    this.noteKey(event);
  }

  private async act(action: CardAction): Promise<void> {
    const { shown } = this;
    const finding = shown?.mark.findings[shown.index];
    if (!shown || !finding) return;
    const { box, mark } = shown;
    switch (action.kind) {
      case "more":
        this.card.toggleMore();
        return this.card.place(shown.lines);
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
        await replaceIn(box, mark, action.fix);
        return;
      case "dismiss":
        this.engine.dismiss(finding, action.reason);
        return this.tell(say(`done_${action.reason.replace("-", "_")}`), () => this.engine.restore(finding));
      case "switch-off":
        this.engine.switchRule(finding.category, false);
        return this.tell(say("done_never", finding.title), () =>
          this.engine.switchRule(finding.category, true),
        );
    }
  }

  /** Turns the open card into a note of what was done. */
  private tell(message: string, undo: () => void): void {
    if (!this.shown) return;
    const { box, lines } = this.shown;
    this.shown.undo = undo;
    this.shown.isPinned = true;
    box.chosen = undefined;
    box.redraw();
    this.card.showDone(message, box.tone);
    this.card.place(lines);
  }

  private open(box: BoxWatch, wanted: Mark, isPinned: boolean): void {
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

  private draw(): void {
    if (!this.shown) return;
    const { box, mark, index, lines } = this.shown;
    const policyName = (policy: string) => this.engine.policyName(policy);
    this.card.show({ findings: mark.findings, index, policyName }, box.tone);
    this.card.place(lines);
  }

  private close(): void {
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

  private markUnder(event: MouseEvent): { box: BoxWatch; mark: Mark } | undefined {
    const path = event.composedPath();
    for (const box of this.boxes.values()) {
      if (box.marks.length === 0 || !path.includes(box.element)) continue;
      const mark = box.markAt(event.clientX, event.clientY);
      if (mark) return { box, mark };
    }
    return undefined;
  }

  private focusPath(): Element[] {
    let element = this.page.activeElement;
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element ? [element] : [];
  }

  private clear(): void {
    this.close();
    this.listening?.abort();
    for (const box of this.boxes.values()) box.dispose();
    this.boxes.clear();
    this.current = undefined;
    this.layer.close();
  }
}
