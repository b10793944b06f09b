/** Verdicts as the engine finds them, to begin from: the trainer decides. */
import type { Modality } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { byStrength } from "../../../extension/src/shared/modality.js";
import { policyList } from "../../../extension/src/shared/wasm.js";
import { findingsOf } from "../core.js";
import { type Scenario, settingOf, type Verdict } from "../scenarios.js";

const STRICT: readonly (Modality | undefined)[] = ["prohibited", "permission"];

/** One verdict for all policies under which the same is found and judged. */
export function suggestVerdicts(scenario: Scenario): Verdict[] {
  const groups = new Map<string, Verdict>();
  for (const { id } of policyList()) {
    const findings = [...findingsOf(scenario.post, settingOf(scenario, id))].sort(byStrength);
    const categories = [...new Set(findings.map(({ category }) => category))].sort();
    const strongest = findings[0]?.modality;
    const judgement: Judgement =
      findings.length === 0 ? "fine" : STRICT.includes(strongest) ? "not-allowed" : "careful";
    const key = `${judgement} ${categories.join()}`;
    const known = groups.get(key);
    if (known) known.policies.push(id);
    else groups.set(key, { policies: [id], categories, judgement, clause: "" });
  }
  return [...groups.values()];
}
