import assert from "node:assert/strict";
import { test } from "node:test";
import { readChoices } from "../shared/choices.js";
import { boundsOver } from "./bounds.js";

const numbers = (count: number) => Array.from({ length: count }, (_, index) => `Officer ${index}`);

test("what is kept as it is goes over no bound", () => {
  for (const entries of [
    [],
    [""],
    ["Erin Whitcomb"],
    numbers(1000),
    ["x".repeat(500), ` ${"y".repeat(500)}\t`],
  ])
    assert.deepEqual(boundsOver(entries), []);
});

test("entries that say the same, or nothing, are no more than one", () => {
  const again = numbers(1000).map((entry) => `${entry} `);
  assert.deepEqual(boundsOver([...numbers(1000), ...again, ...Array(500).fill("")]), []);
});

test("too many entries and too long ones are told by how much of them is kept", () => {
  const many = numbers(1001);
  assert.deepEqual(boundsOver(many), [{ of: "entries", kept: 1000 }]);
  const long = ["short", "x".repeat(501), "y".repeat(10_000)];
  assert.deepEqual(boundsOver(long), [{ of: "length", kept: 500 }]);
  assert.deepEqual(boundsOver([...long, ...many]), [
    { of: "entries", kept: 1000 },
    { of: "length", kept: 500 },
  ]);
  // The figures are those of what is stored.
  const { coworkers } = readChoices({ profile: { coworkers: [...long, ...many] } }).profile;
  assert.deepEqual([coworkers.length, coworkers[2]?.length], [1000, 500]);
});
