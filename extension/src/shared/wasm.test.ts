import assert from "node:assert/strict";
import { test } from "node:test";
import type { PolicySummary } from "clausemark";
import en from "../../_locales/en/messages.json";
import { policyFacts } from "./wasm.js";
import { useWords, wordsFrom } from "./words.js";

useWords(wordsFrom(en));

/** The facts of a policy with this date. */
function facts(effective: string): string {
  return policyFacts({ title: "Social Media", number: "27A", effective } as PolicySummary, "en");
}

test("a policy's date is told in the reader's words", () => {
  assert.equal(facts("2013-12-18"), "Social Media, number 27A, in force since December 18, 2013");
  assert.equal(facts(""), "Social Media, number 27A");
});

test("a date that can't be read is told as it stands", () => {
  // The last would be a day of somebody's own time zone.
  for (const date of ["15/03/2024", "2024-13-45", "spring of 2024", "03/04/2024"])
    assert.equal(facts(date), `Social Media, number 27A, in force since ${date}`);
});
