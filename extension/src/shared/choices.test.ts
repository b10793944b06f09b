import assert from "node:assert/strict";
import { test } from "node:test";
import { changeSite, choicesOn, FIRST_POLICY, isDismissal, readChoices } from "./choices.js";

test("anything at all is read as choices", () => {
  for (const value of [undefined, null, 3, "text", [], { profile: 7 }, { sites: "x", off: { a: 1 } }]) {
    const choices = readChoices(value);
    assert.equal(choices.policy, FIRST_POLICY);
    assert.deepEqual(choices.off, []);
    assert.deepEqual(choices.sites, {});
    assert.equal(choices.profile.writer.role, "sworn");
  }
});

test("what is right is kept and what is wrong beside it is dropped", () => {
  const choices = readChoices({
    policy: "lakewood-pp-1069",
    off: ["conf.call", 5, "", "conf.call"],
    scorer: false,
    least: "certain",
    askBeforePosting: "yes",
    language: "fr",
    sites: { x: { account: "official", least: "likely" }, reddit: { account: "emperor", on: false } },
    profile: { coworkers: [" Erin Whitcomb ", ""], writer: { role: "chief", home: ["1 Elm St"] } },
  });
  assert.equal(choices.policy, "lakewood-pp-1069");
  assert.deepEqual(choices.off, ["conf.call"]);
  assert.equal(choices.scorer, false);
  assert.equal(choices.least, "possible");
  assert.equal(choices.askBeforePosting, false);
  assert.equal(choices.language, "");
  assert.deepEqual(choices.sites, {
    x: { on: true, account: "official", least: "likely", off: [] },
    reddit: { on: false, account: "personal", least: "", off: [] },
  });
  assert.deepEqual(choices.profile.coworkers, ["Erin Whitcomb"]);
  assert.deepEqual(choices.profile.writer.home, ["1 Elm St"]);
  assert.equal(choices.profile.writer.role, "sworn");
});

test("choices read twice are the same", () => {
  const once = readChoices({ policy: "x", profile: { department: { name: "FPD" } } });
  assert.deepEqual(readChoices(once), once);
});

test("a site has what is chosen for it, and for the rest what holds everywhere", () => {
  const everywhere = readChoices({ least: "likely", off: ["conf.call"] });
  assert.deepEqual(choicesOn("x", everywhere), {
    on: true,
    account: "personal",
    least: "likely",
    off: ["conf.call"],
  });
  const changed = changeSite(everywhere, "x", { off: ["id.home", "conf.call"], least: "possible" });
  assert.deepEqual(choicesOn("x", changed).off, ["conf.call", "id.home"]);
  assert.equal(choicesOn("x", changed).least, "possible");
  assert.equal(choicesOn("reddit", changed).least, "likely");
});

test("a dismissal has all its parts", () => {
  assert.ok(isDismissal({ hash: "a", category: "conf.call", reason: "not-here", day: "2026-03-14" }));
  assert.ok(!isDismissal({ hash: "a", category: "conf.call" }));
  assert.ok(!isDismissal("a"));
});
