/** What a field holds that is more than is kept, so that it can be told beside the field. */
import { readChoices } from "../shared/choices.js";

/** A bound that a list goes over. */
export interface Bound {
  /** That of the number of entries, or that of the length of one. */
  of: "entries" | "length";
  /** How many entries, or how many characters of one, are kept. */
  kept: number;
}

/** The bounds that entries go over. What these are is asked of the shape that choices have, so that it is written down once. */
export function boundsOver(entries: readonly string[]): Bound[] {
  const distinct = [...new Set(entries.map((entry) => entry.trim()).filter(Boolean))];
  const longest = distinct.reduce((most, entry) => Math.max(most, entry.length), 0);
  const number = keptOf(distinct.map((_, index) => String(index))).length;
  const length = keptOf(["x".repeat(longest)])[0]?.length ?? 0;
  const bounds: Bound[] = [];
  if (number < distinct.length) bounds.push({ of: "entries", kept: number });
  if (length < longest) bounds.push({ of: "length", kept: length });
  return bounds;
}

function keptOf(coworkers: string[]): string[] {
  return readChoices({ profile: { coworkers } }).profile.coworkers;
}
