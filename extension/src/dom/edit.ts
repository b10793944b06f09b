/**
 * Findings across an edit. Between a key press and the answer to it the old findings are all there is: those
 * that lie wholly before or after the edit move with the text, those that it touched vanish.
 */

/** One replacement that turns an old text into a new one. */
export interface Edit {
  /** Where both texts begin to differ. */
  start: number;
  /** End of what was taken out, in the old text. */
  oldEnd: number;
  /** End of what was put in, in the new text. */
  newEnd: number;
}

/** The smallest single replacement between two texts; undefined if they are equal. */
export function editBetween(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail++;
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** Something that stands on a stretch of the text. */
export interface Placed {
  start: number;
  end: number;
}

/**
 * The spans after the edit, without those it touched. A span is also touched when a word character lands
 * directly at its border: "bust" under a mark is no longer the same word once it reads "busted".
 */
export function carryOver<T extends Placed>(spans: readonly T[], edit: Edit, after: string): T[] {
  const shift = edit.newEnd - edit.oldEnd;
  const carried: T[] = [];
  for (const span of spans) {
    if (span.end <= edit.start) {
      if (span.end < edit.start || !isWordAt(after, edit.start)) carried.push(span);
    } else if (span.start >= edit.oldEnd) {
      const start = span.start + shift;
      const grown = span.start === edit.oldEnd && isWordAt(after, start - 1);
      if (!grown) carried.push({ ...span, start, end: span.end + shift });
    }
  }
  return carried;
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Whether the unit at `offset` belongs to a word. Half a surrogate pair counts as one: better no mark than a wrong one. */
function isWordAt(text: string, offset: number): boolean {
  const unit = text.charAt(offset);
  return unit !== "" && (WORD.test(unit) || /[\uD800-\uDFFF]/.test(unit));
}
