import assert from "node:assert/strict";
import { test } from "node:test";
import { FIRST_POLICY, isDismissal, readChoices } from "./choices.js";

test("anything at all is read as choices", () => {
  for (const value of [undefined, null, 3, "text", [], { profile: 7 }, { accounts: "x", off: { a: 1 } }]) {
    const choices = readChoices(value);
    assert.equal(choices.policy, FIRST_POLICY);
    assert.deepEqual(choices.off, []);
    assert.equal(choices.profile.writer.role, "sworn");
  }
});

test("what is right is kept and what is wrong beside it is dropped", () => {
  const choices = readChoices({
    policy: "lakewood-pp-1069",
    off: ["conf.call", 5, "", "conf.call"],
    scorer: false,
    accounts: { "x.com": "official", "y.com": "emperor" },
    profile: { coworkers: [" Erin Whitcomb ", ""], writer: { role: "chief", home: ["1 Elm St"] } },
  });
  assert.equal(choices.policy, "lakewood-pp-1069");
  assert.deepEqual(choices.off, ["conf.call"]);
  assert.equal(choices.scorer, false);
  assert.deepEqual(choices.accounts, { "x.com": "official" });
  assert.deepEqual(choices.profile.coworkers, ["Erin Whitcomb"]);
  assert.deepEqual(choices.profile.writer.home, ["1 Elm St"]);
  assert.equal(choices.profile.writer.role, "sworn");
});

test("choices read twice are the same", () => {
  const once = readChoices({ policy: "x", profile: { department: { name: "FPD" } } });
  assert.deepEqual(readChoices(once), once);
});

test("a dismissal has all its parts", () => {
  assert.ok(isDismissal({ hash: "a", category: "conf.call", reason: "not-here", day: "2026-03-14" }));
  assert.ok(!isDismissal({ hash: "a", category: "conf.call" }));
  assert.ok(!isDismissal("a"));
});
