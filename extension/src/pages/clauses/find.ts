/** Finding clauses by words: in number, heading, gist, reminder, and the names of the matters they are about. */
import type { ClauseDocument, PolicyDocument } from "clausemark";

/** The clauses in which every word of the query stands, in the order of the policy. */
export function findClauses(
  policy: PolicyDocument,
  names: Map<string, string>,
  query: string,
): ClauseDocument[] {
  const words = wordsOf(query);
  if (words.length === 0) return [];
  return policy.clauses.filter((clause) => {
    const matters = clause.rules.flatMap(({ categories }) => categories.map((id) => names.get(id) ?? id));
    const text = fold([clause.id, clause.heading, clause.gist, clause.reminder, ...matters].join("\n"));
    return words.every((word) => text.includes(word));
  });
}

/** A text cut where words of the query begin and end: every second piece is one of them. */
export function cutAtWords(text: string, query: string): string[] {
  const folded = fold(text);
  const words = wordsOf(query);
  // A letter that folds to several would shift what follows; then nothing is pointed out.
  if (words.length === 0 || folded.length !== text.length) return [text];
  const pattern = new RegExp(
    `(${words.map((word) => word.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")})`,
    "u",
  );
  let at = 0;
  return folded.split(pattern).map((piece) => {
    const start = at;
    at += piece.length;
    return text.slice(start, at);
  });
}

function wordsOf(query: string): string[] {
  return fold(query).split(/\s+/).filter(Boolean);
}

/** Small letters without accents. */
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
