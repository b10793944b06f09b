/**
 * What the DOM side needs from the outside. The extension answers through its background worker, the sandbox
 * with the wasm module itself; everything between a box and its card is the same code.
 */
import type { Finding } from "clausemark";
import type { DismissalReason, Shortcuts } from "../shared/protocol.js";
import type { PostRule } from "../shared/sites.js";

/** Decides; the DOM side only shows. */
export interface Engine {
  /** Findings of the text now in a box; undefined if the question has become idle (switched off, gone). */
  check(box: number, text: string): Promise<Finding[] | undefined>;
  /** Whether nothing will ever answer again, as after the extension was updated or removed. */
  isGone(): boolean;
  /** The box is gone. */
  forget(box: number): void;
  /** Short name of a policy, for the card's last row. */
  policyName(policy: string): string;
  /** Keys that step through the marks. */
  shortcuts(): Shortcuts;
  /** How one posts on this site, while the question before posting is switched on; else nothing. */
  postRules(): readonly PostRule[];
  /** Opens the clause page at this clause. */
  readClause(policy: string, clause: string): void;
  /** Puts a finding away for good. */
  dismiss(finding: Finding, reason: DismissalReason): void;
  /** Takes a dismissal back. */
  restore(finding: Finding): void;
  /** Whether the writer may switch rules off; an organisation may have locked which are on. */
  canSwitchRules(): boolean;
  /** Switches a rule off or on again. */
  switchRule(category: string, on: boolean): void;
}
