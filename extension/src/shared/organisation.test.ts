import assert from "node:assert/strict";
import { test } from "node:test";
import { choicesOn, readChoices } from "./choices.js";
import { holdOn, inForce, type Organisation, ownAfter } from "./organisation.js";

const OWN = readChoices({
  policy: "palacios-2-8",
  photos: false,
  profile: { department: { name: "Old PD" } },
});
const DEPARTMENT = { name: "Fairmont Police Department", aliases: ["FPD"], city: "", email_domains: [] };
const ORGANISATION: Organisation = {
  name: "Fairmont",
  message: "",
  documentLink: "",
  policyFile: undefined,
  given: {
    policy: "lakewood-pp-1069",
    department: DEPARTMENT,
    askBeforePosting: true,
    "sites.facebook": false,
    "sites.x": false,
  },
  locked: ["policy", "sites.facebook"],
  faults: [],
  good: {},
  source: "",
};

test("what the organisation gives holds, what it leaves open is the writer's", () => {
  const choices = inForce(OWN, ORGANISATION, []);
  assert.equal(choices.policy, "lakewood-pp-1069");
  assert.deepEqual(choices.profile.department, DEPARTMENT);
  assert.equal(choices.photos, false);
  assert.equal(choicesOn("facebook", choices).on, false);
  assert.equal(choicesOn("reddit", choices).on, true);
  assert.deepEqual(inForce(OWN, undefined, []), OWN);
});

test("the writer changes what is suggested and not what is locked, and the own values stay below", () => {
  const now = inForce(OWN, ORGANISATION, []);
  const after = {
    ...now,
    policy: "model-26",
    askBeforePosting: false,
    photos: true,
    least: "likely" as const,
  };
  const { own, chosen } = ownAfter(OWN, now, after, ORGANISATION, []);
  assert.deepEqual(chosen, ["askBeforePosting"]);
  assert.equal(own.policy, "palacios-2-8");
  assert.equal(own.profile.department.name, "Old PD");
  assert.equal(choicesOn("x", own).on, true);
  assert.deepEqual([own.photos, own.least], [true, "likely"]);
  const held = inForce(own, ORGANISATION, chosen);
  assert.deepEqual([held.policy, held.askBeforePosting], ["lakewood-pp-1069", false]);
  assert.equal(holdOn("askBeforePosting", ORGANISATION, chosen), undefined);
  assert.equal(holdOn("department", ORGANISATION, chosen), "suggested");
  assert.equal(holdOn("policy", ORGANISATION, ["policy"]), "locked");
  // When the organisation goes, all is as the writer had it.
  assert.deepEqual(inForce(own, undefined, chosen), own);
});

test("keys in another order are no change", () => {
  const given = {
    ...ORGANISATION.given,
    department: { email_domains: [], city: "", aliases: ["FPD"], name: "F" },
  };
  const organisation = { ...ORGANISATION, given };
  const now = inForce(OWN, organisation, []);
  assert.deepEqual(ownAfter(OWN, now, readChoices(now), organisation, []), { own: OWN, chosen: [] });
});

test("a site that the writer changed is chosen by itself", () => {
  const now = inForce(OWN, ORGANISATION, []);
  const on = { ...now, sites: { ...now.sites, x: { ...choicesOn("x", now), on: true, least: "" as const } } };
  const { own, chosen } = ownAfter(OWN, now, readChoices(on), ORGANISATION, []);
  assert.deepEqual(chosen, ["sites.x"]);
  const held = inForce(own, ORGANISATION, chosen);
  assert.deepEqual([choicesOn("x", held).on, choicesOn("facebook", held).on], [true, false]);
});
