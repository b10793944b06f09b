/**
 * The building block of everything that opens over a page and can be pressed: a face with words and buttons, its
 * place beside the words, and the way of the keyboard through it. What a button means is its owner's business.
 */
import { holds, putAt, type Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import { spotBeside } from "./place.js";
import type { Tone } from "./tone.js";

/** A panel whose buttons stand for actions of type `Action`. */
export class Panel<Action> {
  private readonly actions = new Map<Element, Action>();
  private face: HTMLElement | undefined;
  /** Stands in for the focus where the browser won't give it: behind the page's own modal dialog. */
  private aim: HTMLElement | undefined;
  /** What it was placed for last: a frame in which nothing moved costs no layout. */
  private placed = "";

  /** `name` is the part of the layer, and the class in its style sheet. */
  constructor(
    protected readonly page: Document,
    protected readonly layer: Layer,
    private readonly name: string,
  ) {}

  /** Whether it is on the screen. */
  get isOpen(): boolean {
    return this.face !== undefined;
  }

  /** Whether the keyboard is with it. */
  get hasFocus(): boolean {
    return this.focused !== undefined;
  }

  /** Whether the keyboard is with it though the browser's focus is in the page. */
  get holdsKeys(): boolean {
    return this.aim !== undefined;
  }

  /** The face has another size now: it may have to stand elsewhere. */
  protected resized(): void {
    this.placed = "";
  }

  /** Begins a new face in the place of the old one, and keeps the focus if the old one had it. */
  protected begin(tone: Tone, label: string, role = "dialog"): HTMLElement {
    const holder = this.layer.part(this.name);
    holder.className = `${this.name} open ${tone}`;
    const hadFocus = this.hasFocus;
    this.resized();
    this.actions.clear();
    this.aim = undefined;
    const fresh = this.page.createElement("div");
    fresh.className = "face";
    fresh.tabIndex = -1;
    fresh.setAttribute("role", role);
    fresh.setAttribute("aria-label", label);
    holder.replaceChildren(fresh);
    this.face = fresh;
    if (hadFocus) this.focus();
    return fresh;
  }

  /** Adds an element with a class and words. */
  protected add(parent: Element, name: string, className = "", text = ""): HTMLElement {
    const element = this.page.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  /** Adds a button that stands for an action. */
  protected addButton(parent: Element, className: string, label: string, action: Action): HTMLElement {
    const button = this.add(parent, "button", className, label);
    button.setAttribute("type", "button");
    this.actions.set(button, action);
    return button;
  }

  /** Puts it beside the words, or whatever else it speaks of, and never over them. */
  place(words: readonly Rect[]): void {
    if (!this.face || words.length === 0) return;
    const view = this.page.defaultView as Window;
    const origin = this.layer.origin();
    const lines = words.flatMap(({ left, top, right, bottom }) => [left, top, right, bottom]);
    const placed = [...lines, view.innerWidth, view.innerHeight, origin.x, origin.y, origin.scale].join();
    if (placed === this.placed) return;
    this.placed = placed;
    const holder = this.layer.part(this.name);
    this.face.style.removeProperty("max-height");
    const { width, height } = this.face.getBoundingClientRect();
    const spot = spotBeside(words, { width, height }, { width: view.innerWidth, height: view.innerHeight });
    if (spot.height < height) this.face.style.setProperty("max-height", `${spot.height / origin.scale}px`);
    putAt(holder, (spot.left - origin.x) / origin.scale, (spot.top - origin.y) / origin.scale);
  }

  /** Moves the focus to the panel. */
  focus(): void {
    if (this.face) this.focusOn(this.face);
  }

  /** Steps the focus through the buttons and around their ends. */
  stepFocus(forward: boolean): void {
    const stops = [...this.actions.keys()].filter((stop) => stop.getClientRects().length > 0);
    const now = stops.indexOf(this.focused as Element);
    const next =
      now < 0 ? (forward ? 0 : stops.length - 1) : (now + (forward ? 1 : -1) + stops.length) % stops.length;
    const stop = stops[next];
    if (stop) this.focusOn(stop as HTMLElement);
  }

  /** Whether a point of the viewport lies on it. */
  covers(x: number, y: number): boolean {
    return this.face !== undefined && holds(this.face.getBoundingClientRect(), x, y);
  }

  /** What the button at a point stands for. */
  actionAt(x: number, y: number): Action | undefined {
    if (!this.covers(x, y)) return undefined;
    // A row that sticks to the panel's edge lies over what was scrolled under it.
    const row = this.face?.querySelector(".actions");
    const isOnRow = row ? holds(row.getBoundingClientRect(), x, y) : false;
    for (const [button, action] of this.actions) {
      if (isOnRow && !row?.contains(button)) continue;
      if (holds(button.getBoundingClientRect(), x, y)) return action;
    }
    return undefined;
  }

  /** What the focused button stands for. */
  actionFocused(): Action | undefined {
    const { focused } = this;
    return focused && this.actions.get(focused);
  }

  /** What a trusted click on it stands for; one without a press comes from the keyboard. */
  actionOf({ clientX, clientY, detail }: MouseEvent): Action | undefined {
    return detail === 0 ? this.actionFocused() : this.actionAt(clientX, clientY);
  }

  /** Takes it away. */
  close(): void {
    if (!this.face) return;
    this.face.remove();
    this.face = this.aim = undefined;
    this.actions.clear();
    this.layer.part(this.name).classList.remove("open");
  }

  private get focused(): Element | undefined {
    if (this.aim) return this.aim;
    const { focused } = this.layer;
    return focused && this.face?.contains(focused) ? focused : undefined;
  }

  private focusOn(element: HTMLElement): void {
    this.aim?.classList.remove("aimed");
    this.aim = undefined;
    element.focus({ preventScroll: element === this.face });
    if (this.layer.focused === element) return;
    this.aim = element;
    element.classList.add("aimed");
    element.scrollIntoView({ block: "nearest" });
  }
}
