import assert from "node:assert/strict";
import { test } from "node:test";
import type { PolicyDocument } from "clausemark";
import { cutAtWords, findClauses } from "./find.js";

const clause = (id: string, heading: string, gist: string, categories: string[] = []) => ({
  id,
  parent: "",
  depth: 0,
  heading,
  gist,
  reminder: "",
  rules: categories.map((category) => ({
    categories: [category],
    modality: "prohibited" as const,
    roles: [],
    departmentReference: false,
    unless: [],
  })),
});
const POLICY = {
  clauses: [
    clause("1", "Pictures of scenes", "You take no pictures."),
    clause("2.1", "Café talk", "What is said at work stays at work.", ["conf.call"]),
  ],
} as unknown as PolicyDocument;
const NAMES = new Map([["conf.call", "Call or stop"]]);
const found = (query: string) => findClauses(POLICY, NAMES, query).map(({ id }) => id);

test("a clause is found by number, heading, gist and the names of its matters", () => {
  assert.deepEqual(found("2.1"), ["2.1"]);
  assert.deepEqual(found("PICTURES"), ["1"]);
  assert.deepEqual(found("cafe"), ["2.1"]);
  assert.deepEqual(found("call"), ["2.1"]);
});

test("every word must stand in the clause, and nothing asks for nothing", () => {
  assert.deepEqual(found("pictures work"), []);
  assert.deepEqual(found("work said"), ["2.1"]);
  assert.deepEqual(found("  "), []);
});

test("words of the query are cut out of a text as they are written there", () => {
  assert.deepEqual(cutAtWords("No Pictures, please", "pictures"), ["No ", "Pictures", ", please"]);
  assert.deepEqual(cutAtWords("a (b) c", "(b)"), ["a ", "(b)", " c"]);
  assert.deepEqual(cutAtWords("nothing", ""), ["nothing"]);
  assert.equal(cutAtWords("The café is closed", "cafe").join(""), "The café is closed");
});
