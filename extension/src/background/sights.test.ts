import assert from "node:assert/strict";
import { test } from "node:test";
import type { Account, ClauseRuleDocument, Modality, PolicyDocument, Role } from "clausemark";
import { sightsOf } from "./sights.js";

const rule = (categories: string[], modality: Modality, more: Partial<ClauseRuleDocument> = {}) => ({
  categories,
  modality,
  roles: [] as Role[],
  departmentReference: false,
  unless: [],
  ...more,
});

function policyOf(rules: Record<string, ClauseRuleDocument[]>): PolicyDocument {
  const clauses = Object.entries(rules).map(([id, own]) => ({ id, rules: own }));
  return { summary: { id: "house" }, clauses } as unknown as PolicyDocument;
}

const shown = (policy: PolicyDocument, account: Account = "personal", role: Role = "sworn") =>
  sightsOf(policy, account, role).map(({ sight, clause }) => `${sight} ${clause}`);

test("each sight is shown with the strictest clause that speaks of it", () => {
  const policy = policyOf({
    "1": [rule(["id.insignia"], "discouraged")],
    "2": [rule(["id.insignia", "conf.scene"], "prohibited")],
    "3": [rule(["id.coworker"], "permission")],
  });
  assert.deepEqual(shown(policy), ["insignia 2", "vehicle 2", "scene 2", "coworkers 3"]);
});

test("what a policy allows, or says of another account or role, is not asked about", () => {
  const policy = policyOf({
    "1": [rule(["id.insignia"], "allowed")],
    "2": [rule(["conf.records"], "prohibited", { account: "official" })],
    "3": [rule(["privacy.person"], "permission", { roles: ["civilian"] })],
  });
  assert.deepEqual(shown(policy), []);
  assert.deepEqual(shown(policy, "official"), ["papers 2"]);
  assert.deepEqual(shown(policy, "personal", "civilian"), ["people 3"]);
});

test("a sight's second category speaks where the first one doesn't", () => {
  assert.deepEqual(shown(policyOf({ "1": [rule(["conf.call"], "limit")] })), ["scene 1"]);
});
