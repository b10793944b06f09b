import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { before, test } from "node:test";
import init, { categories, policies, policy as policyById } from "clausemark";
import file from "../../../examples.json";
import { type ExampleFile, examplesOf } from "./examples.js";

// Tests run from the project's folder.
before(() => init({ module_or_path: readFileSync("dist/wasm/clausemark_bg.wasm") }));

const FILE = file as unknown as ExampleFile;

test("every category and every safe harbour has texts", () => {
  const harbours = ["safe.concerted", "safe.public-concern", "safe.released", "safe.permission"];
  const all = [...categories().map(({ id }) => id), ...harbours].sort();
  assert.deepEqual(Object.keys(FILE.texts).sort(), all);
});

test("every clause that speaks of a matter shows what it marks and what it leaves alone", () => {
  const bare: string[] = [];
  for (const { id } of policies()) {
    const policy = policyById(id);
    for (const clause of policy?.clauses ?? []) {
      if (!policy || clause.rules.length === 0) continue;
      const { flagged, fine } = examplesOf(policy, clause, FILE);
      const marks = clause.rules.some(({ modality }) => modality !== "allowed");
      if ((marks && flagged.length === 0) || fine.length === 0)
        bare.push(`${id} ${clause.id}: ${flagged.length} flagged, ${fine.length} fine`);
    }
  }
  assert.deepEqual(bare, []);
});
