import assert from "node:assert/strict";
import { test } from "node:test";
import { carryOver, editBetween } from "./edit.js";

/** Spans written into the text with brackets, carried from one text to the other. */
function carry(marked: string, after: string): string[] {
  const spans: { start: number; end: number }[] = [];
  let before = "";
  for (const unit of marked) {
    if (unit === "[") spans.push({ start: before.length, end: 0 });
    else if (unit === "]") (spans.at(-1) as { end: number }).end = before.length;
    else before += unit;
  }
  const edit = editBetween(before, after);
  const carried = edit ? carryOver(spans, edit, after) : spans;
  return carried.map(({ start, end }) => after.slice(start, end));
}

test("equal texts have no edit between them", () => {
  assert.equal(editBetween("same", "same"), undefined);
});

test("an edit is the smallest single replacement", () => {
  assert.deepEqual(editBetween("one two three", "one 2 three"), { start: 4, oldEnd: 7, newEnd: 5 });
  assert.deepEqual(editBetween("aaa", "aaaa"), { start: 3, oldEnd: 3, newEnd: 4 });
});

test("spans before and after an edit stay on their words", () => {
  assert.deepEqual(carry("a [call] and a [stop] here", "a call and then a stop here"), ["call", "stop"]);
  assert.deepEqual(carry("[call] here", "A call here"), ["call"]);
});

test("a span that the edit touches vanishes", () => {
  assert.deepEqual(carry("a [call] here", "a cll here"), []);
  assert.deepEqual(carry("[one two]", "one"), []);
});

test("a letter at the border changes the word, a space doesn't", () => {
  assert.deepEqual(carry("a [bust]", "a busted"), []);
  assert.deepEqual(carry("a [bust]", "a bust "), ["bust"]);
  assert.deepEqual(carry("[call] it", "recall it"), []);
  assert.deepEqual(carry("a [bust] ed", "a busted"), []);
  assert.deepEqual(carry("a [bust]", "a bust😂"), []);
});

test("whatever the edit, a carried span still reads the same", () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const letters = ["a", "b", " ", "é", "😂", "\n"];
  const word = (length: number) => Array.from({ length }, () => letters[random(letters.length)]).join("");
  for (let round = 0; round < 3000; round++) {
    const before = word(random(14));
    const at = random(before.length + 1);
    const after = before.slice(0, at) + word(random(4)) + before.slice(at + random(4));
    const edit = editBetween(before, after);
    if (!edit) continue;
    const start = random(before.length + 1);
    const span = { start, end: Math.min(before.length, start + 1 + random(5)) };
    for (const carried of carryOver([span], edit, after)) {
      assert.equal(after.slice(carried.start, carried.end), before.slice(span.start, span.end));
    }
  }
});
