import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import init, { type PolicyDocument, policy } from "clausemark";
import schema from "../../managed-schema.json";
import { readManaged } from "./managed.js";
import type { Organisation } from "./organisation.js";

// Tests run from the project's folder.
before(() => init({ module_or_path: readFileSync("dist/wasm/clausemark_bg.wasm") }));

/** A value of each key that there is. */
const ALL: Record<string, unknown> = {
  organisation: "Fairmont Police Department",
  message: "Questions? Ask training.",
  policy: "lakewood-pp-1069",
  documentLink: "https://fairmont.example/policy.pdf",
  department: { name: "Fairmont Police Department", aliases: ["FPD"] },
  sites: { facebook: "locked-on", x: "off", "forum.example": "locked-off" },
  least: "likely",
  scorer: false,
  off: ["speech.obscene"],
  askBeforePosting: true,
  photos: true,
  locked: ["policy", "photos"],
};

const read = (values: Record<string, unknown>, last?: Organisation) => readManaged(values, last, "");

/** A policy of an organisation's own, as it is packed; with one thing changed in it. */
function packed(spoil: (document: PolicyDocument) => void = () => undefined): string {
  const document = structuredClone(policy("lakewood-pp-1069")) as PolicyDocument;
  document.summary.id = "fairmont-7";
  spoil(document);
  return JSON.stringify(document);
}

test("every key is taken, and the schema has the same keys", () => {
  const { name, message, documentLink, given, locked, faults } = read(ALL);
  assert.deepEqual(faults, []);
  assert.deepEqual(
    { name, message, documentLink },
    { name: ALL.organisation, message: ALL.message, documentLink: ALL.documentLink },
  );
  assert.deepEqual(given, {
    policy: "lakewood-pp-1069",
    department: { name: "Fairmont Police Department", aliases: ["FPD"], city: "", email_domains: [] },
    least: "likely",
    scorer: false,
    off: ["speech.obscene"],
    askBeforePosting: true,
    photos: true,
    "sites.facebook": true,
    "sites.x": false,
    "sites.forum.example": false,
  });
  assert.deepEqual(locked, ["policy", "photos", "sites.facebook", "sites.forum.example"]);
  assert.deepEqual(
    Object.keys(schema.properties).sort(),
    [...Object.keys(ALL), "policyFile"].sort(),
    "the schema has other keys",
  );
});

test("what is locked without a value holds as after an installation", () => {
  const { given, locked } = read({ locked: ["off", "sites"], sites: { x: "off" } });
  assert.deepEqual(given.off, []);
  assert.deepEqual([given["sites.x"], given["sites.facebook"]], [false, true]);
  assert.ok(locked.includes("off") && locked.includes("sites.x") && locked.includes("sites.facebook"));
});

test("a mistake is told by its key, and the last good value of that key holds", () => {
  const good = read(ALL);
  const cases: [values: Record<string, unknown>, key: string][] = [
    [{ policy: "atlantis-1" }, "policy"],
    [{ policy: 7 }, "policy"],
    [{ department: { nmae: "x" } }, "department.nmae"],
    [{ department: { aliases: ["a", 3] } }, "department.aliases[1]"],
    [{ sites: { facebok: "on" } }, "sites.facebok"],
    [{ sites: { facebook: "sometimes" } }, "sites.facebook"],
    [{ least: "certain" }, "least"],
    [{ off: ["speech.obscene", "speech.obscure"] }, "off"],
    [{ askBeforePosting: "yes" }, "askBeforePosting"],
    [{ locked: ["policy", "pause"] }, "locked[1]"],
    [{ documentLink: "http://fairmont.example/" }, "documentLink"],
    [{ message: ["x"] }, "message"],
    [{ polcy: "model-26" }, "polcy"],
  ];
  for (const [values, key] of cases) {
    const { faults, given, locked, message } = read({ ...ALL, ...values }, good);
    assert.deepEqual(
      faults.map((fault) => fault.key),
      [key],
    );
    assert.deepEqual([given, locked, message], [good.given, good.locked, good.message], key);
    assert.ok(!(key in read(values).given), `${key} was taken`);
  }
});

test("a policy of the organisation's own is taken, and takes the place of another", () => {
  const { faults, given, policyFile } = read({ policy: "model-26", policyFile: packed() });
  assert.deepEqual(faults, []);
  assert.equal(given.policy, "fairmont-7");
  assert.equal(policyFile?.clauses.length, policy("lakewood-pp-1069")?.clauses.length);
  // Firefox hands objects on as they are.
  assert.equal(read({ policyFile: JSON.parse(packed()) }).given.policy, "fairmont-7");
});

test("a damaged policy is told by the place in it, and the one of before stays in force", () => {
  const good = read({ policyFile: packed() });
  const cases: [file: unknown, key: string][] = [
    ["{", "policyFile"],
    [7, "policyFile"],
    ["{}", "policyFile.summary"],
    [packed(({ summary }) => Object.assign(summary, { owner: "x" })), "policyFile.summary.owner"],
    [packed(({ clauses }) => Object.assign(clauses[3] ?? {}, { gist: 5 })), "policyFile.clauses[3].gist"],
    [packed(({ clauses }) => Object.assign(clauses[2] ?? {}, { id: "1" })), "policyFile.clauses[2].id"],
    [
      packed(({ clauses }) => Object.assign(clauses[3]?.rules[0] ?? {}, { modality: "forbidden" })),
      "policyFile.clauses[3].rules[0].modality",
    ],
    [
      packed(({ clauses }) => clauses[3]?.rules[0]?.categories.splice(1, 1, "conf.cal")),
      "policyFile.clauses[3].rules[0].categories[1]",
    ],
  ];
  for (const [policyFile, key] of cases) {
    const { faults, given } = read({ policyFile }, good);
    assert.deepEqual(
      faults.map((fault) => fault.key),
      [key],
    );
    assert.equal(given.policy, "fairmont-7");
    assert.equal(read({ policyFile }).policyFile, undefined);
  }
});

test("the ready files for administrators all hold the same settings, and each of them is right", () => {
  const file = (name: string) => readFileSync(`docs/deploy/${name}`, "utf8");
  const json = (name: string) => JSON.parse(file(name));
  const { policies } = json("firefox/policies.json");
  const [id = ""] = Object.keys(policies.ExtensionSettings);
  const values = policies["3rdparty"].Extensions[id];
  assert.deepEqual(read(values).faults, []);
  for (const browser of ["chrome", "edge"]) {
    const linux = json(`${browser}/linux.json`);
    assert.deepEqual(linux["3rdparty"].extensions.EXTENSION_ID, values);
    assert.match(linux.ExtensionInstallForcelist[0], /^EXTENSION_ID;https:/);
  }
  const wrapped = Object.entries(values).map(([key, Value]) => [key, { Value }]);
  assert.deepEqual(json("google-admin.json"), Object.fromEntries(wrapped));
  // The others aren't JSON: each value stands in them, under its key.
  const leaves = (value: unknown): string[] =>
    typeof value === "object" && value ? Object.values(value).flatMap(leaves) : [String(value)];
  const words = [...Object.keys(values), ...leaves(values).filter((leaf) => leaf !== "true")];
  for (const name of [
    "chrome/windows.reg",
    "edge/windows.reg",
    "chrome/macos.mobileconfig",
    "edge/macos.mobileconfig",
    "firefox/macos.mobileconfig",
    "intune-windows.ps1",
  ]) {
    const text = file(name);
    for (const word of words) assert.ok(text.includes(word), `${name} lacks ${word}`);
    assert.match(text, name.startsWith("firefox") ? /force_installed/ : /ExtensionInstallForcelist/);
  }
});
