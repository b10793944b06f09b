/**
 * The card beside marked words: what was noticed, what helps, which clause. It draws; what its buttons do is the
 * business of `Cards`.
 */
import type { ClauseRef, Finding } from "clausemark";
import { lineOf, nameOf } from "../shared/modality.js";
import type { ClauseShown } from "../shared/protocol.js";
import { say, sayCount } from "../shared/words.js";
import { actionsFor, type CardAction, type Offer } from "./actions.js";
import type { Rect } from "./geometry.js";
import { Panel } from "./panel.js";
import type { Tone } from "./tone.js";

/** Actions shown as buttons; the rest wait behind "More". */
const BUTTONS = 2;

/** What a card shows. */
export interface CardContent {
  /** All that was found on these words; the one at `index` is told in full. */
  findings: readonly Finding[];
  index: number;
  /** Which of the box's marks this is, counted from 1, and of how many. */
  number: number;
  of: number;
  /** Short name of a policy by its id. */
  policyName(policy: string): string;
  /** Whether the writer may switch a rule off. */
  canSwitchRules: boolean;
}

/** The one card of a document. */
export class Card extends Panel<CardAction> {
  private folds: HTMLElement[] = [];

  /** Shows findings. */
  show(content: CardContent, tone: Tone): void {
    const finding = content.findings[content.index];
    if (!finding) return this.close();
    const named = say("card_label", nameOf(finding.modality), finding.title);
    const place = content.of > 1 ? say("card_place", content.number, content.of) : "";
    const face = this.begin(tone, [named, place].filter(Boolean).join(", "));
    this.folds = [];
    const modality = this.add(face, "p", `modality ${lineOf(finding.modality)}`);
    this.add(modality, "i");
    this.add(modality, "span", "", nameOf(finding.modality));
    if (place) this.add(modality, "span", "count", place);
    this.add(face, "h2", "title", finding.title);
    this.add(face, "p", "said", [finding.message, finding.reason].filter(Boolean).join(" "));
    if (finding.advice) this.add(face, "p", "advice", finding.advice);
    const offers = actionsFor(finding, content.canSwitchRules);
    const row = this.add(face, "div", "actions");
    offers.slice(0, BUTTONS).forEach(({ label, action }, index) => {
      this.addButton(row, index === 0 && action.kind === "fix" ? "first" : "", label, action);
    });
    this.addFoot(face, finding, content, offers.slice(BUTTONS));
  }

  /** Shows that something was done, with a way back; or that it couldn't be. */
  showDone(message: string, tone: Tone, hasWayBack: boolean): void {
    const face = this.begin(tone, message);
    this.add(face, "p", "said", message);
    if (!hasWayBack) return;
    const row = this.add(face, "div", "actions");
    this.addButton(row, "", say("undo"), { kind: "undo" });
  }

  /** Shows or hides what lies behind a button of the last row; the card stays beside these words. */
  toggle(fold: number, words: readonly Rect[]): void {
    const list = this.folds[fold];
    if (!list) return;
    const isOpen = list.classList.toggle("open");
    list.closest(".foot")?.querySelector(`[data-fold="${fold}"]`)?.setAttribute("aria-expanded", `${isOpen}`);
    this.resized();
    this.place(words);
    if (isOpen) list.scrollIntoView({ block: "nearest" });
  }

  /** The clause in force, what is asked for beside it, the way to it, and what is folded away: other reasons and rarer actions. */
  private addFoot(
    face: HTMLElement,
    finding: Finding,
    { findings, index, policyName }: CardContent,
    rest: readonly Offer[],
  ): void {
    const [clause, ...further]: ClauseShown[] = finding.clauses;
    const others = findings.length - 1 + further.length;
    if (!clause && others === 0 && rest.length === 0) return;
    const foot = this.add(face, "div", "foot");
    if (clause) {
      const where = this.add(foot, "p", "where", say("clause_in", policyName(clause.policy), clause.clause));
      where.append(` ${clause.gist}`);
    }
    if (clause?.reminder) this.add(foot, "p", "", `${say("also_asked")} ${clause.reminder}`);
    const row = this.add(foot, "div", "row");
    if (clause) this.addButton(row, "link", say("read_clause"), readOf(clause));
    if (others > 0) {
      const list = this.addFold(foot, row, sayCount("card_also", others));
      findings.forEach((other, at) => {
        if (at !== index) this.addReason(list, other.modality, other.title, { kind: "other", index: at });
      });
      for (const other of further) {
        this.addReason(list, other.modality, say("clause_number", other.clause, other.title), readOf(other));
      }
    }
    if (rest.length > 0) {
      const list = this.addFold(foot, row, say("more"));
      for (const { label, action } of rest) this.addButton(list, "plain", label, action);
    }
  }

  private addReason(list: Element, modality: Finding["modality"], words: string, action: CardAction): void {
    const button = this.addButton(list, `plain ${lineOf(modality)}`, "", action);
    this.add(button, "i");
    this.add(button, "span", "", say("other_reason", nameOf(modality), words));
  }

  /** A list that a button of the last row shows and hides. */
  private addFold(foot: Element, row: Element, label: string): HTMLElement {
    const fold = this.folds.length;
    const button = this.addButton(row, "plain", label, { kind: "fold", fold });
    button.setAttribute("aria-expanded", "false");
    button.dataset.fold = String(fold);
    const list = this.add(foot, "div", "fold");
    this.folds.push(list);
    return list;
  }
}

function readOf({ policy, clause }: ClauseRef): CardAction {
  return { kind: "read", policy, clause };
}
