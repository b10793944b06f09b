/** What a policy says of pictures: for each thing that one can show, the clause that speaks of it. */
import type { Account, ClauseRuleDocument, PolicyDocument, Role } from "clausemark";
import { MODALITIES } from "../shared/modality.js";
import { SIGHTS, type Sight, type SightClause } from "../shared/photo-protocol.js";

/** The categories that a sight may come under, the nearest first. */
const CATEGORIES: Record<Sight, readonly string[]> = {
  insignia: ["id.insignia", "id.recognition"],
  vehicle: ["id.insignia", "id.employer"],
  scene: ["conf.scene", "conf.call", "conf.evidence"],
  coworkers: ["id.coworker", "id.undercover"],
  papers: ["conf.records", "conf.business"],
  people: ["privacy.person"],
};
/** Modalities that ask a writer to look twice. */
const CAREFUL = MODALITIES.slice(0, 4);

/** The sights that the policy speaks of, for who writes from which account; each with its strictest clause. */
export function sightsOf(policy: PolicyDocument, account: Account, role: Role): SightClause[] {
  return SIGHTS.flatMap((sight) => {
    for (const category of CATEGORIES[sight]) {
      const found = strictest(policy, category, account, role);
      if (found) return [{ sight, policy: policy.summary.id, ...found }];
    }
    return [];
  });
}

function strictest(policy: PolicyDocument, category: string, account: Account, role: Role) {
  const holds = ({ categories, modality, account: only, roles }: ClauseRuleDocument) =>
    categories.includes(category) &&
    CAREFUL.includes(modality) &&
    (only === undefined || only === account) &&
    (roles.length === 0 || roles.includes(role));
  const found = policy.clauses.flatMap(({ id, rules }) =>
    rules.filter(holds).map(({ modality }) => ({ clause: id, modality })),
  );
  return found.sort((a, b) => MODALITIES.indexOf(a.modality) - MODALITIES.indexOf(b.modality))[0];
}
