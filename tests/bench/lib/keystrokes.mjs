/** The ways that one keystroke takes through the checker, each beside a full check and beside write-good. */
import writeGood from "write-good";
import { median, taken } from "./measure.mjs";
import { atMost, note, rounded } from "./table.mjs";
import { draft } from "./texts.mjs";

const LONG = 10_000;
const EDITS = 100;

/** What is typed into, and where. */
const WAYS = [
  { name: "typing anywhere in 10,000 characters", length: LONG, at: (i, length) => (i * 7919) % length },
  { name: "  … at their end", length: LONG, at: (_, length) => length },
  { name: "  … at their begin", length: LONG, at: () => 0 },
  { name: "  … in a post of 280", length: 280, at: (i, length) => (i * 61) % length },
];

/** Measures every way. */
export function keystrokes(checker, posts) {
  for (const { name, length, at } of WAYS) {
    const text = draft(posts, length, 500);
    const edits = Array.from({ length: EDITS }, (_, i) => typed(text, at(i, text.length)));
    const times = besideWhole(checker, text, edits);
    if (length === LONG) atMost(`${name}: session by full check`, times.session / times.whole, 0.1);
    else note(`${name}: session by full check`, rounded(times.session / times.whole));
    note("  … session, full check, write-good", times.said);
  }
  const text = draft(posts, LONG, 500);
  const pasted = Array.from({ length: 20 }, (_, i) => draft(posts, LONG, 700 + i * 50));
  note("pasting over it: session, full check, write-good", besideWhole(checker, text, pasted).said);
}

/** A letter typed at a place, in front of the character that stands there. */
function typed(text, at) {
  const inside = at > 0 && /[\udc00-\udfff]/.test(text[at] ?? "");
  return `${text.slice(0, at - inside)}x${text.slice(at - inside)}`;
}

/** Medians over all edits: each is one step away from what the session knows, in turns with the way back. */
function besideWhole(checker, text, edits) {
  const session = checker.session({});
  session.check(text);
  const again = taken([(edited) => session.check(edited)], edits.flatMap((edited) => [edited, text]), 3)[0];
  const forth = again.filter((_, i) => i % 2 === 0);
  const [full, peer] = taken([(edited) => checker.check(edited, {}), writeGood], edits.slice(0, 30), 3);
  session.free();
  const [sessionTime, whole, good] = [median(forth), median(full), median(peer)];
  const said = [sessionTime, whole, good].map((time) => `${rounded(time)} µs`).join(", ");
  return { session: sessionTime, whole, said };
}
