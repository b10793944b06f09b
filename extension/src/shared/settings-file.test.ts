import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import init from "clausemark";
import { changeSite, readChoices } from "./choices.js";
import { type Fault, readSettings, writeSettings } from "./settings-file.js";

// Tests run from the project's folder.
before(() => init({ module_or_path: readFileSync("dist/wasm/clausemark_bg.wasm") }));

const NAMES = ["Fairmont Police Department", "Jordan Avery", "Erin Whitcomb", "1 Elm St"];
const OWN = changeSite(
  readChoices({
    policy: "lakewood-pp-1069",
    off: ["conf.call"],
    askBeforePosting: true,
    language: "es",
    profile: {
      department: { name: NAMES[0] },
      writer: { name: NAMES[1], role: "reserve", home: [NAMES[3]] },
      coworkers: [NAMES[2]],
    },
  }),
  "forum.example",
  { account: "official", off: ["id.home"] },
);
const FILE = { choices: OWN, addedSites: ["forum.example"] };
const FRESH = readChoices(undefined);

function faultOf(text: string): Fault {
  const read = readSettings(text, FRESH);
  assert.ok("fault" in read, "the file was taken");
  return read.fault;
}

/** The file with one thing changed in it. */
function spoilt(
  change: (file: { choices: Record<string, unknown>; [key: string]: unknown }) => void,
): string {
  const file = JSON.parse(writeSettings(FILE, true));
  change(file);
  return JSON.stringify(file);
}

test("with names, a file brings all of it back", () => {
  const read = readSettings(writeSettings(FILE, true), FRESH);
  assert.ok("file" in read, JSON.stringify(read));
  assert.deepEqual(read.file, FILE);
});

test("without names, a file holds none, and leaves those of the reader alone", () => {
  const text = writeSettings(FILE, false);
  for (const name of NAMES) assert.ok(!text.includes(name), name);
  const reader = readChoices({ profile: { coworkers: ["Dale Hutchins"] } });
  const read = readSettings(text, reader);
  assert.ok("file" in read);
  assert.deepEqual(read.file.choices.profile.coworkers, ["Dale Hutchins"]);
  assert.equal(read.file.choices.profile.writer.role, "reserve");
  assert.equal(read.file.choices.policy, "lakewood-pp-1069");
});

test("a file that is cut off names the last key before the cut", () => {
  const text = writeSettings(FILE, true);
  const cut = text.slice(0, text.indexOf('"language"') + '"language": "e'.length);
  assert.deepEqual(faultOf(cut), { kind: "damaged", key: "language" });
  assert.deepEqual(faultOf("not json at all"), { kind: "damaged", key: "" });
});

test("a file of something else, or of a newer version, is told apart", () => {
  for (const text of ["[]", "null", '{"theme": "dark"}'])
    assert.deepEqual(faultOf(text), { kind: "foreign" });
  const newer = spoilt((file) => {
    file.clausemark = 2;
    file.choices.mood = "calm";
  });
  assert.deepEqual(faultOf(newer), { kind: "newer", key: "clausemark", value: "2" });
});

test("what is wrong is named by its key", () => {
  const cases: [key: string, kind: Fault["kind"], change: Parameters<typeof spoilt>[0]][] = [
    ["choices.mood", "unknown", ({ choices }) => Object.assign(choices, { mood: 1 })],
    ["extra", "unknown", (file) => Object.assign(file, { extra: 1 })],
    ["choices.policy", "wrong", ({ choices }) => Object.assign(choices, { policy: "no-such-policy" })],
    ["choices.policy", "wrong", ({ choices }) => Object.assign(choices, { policy: 7 })],
    ["choices.scorer", "wrong", ({ choices }) => Object.assign(choices, { scorer: "no" })],
    [
      "choices.off[1]",
      "wrong",
      ({ choices }) => Object.assign(choices, { off: ["id.home", "conf.nothing"] }),
    ],
    ["choices.off[0]", "wrong", ({ choices }) => Object.assign(choices, { off: [7] })],
    [
      "choices.profile.writer.role",
      "wrong",
      ({ choices }) => Object.assign(choices, { profile: { writer: { role: "chief" } } }),
    ],
    [
      "choices.profile.writer.shoe",
      "unknown",
      ({ choices }) => Object.assign(choices, { profile: { writer: { shoe: 9 } } }),
    ],
    [
      "choices.sites.x.account",
      "wrong",
      ({ choices }) => Object.assign(choices, { sites: { x: { account: "emperor" } } }),
    ],
    [
      "choices.sites.x.off[0]",
      "wrong",
      ({ choices }) => Object.assign(choices, { sites: { x: { off: ["conf.nothing"] } } }),
    ],
    [
      "choices.sites.mars",
      "unknown",
      ({ choices }) => Object.assign(choices, { sites: { mars: { on: true } } }),
    ],
    ["addedSites[0]", "wrong", (file) => Object.assign(file, { addedSites: ["*.example"] })],
  ];
  for (const [key, kind, change] of cases) {
    const fault = faultOf(spoilt(change));
    assert.equal(fault.kind, kind, key);
    assert.equal("key" in fault && fault.key, key);
  }
});
