// The wasm module as a browser loads it, in Node: the API that is kept from the first version on.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import init, { Checker, categories, detectors, policies, policy } from "../../dist/wasm/clausemark.js";
import { commandLine } from "../browser/lib/expected.mjs";

const wasm = readFileSync(new URL("../../dist/wasm/clausemark_bg.wasm", import.meta.url));
const profile = JSON.parse(readFileSync(new URL("../browser/profile.json", import.meta.url), "utf8"));
await init({ module_or_path: wasm });

test("findings are plain objects with offsets in UTF-16 units", () => {
  const checker = new Checker({ policy: "lakewood-pp-1069", profile });
  const text = "👮🏽‍♀️ proud to work for Fairmont PD";
  const findings = checker.check(text, { account: "personal" });
  const finding = findings.find((f) => f.category === "id.employer");
  assert.ok(finding, JSON.stringify(findings));
  assert.equal(Object.getPrototypeOf(finding), Object.prototype);
  assert.ok(text.slice(finding.start, finding.end).includes("Fairmont PD"));
  assert.equal(finding.modality, "discouraged");
  assert.equal(finding.clauses[0].clause, "3.5.2");
  for (const key of ["title", "message", "reason", "advice", "detector"]) assert.ok(finding[key], key);
  assert.match(finding.message, /may/);
});

test("an everyday text gets no findings, any text an answer", () => {
  const checker = new Checker({});
  assert.deepEqual(checker.check("good morning, coffee first", undefined), []);
  for (const odd of ["", "\ud800", "\0", "a".repeat(100_000), "𝕱".repeat(999)]) checker.check(odd, {});
});

test("a session answers as a check", () => {
  const checker = new Checker({ policy: "none", profile });
  const session = checker.session({ account: "personal" });
  let draft = "";
  for (const letter of "Ran his plate for a buddy lol. Sgt. Whitcomb is out till Friday") {
    draft += letter;
    assert.deepEqual(session.check(draft), checker.check(draft, { account: "personal" }));
  }
});

test("wrong settings are thrown with key and value", () => {
  assert.throws(() => new Checker({ policy: "nowhere-1" }), /policy: there is no policy 'nowhere-1'/);
  assert.throws(() => new Checker({ polcy: "none" }), /polcy/);
  assert.throws(() => new Checker({ policy: "none" }).check("x", { account: "secret" }), /secret/);
});

test("a dismissal silences the same words and holds no text", () => {
  const settings = { policy: "none", profile, dismissalKey: "a secret of this installation" };
  const text = "proud to work for Fairmont PD";
  const [first] = new Checker(settings).check(text, {});
  assert.match(first.dismissal, /^[0-9a-f]{16}$/);
  const silent = new Checker({ ...settings, dismissed: [first.dismissal] }).check(text, {});
  assert.ok(!silent.some((f) => f.category === first.category));
  const other = new Checker({ ...settings, dismissalKey: "another" }).check(text, {});
  assert.notEqual(other[0].dismissal, first.dismissal);
});

test("the catalogue holds five policies and 31 categories", () => {
  assert.equal(policies().length, 5);
  assert.equal(categories().length, 31);
  assert.ok(detectors().length >= 31);
  assert.ok(policy("model-26").clauses.length > 10);
  assert.equal(policy("nowhere-1"), undefined);
});

test("the command line gives the same findings", () => {
  const posts = JSON.parse(readFileSync(new URL("../browser/posts.json", import.meta.url), "utf8"));
  const file = new URL("../browser/profile.json", import.meta.url).pathname;
  const answers = commandLine(posts, "lakewood-pp-1069", file);
  const checker = new Checker({ policy: "lakewood-pp-1069", profile });
  assert.equal(answers.length, posts.length);
  for (const [i, post] of posts.entries()) assert.deepEqual(answers[i].findings, checker.check(post.text, {}));
});
