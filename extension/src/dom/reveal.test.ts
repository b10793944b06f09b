import assert from "node:assert/strict";
import { test } from "node:test";
import { wayToMiddle } from "./reveal.js";

test("words inside of what shows stay where they are", () => {
  assert.equal(wayToMiddle([20, 40], [0, 100], false), 0);
  assert.equal(wayToMiddle([-0.4, 20], [0, 100], false), 0);
  assert.equal(wayToMiddle([80, 100.4], [0, 100], false), 0);
});

test("words outside, or cut off, come to the middle", () => {
  assert.equal(wayToMiddle([-200, -180], [0, 100], false), -240);
  assert.equal(wayToMiddle([90, 110], [0, 100], false), 50);
  assert.equal(wayToMiddle([510, 530], [300, 400], false), 170);
});

test("words that something lies over come to the middle, too", () => {
  assert.equal(wayToMiddle([0, 20], [0, 100], true), -40);
});

test("of words longer than what shows, the beginning is brought to its border", () => {
  assert.equal(wayToMiddle([500, 900], [0, 100], false), 500);
  assert.equal(wayToMiddle([-900, -500], [0, 100], false), -900);
});
