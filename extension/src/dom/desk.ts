/**
 * All compose boxes of one document, and what opens over them. It owns start and stop: before `start` nothing
 * listens, before a box gets the focus nothing is read, before the first mark nothing is drawn, and after `stop`
 * nothing is left.
 */

import { Badge } from "./badge.js";
import { type BoxEvents, BoxWatch } from "./box.js";
import { type ComposeBox, focusedBox } from "./boxes.js";
import { Cards } from "./cards.js";
import { Door, type House } from "./door.js";
import type { Engine } from "./engine.js";
import { Gate } from "./gate.js";
import type { Under } from "./hover.js";
import { TakenKeys } from "./keys.js";
import { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { type PhotoEngine, Photos } from "./photos.js";
import type { Surface } from "./shield.js";
import { matchesShortcut } from "./shortcut.js";
import { Speech } from "./speech.js";

/** Boxes kept under watch; the one left longest ago goes first. */
const MOST_BOXES = 60;

/** Marks, badge and card for one document. */
export class Desk implements BoxEvents, House {
  /** What can be reached in the layer, the topmost first; the style sheet paints them in this order. */
  readonly surfaces: readonly Surface[];
  readonly keys = new TakenKeys();
  private readonly boxes = new Map<ComposeBox, BoxWatch>();
  private readonly layer: Layer;
  private readonly cards: Cards;
  private readonly badge: Badge;
  private readonly speech: Speech;
  private readonly gate: Gate;
  private readonly photos: Photos | undefined;
  private readonly view: Window;
  private door: Door | undefined;
  /** The box in use: the one that had the focus last. */
  private current: BoxWatch | undefined;
  private lastId = 0;
  private isOn = true;
  private focusedAt = 0;
  /** Called when a box gets the focus while it is switched off here. */
  whenOff: (() => void) | undefined;

  constructor(
    private readonly page: Document,
    private readonly engine: Engine,
    photos?: PhotoEngine,
  ) {
    this.view = page.defaultView as Window;
    this.layer = new Layer(page);
    this.cards = new Cards(page, this.layer, engine, {
      markUnder: (event) => this.markUnder(event),
      mayHover: () => !this.gate.isOpen,
      key: (event) => this.noteKey(event),
      tell: (message) => this.speech.tell(message),
    });
    this.badge = new Badge(page, this.layer, () => {
      if (this.current) this.cards.step(this.current, true, { takeFocus: false });
    });
    this.speech = new Speech(page, this.layer, {
      open: (box, mark) => this.cards.goTo(box, mark, true),
      key: () => engine.shortcuts().next,
    });
    this.gate = new Gate(page, this.layer, engine, {
      boxes: () => this.boxes.values(),
      goTo: (box, mark) => this.cards.goTo(box, mark, true),
      clear: () => this.cards.close(),
    });
    if (photos) {
      this.photos = new Photos(page, this.layer, photos, {
        box: () => this.current?.element,
        readClause: (policy, clause) => engine.readClause(policy, clause),
        tell: (message) => this.speech.tellOpened(message),
        key: (event) => this.noteKey(event),
      });
    }
    const surfaces = [this.gate, this.cards, this.photos, this.badge, this.speech];
    this.surfaces = surfaces.filter((surface) => surface !== undefined);
  }

  /** Begins to wait for the focus to enter a compose box, behind a door that may stand already. */
  start(door = new Door(this.view)): void {
    this.door = door;
    door.house = this;
  }

  /** Takes away everything, for good or until `start`. */
  stop(): void {
    this.door?.close();
    this.clear();
  }

  /** Switched on or off for this site. */
  turn(on: boolean): void {
    if (on === this.isOn) return;
    this.isOn = on;
    if (!on) this.clear();
    else this.watch(focusedBox(this.page));
  }

  /** What was asked for last could not be kept. */
  refused(): void {
    this.cards.refused();
  }

  /** Asks again for everything, as after a change of the settings. */
  recheck(): void {
    for (const box of this.boxes.values()) box.recheck();
  }

  /** Opens the card of the next or previous mark of the current box; a picture's card that is open comes first. */
  step(forward: boolean): void {
    if (this.photos?.isOpen && !this.photos.hasFocus && !this.cards.isOpen) return this.photos.focus();
    const box = this.cards.box ?? this.current;
    if (box) this.cards.step(box, forward);
  }

  /** The marks of the box in use, in text order, and when it got the focus; for the popup. */
  get inHand(): { marks: readonly Mark[]; focusedAt: number } {
    return { marks: this.current?.marks ?? [], focusedAt: this.focusedAt };
  }

  /** Opens the card of a mark that was in hand, wherever it is now. */
  jump({ start }: Mark): void {
    const mark = this.current?.marks.find((other) => other.start === start);
    if (this.current && mark) this.cards.goTo(this.current, mark, true);
  }

  entered(box: ComposeBox): void {
    if (this.isOn) this.watch(box);
    else this.whenOff?.();
  }

  handed(files: readonly File[], time: number, target: EventTarget | undefined): void {
    this.photos?.note(files, time, target);
  }

  /** The element in the page, once there is one. */
  host(): Element | undefined {
    return this.layer.element;
  }

  left(): void {
    this.cards.left();
  }

  guards(event: MouseEvent | KeyboardEvent): boolean {
    return this.gate.guards(event) || (event.type === "keydown" && this.takes(event as KeyboardEvent));
  }

  drawn(box: BoxWatch): void {
    if (this.engine.isGone()) return this.stop();
    this.cards.drawn(box);
    this.gate.drawn(box);
    if (box !== this.current) return;
    // The writer waits for the marks: the look for a free corner is left to the frame after the first.
    if (!box.isFreshlyMarked) this.badge.draw(box);
    this.speech.note(box);
  }

  edited(box: BoxWatch): void {
    this.cards.edited(box);
    this.gate.edited(box);
    this.speech.edited(box);
  }

  gone(box: BoxWatch): void {
    if (this.cards.box === box) this.cards.close();
    this.gate.gone(box);
    this.boxes.delete(box.element);
    box.dispose();
    if (this.current !== box) return;
    this.current = undefined;
    this.badge.hide();
    this.speech.leave(box);
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
    this.focusedAt = Date.now();
    if (known) known.redraw();
    const oldest = this.boxes.values().next().value;
    if (this.boxes.size > MOST_BOXES && oldest) this.gone(oldest);
  }

  /** Listens to the pointer; only once there is a box. */
  private listening: AbortController | undefined;
  private listen(): void {
    if (this.listening && !this.listening.signal.aborted) return;
    this.listening = new AbortController();
    const { signal } = this.listening;
    const passive = { capture: true, passive: true, signal };
    this.view.addEventListener("pointermove", (event) => this.cards.moved(event), passive);
    this.view.addEventListener("pointerout", (event) => this.noteOut(event), passive);
    this.view.addEventListener("pointerdown", (event) => this.notePress(event), passive);
    this.view.addEventListener("click", (event) => this.noteClick(event), passive);
  }

  private notePress(event: PointerEvent): void {
    if (!event.isTrusted) return;
    this.cards.pressed(event);
    this.gate.pressed(this.current);
  }

  /** The pointer went out of the frame or window: it moves over nothing here any more. */
  private noteOut(event: PointerEvent): void {
    if (event.isTrusted && !event.relatedTarget) this.cards.left();
  }

  private noteClick(event: MouseEvent): void {
    if (!event.isTrusted || event.detail === 0) return;
    const under = this.markUnder(event);
    if (under) this.cards.open(under.box, under.mark, true);
  }

  /** A key press on a card that isn't the card's own. */
  private noteKey(event: KeyboardEvent): void {
    if (this.takes(event)) event.preventDefault();
  }

  /**
   * Does what a trusted key press means here, wherever the focus is; false if it means nothing. Asked by the shield: a
   * listener of our own would be added only now, after the page's.
   */
  private takes(event: KeyboardEvent): boolean {
    if (event.isComposing) return false;
    if (event.key === "Escape") return this.closeTop();
    const { next, previous } = this.engine.shortcuts();
    const forward = matchesShortcut(event, next);
    if (!forward && !matchesShortcut(event, previous)) return false;
    if (!this.current?.marks.length && !this.photos?.isOpen) return false;
    this.step(forward);
    return true;
  }

  /** Takes away what is open, the topmost first; false if nothing is: then Escape is the site's. */
  private closeTop(): boolean {
    if (this.gate.isOpen) this.gate.close(true);
    else if (this.cards.isOpen) this.cards.close();
    else if (this.photos?.isOpen) this.photos.putAway();
    else return false;
    return true;
  }

  private markUnder(event: MouseEvent): Under | undefined {
    const path = event.composedPath();
    for (const box of this.boxes.values()) {
      if (box.marks.length === 0 || !path.includes(box.element)) continue;
      const mark = box.markAt(event.clientX, event.clientY);
      if (mark) return { box, mark };
    }
    return undefined;
  }

  /** Takes everything away, until the next focus. */
  clear(): void {
    this.cards.close();
    this.gate.close(false);
    this.badge.hide();
    this.photos?.close();
    this.speech.stop();
    this.listening?.abort("cleared");
    for (const box of this.boxes.values()) box.dispose();
    this.boxes.clear();
    this.current = undefined;
    this.layer.close();
  }
}
