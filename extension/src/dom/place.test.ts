import assert from "node:assert/strict";
import { test } from "node:test";
import type { Rect } from "./geometry.js";
import { GAP, type Size, type Spot, spotBeside } from "./place.js";

const CARD: Size = { width: 320, height: 200 };
const WINDOW: Size = { width: 1000, height: 800 };

const line = (left: number, top: number, width = 60): Rect => ({
  left,
  top,
  right: left + width,
  bottom: top + 20,
});

function isApart(spot: Spot, words: Rect[], size = CARD): boolean {
  return words.every(
    (word) =>
      spot.top >= word.bottom ||
      spot.top + spot.height <= word.top ||
      spot.left >= word.right ||
      spot.left + size.width <= word.left,
  );
}

test("below the words where there is room, above them where there isn't", () => {
  assert.deepEqual(spotBeside([line(100, 100)], CARD, WINDOW), { left: 100, top: 120 + GAP, height: 200 });
  assert.deepEqual(spotBeside([line(100, 700)], CARD, WINDOW), {
    left: 100,
    top: 700 - GAP - 200,
    height: 200,
  });
});

test("beside the words in a window too low for above and below", () => {
  const low = { width: 1000, height: 260 };
  const spot = spotBeside([line(100, 120)], CARD, low);
  assert.equal(spot.left, 160 + GAP);
  assert.equal(spot.height, 200);
  assert.ok(spot.top >= GAP && spot.top + spot.height <= low.height - GAP);
});

test("never over the words and never out of the window, wherever they stand and however small it is", () => {
  for (const view of [
    WINDOW,
    { width: 320, height: 480 },
    { width: 320, height: 240 },
    { width: 700, height: 150 },
  ]) {
    const size = { width: Math.min(320, view.width - 2 * GAP), height: 200 };
    for (let top = 0; top <= view.height - 20; top += 7) {
      for (let left = 0; left <= view.width - 60; left += 20) {
        const words = [line(left, top)];
        const spot = spotBeside(words, size, view);
        assert.ok(isApart(spot, words, size), `over the words at ${left}, ${top} in ${view.width}`);
        assert.ok(spot.left >= 0 && spot.left + size.width <= view.width, "out at a side");
        assert.ok(spot.top >= 0 && spot.top + spot.height <= view.height, "out above or below");
      }
    }
  }
});

test("words over the whole height of the window leave it to their last line", () => {
  const words = Array.from({ length: 40 }, (_, row) => line(0, row * 20, 1000));
  const spot = spotBeside(words, CARD, WINDOW);
  const last = words.at(-1) as Rect;
  assert.ok(isApart(spot, [last]));
  assert.equal(spot.height, 200);
});
