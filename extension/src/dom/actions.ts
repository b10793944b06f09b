/** What a card offers, in the order of how far it reaches: the text, this finding, every such finding. */
import type { Finding, Fix } from "clausemark";
import type { DismissalReason } from "../shared/protocol.js";
import { say } from "../shared/words.js";

/** What a button of the card does. */
export type CardAction =
  | { kind: "fix"; fix: Fix }
  | { kind: "dismiss"; reason: DismissalReason }
  | { kind: "switch-off" }
  | { kind: "read"; policy: string; clause: string }
  | { kind: "other"; index: number }
  | { kind: "fold"; fold: number }
  | { kind: "undo" };

/** An action with the words on its button. */
export interface Offer {
  label: string;
  action: CardAction;
}

/** The offers for one finding, the most helpful first. `canSwitch`: whether the writer may switch its rule off. */
export function actionsFor(finding: Finding, canSwitch: boolean): Offer[] {
  const offers: Offer[] = finding.fixes.map((fix) => ({ label: fix.label, action: { kind: "fix", fix } }));
  const canKeep = finding.dismissal !== "";
  if (canKeep && finding.modality === "permission") {
    offers.push({ label: say("have_permission"), action: { kind: "dismiss", reason: "permission" } });
  }
  if (canKeep) offers.push({ label: say("not_here"), action: { kind: "dismiss", reason: "not-here" } });
  if (canSwitch) offers.push({ label: say("never_for_rule"), action: { kind: "switch-off" } });
  return offers;
}
