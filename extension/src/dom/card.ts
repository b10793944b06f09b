/**
 * The card beside marked words: what was noticed, what helps, which clause. It draws and measures; what its
 * buttons do is the desk's business.
 */
import type { Finding } from "clausemark";
import { lineOf, nameOf } from "../shared/modality.js";
import { say } from "../shared/words.js";
import { actionsFor, type CardAction, type Offer } from "./actions.js";
import { holds, type Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import type { Tone } from "./tone.js";

/** Room between the words and the card, and between the card and the window's edge. */
const GAP = 8;
/** Actions shown as buttons; the rest wait behind "More". */
const BUTTONS = 2;

/** What a card shows. */
export interface CardContent {
  /** All that was found on these words; the one at `index` is told in full. */
  findings: readonly Finding[];
  index: number;
  /** Short name of a policy by its id. */
  policyName(policy: string): string;
}

/** The one card of a document. */
export class Card {
  private actions = new Map<Element, CardAction>();
  private face: HTMLElement | undefined;

  constructor(
    private readonly page: Document,
    private readonly layer: Layer,
  ) {}

  /** Whether a card is on the screen. */
  get isOpen(): boolean {
    return this.face !== undefined;
  }

  /** Whether the focus is in the card. */
  get hasFocus(): boolean {
    return this.isOpen && this.layer.focused !== null;
  }

  /** Shows findings. */
  show(content: CardContent, tone: Tone): void {
    const finding = content.findings[content.index];
    if (!finding) return this.close();
    const face = this.begin(tone, say("card_label", nameOf(finding.modality), finding.title));
    const modality = this.add(face, "p", `modality ${lineOf(finding.modality)}`);
    modality.style.setProperty("margin", "0");
    this.add(modality, "i");
    this.add(modality, "span", "", nameOf(finding.modality));
    this.add(face, "h2", "title", finding.title);
    this.add(face, "p", "said", [finding.message, finding.reason].filter(Boolean).join(" "));
    if (finding.advice) this.add(face, "p", "advice", finding.advice);
    const offers = actionsFor(finding);
    this.addActions(face, offers.slice(0, BUTTONS));
    this.addOthers(face, content);
    this.addFoot(face, finding, content, offers.slice(BUTTONS));
  }

  /** Shows that something was done, with a way back. */
  showDone(message: string, tone: Tone): void {
    const face = this.begin(tone, message);
    this.add(face, "p", "said", message);
    const row = this.add(face, "div", "actions");
    this.addButton(row, "", say("undo"), { kind: "undo" });
  }

  /** Puts the card below the words, or above them where there is more room, and never over them. */
  place(lines: readonly Rect[]): void {
    const first = lines[0];
    if (!this.face || !first) return;
    const holder = this.layer.part("card");
    const view = this.page.defaultView as Window;
    const origin = this.layer.origin();
    const top = Math.min(...lines.map((line) => line.top));
    const bottom = Math.max(...lines.map((line) => line.bottom));
    const last = lines.at(-1) ?? first;
    this.face.style.removeProperty("max-height");
    const { width, height } = this.face.getBoundingClientRect();
    const below = view.innerHeight - bottom - 2 * GAP;
    const above = top - 2 * GAP;
    const goesBelow = below >= height || below >= above;
    const tall = Math.min(height, Math.max(goesBelow ? below : above, 96));
    if (tall < height) this.face.style.setProperty("max-height", `${tall / origin.scale}px`);
    const left = Math.max(GAP, Math.min((goesBelow ? last : first).left, view.innerWidth - width - GAP));
    const y = goesBelow ? bottom + GAP : top - GAP - tall;
    holder.style.setProperty("left", `${(left - origin.x) / origin.scale}px`);
    holder.style.setProperty("top", `${(y - origin.y) / origin.scale}px`);
  }

  /** Moves the focus into the card. */
  focus(): void {
    this.face?.focus({ preventScroll: true });
  }

  /** Steps the focus through the card's buttons and around its ends. */
  stepFocus(forward: boolean): void {
    const stops = [...this.actions.keys()].filter((stop) => stop.getClientRects().length > 0);
    const now = stops.indexOf(this.layer.focused as Element);
    const next =
      now < 0 ? (forward ? 0 : stops.length - 1) : (now + (forward ? 1 : -1) + stops.length) % stops.length;
    (stops[next] as HTMLElement | undefined)?.focus({ preventScroll: false });
  }

  /** Shows or hides the actions behind "More". */
  toggleMore(): void {
    this.face?.querySelector(".more")?.classList.toggle("open");
  }

  /** Whether a point of the viewport lies on the card. */
  covers(x: number, y: number): boolean {
    return this.face !== undefined && holds(this.face.getBoundingClientRect(), x, y);
  }

  /** What the button at a point does. */
  actionAt(x: number, y: number): CardAction | undefined {
    for (const [button, action] of this.actions) {
      if (holds(button.getBoundingClientRect(), x, y) && this.covers(x, y)) return action;
    }
    return undefined;
  }

  /** What the focused button does. */
  actionFocused(): CardAction | undefined {
    const { focused } = this.layer;
    return focused ? this.actions.get(focused) : undefined;
  }

  /** Takes the card away. */
  close(): void {
    if (!this.face) return;
    this.face.remove();
    this.face = undefined;
    this.actions.clear();
    this.layer.part("card").classList.remove("open");
  }

  private begin(tone: Tone, label: string): HTMLElement {
    const holder = this.layer.part("card");
    holder.className = `card open ${tone}`;
    this.actions = new Map();
    const hadFocus = this.hasFocus;
    const fresh = this.page.createElement("div");
    fresh.className = "face";
    fresh.tabIndex = -1;
    fresh.setAttribute("role", "dialog");
    fresh.setAttribute("aria-label", label);
    holder.replaceChildren(fresh);
    this.face = fresh;
    if (hadFocus) this.focus();
    return fresh;
  }

  /** Up to two buttons; the offers that are left over wait behind "More" in the last row. */
  private addActions(face: HTMLElement, offers: readonly Offer[]): void {
    const row = this.add(face, "div", "actions");
    offers.forEach(({ label, action }, index) => {
      this.addButton(row, index === 0 && action.kind === "fix" ? "first" : "", label, action);
    });
  }

  private addOthers(face: HTMLElement, { findings, index }: CardContent): void {
    if (findings.length < 2) return;
    const list = this.add(face, "div", "others");
    findings.forEach((finding, other) => {
      if (other === index) return;
      const button = this.addButton(list, lineOf(finding.modality), "", { kind: "other", index: other });
      this.add(button, "i");
      this.add(button, "span", "", say("other_reason", nameOf(finding.modality), finding.title));
    });
  }

  private addFoot(
    face: HTMLElement,
    finding: Finding,
    { policyName }: CardContent,
    rest: readonly Offer[],
  ): void {
    const clause = finding.clauses[0];
    if (!clause && rest.length === 0) return;
    const foot = this.add(face, "div", "foot");
    if (clause) {
      const where = this.add(foot, "p", "where", say("clause_in", policyName(clause.policy), clause.clause));
      where.append(` ${clause.gist}`);
    }
    const row = this.add(foot, "div", "row");
    if (clause) {
      const { policy, clause: number } = clause;
      this.addButton(row, "link", say("read_clause"), { kind: "read", policy, clause: number });
    }
    if (rest.length === 0) return;
    this.addButton(row, "plain", say("more"), { kind: "more" });
    const more = this.add(foot, "div", "more");
    for (const { label, action } of rest) this.addButton(more, "plain", label, action);
  }

  private addButton(parent: Element, className: string, label: string, action: CardAction): HTMLElement {
    const button = this.add(parent, "button", className, label);
    button.setAttribute("type", "button");
    this.actions.set(button, action);
    return button;
  }

  private add(parent: Element, name: string, className = "", text = ""): HTMLElement {
    const element = this.page.createElement(name);
    if (className) element.className = className;
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }
}
