/**
 * What a clause looks like in posts. The texts stand in `examples.json` by category; which of them a clause
 * really marks, and where, the checker says on the spot, so that an example can't be wrong for a policy.
 */
import {
  Checker,
  type ClauseDocument,
  type Finding,
  type Modality,
  type PolicyDocument,
  type Profile,
} from "clausemark";
import { browser } from "../../shared/browser.js";
import { policySettings } from "../../shared/wasm.js";

/** `examples.json`: texts by category or safe harbour, and the writer of all of them. */
export interface ExampleFile {
  profile: Profile;
  texts: Record<string, { flagged?: string[]; fine?: string[] }>;
}

/** A text with what the clause marks in it. */
export interface Example {
  text: string;
  marks: { start: number; end: number; modality: Modality | undefined }[];
}

/** What a clause marks, and what it leaves alone. */
export interface Examples {
  flagged: Example[];
  fine: Example[];
}

/** Most examples of one kind that are shown. */
const MOST_SHOWN = 3;

/** The file. */
export async function loadExamples(): Promise<ExampleFile> {
  const file = await fetch(browser.runtime.getURL("examples.json"));
  return (await file.json()) as ExampleFile;
}

/** Examples for a clause, from as many of its categories as there are. */
export function examplesOf(policy: PolicyDocument, clause: ClauseDocument, file: ExampleFile): Examples {
  const flagged: Example[] = [];
  const fine: Example[] = [];
  for (const { modality, account = "personal", roles, categories } of clause.rules) {
    const [role = "sworn"] = roles;
    const profile = { ...file.profile, writer: { ...file.profile.writer, role } };
    const checker = new Checker({ ...policySettings(policy.summary.id), profile });
    const findings = (text: string) => checker.check(text, { account });
    const texts = (kind: "flagged" | "fine") =>
      inTurn(categories.map((category) => file.texts[category]?.[kind] ?? []));
    for (const text of modality === "allowed" ? [] : texts("flagged")) {
      const marks = marksOf(findings(text), clause.id);
      if (marks.length > 0 && !flagged.some((other) => other.text === text)) flagged.push({ text, marks });
    }
    for (const text of texts("fine")) {
      if (findings(text).length === 0 && !fine.some((other) => other.text === text))
        fine.push({ text, marks: [] });
    }
    checker.free();
  }
  return { flagged: flagged.slice(0, MOST_SHOWN), fine: fine.slice(0, MOST_SHOWN) };
}

/** The words that a clause marks, without overlaps. */
function marksOf(findings: Finding[], clause: string): Example["marks"] {
  const marks: Example["marks"] = [];
  for (const { start, end, clauses } of findings) {
    const touched = clauses.find((other) => other.clause === clause);
    if (touched && start >= (marks.at(-1)?.end ?? 0)) marks.push({ start, end, modality: touched.modality });
  }
  return marks;
}

/** The first of each list, then the second of each, and so on. */
function inTurn(lists: string[][]): string[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
}
