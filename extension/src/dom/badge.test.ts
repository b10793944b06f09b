import assert from "node:assert/strict";
import { test } from "node:test";
import { shortCount } from "./badge.js";

test("the badge says no more than there is room for in its one width", () => {
  assert.deepEqual([1, 10, 99, 100, 1234].map(shortCount), ["1", "10", "99", "99+", "99+"]);
});
