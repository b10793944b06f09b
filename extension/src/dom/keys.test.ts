import assert from "node:assert/strict";
import { test } from "node:test";
import { TakenKeys } from "./keys.js";

const event = (type: string, key: string, more: Partial<KeyboardEvent> = {}) =>
  ({ type, key, code: key, repeat: false, ...more }) as KeyboardEvent;

test("the rest of a press is its repeats, its letter and its coming up, and nothing after that", () => {
  const keys = new TakenKeys();
  keys.take(event("keydown", "Enter"));
  assert.ok(keys.isRest(event("keypress", "Enter")));
  assert.ok(keys.isRest(event("keydown", "Enter", { repeat: true })));
  assert.ok(keys.isRest(event("keyup", "Enter")));
  assert.ok(!keys.isRest(event("keyup", "Enter")));
  assert.ok(!keys.isRest(event("keydown", "Enter")));
});

test("other keys are the page's, and so is a shortcut's when it writes on", () => {
  const keys = new TakenKeys();
  keys.take(event("keydown", ".", { code: "Period" }));
  assert.ok(!keys.isRest(event("keydown", "a")));
  assert.ok(!keys.isRest(event("keyup", "Alt")));
  assert.ok(!keys.isRest(event("keydown", ".", { code: "Period", repeat: true })));
  assert.ok(!keys.isRest(event("keyup", ".", { code: "Period" })), "the page heard it go down");
});

test("a key is known by its place: with Shift let go it writes another sign", () => {
  const keys = new TakenKeys();
  keys.take(event("keydown", ":", { code: "Period" }));
  assert.ok(keys.isRest(event("keyup", ".", { code: "Period" })));
});

test("a key that came up where nobody told of it is the page's when it next goes down", () => {
  const keys = new TakenKeys();
  keys.take(event("keydown", "Enter"));
  assert.ok(!keys.isRest(event("keydown", "Enter")));
  assert.ok(!keys.isRest(event("keyup", "Enter")));
});
