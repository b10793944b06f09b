/** Where a card goes: beside the words and inside the window, over neither. Plain arithmetic, no layout. */
import type { Rect } from "./geometry.js";

/** Room between the words and a card, and between a card and the window's edge; in pixels. */
export const GAP = 8;
/** A card squeezed lower than this shows nothing of use; then it rather keeps to one line of the words only. */
const LEAST = 72;

/** Width and height in pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Where a card's corner goes, and how tall it may be there. */
export interface Spot {
  left: number;
  top: number;
  height: number;
}

/**
 * The spot for a card of this size: below the words, above them, or beside them, the first where it fits; where it
 * fits nowhere, the one with the most room, and the card scrolls.
 */
export function spotBeside(words: readonly Rect[], size: Size, view: Size): Spot {
  const first = words[0] ?? { left: GAP, top: 0, right: GAP, bottom: 0 };
  const last = words.at(-1) ?? first;
  const top = Math.min(first.top, ...words.map((line) => line.top));
  const bottom = Math.max(first.bottom, ...words.map((line) => line.bottom));
  const left = Math.min(first.left, ...words.map((line) => line.left));
  const right = Math.max(first.right, ...words.map((line) => line.right));
  const column = (wanted: number) => clamp(wanted, GAP, view.width - size.width - GAP);
  const tall = view.height - 2 * GAP;
  const beside = (at: number) => {
    const height = Math.min(size.height, tall);
    return { room: tall, left: at, top: clamp(first.top, GAP, view.height - height - GAP), height };
  };
  const choices = [
    { room: view.height - bottom - 2 * GAP, left: column(last.left), top: bottom + GAP, height: 0 },
    { room: top - 2 * GAP, left: column(first.left), top: top - GAP, height: 0 },
  ];
  if (view.width - right - 2 * GAP >= size.width) choices.push(beside(right + GAP));
  if (left - 2 * GAP >= size.width) choices.push(beside(left - GAP - size.width));
  const roomiest = choices.reduce((most, choice) => (choice.room > most.room ? choice : most));
  const chosen = choices.find(({ room }) => room >= size.height) ?? roomiest;
  if (chosen.room < Math.min(LEAST, size.height) && words.length > 1) return spotBeside([last], size, view);
  const height = Math.min(size.height, Math.max(chosen.room, 0));
  return { left: chosen.left, top: chosen === choices[1] ? chosen.top - height : chosen.top, height };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}
