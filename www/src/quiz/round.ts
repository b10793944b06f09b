/** A round of the quiz: which questions, which clauses to choose from, what an answer is worth. No names, no texts. */
import { type Finding, policy as policyById } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { byStrength } from "../../../extension/src/shared/modality.js";
import { findingsOf } from "../core.js";
import type { Hands } from "../present/show.js";
import { type Scenario, settingOf, verdictUnder } from "../scenarios.js";
import { keep, passing, recall } from "../store.js";

/** How a class answers. */
export type Mode = "person" | "hands";

/** One question with its right answers. */
export interface Question {
  scenario: Scenario;
  judgement: Judgement;
  findings: Finding[];
  /** The clause to name; empty where the post is fine. */
  clause: string;
  /** Clauses to choose from, in the order of the policy. */
  offered: string[];
}

/** What was answered. */
export interface Answer {
  judgement?: Judgement;
  clause?: string;
  hands?: Hands;
}

/** Clauses to choose from in a question. */
const OFFERED = 4;

/** The questions of a round: the same for the same seed, policy and set. */
export function questionsOf(
  scenarios: readonly Scenario[],
  policy: string,
  count: number,
  seed: string,
): Question[] {
  const random = generator(seed);
  const taught = scenarios.filter((scenario) => verdictUnder(scenario, policy));
  return shuffled(taught, random)
    .slice(0, count)
    .map((scenario) => {
      const verdict = verdictUnder(scenario, policy);
      const findings = findingsOf(scenario.post, settingOf(scenario, policy));
      const taughtFirst = [...findings]
        .filter(({ category }) => verdict?.categories.includes(category))
        .sort(byStrength)[0];
      const judgement = verdict?.judgement ?? "fine";
      const clause = judgement === "fine" ? "" : verdict?.clause || (taughtFirst?.clauses[0]?.clause ?? "");
      return { scenario, judgement, findings, clause, offered: offer(policy, clause, findings, random) };
    });
}

/** The right clause among others that the post doesn't touch. */
function offer(policy: string, clause: string, findings: readonly Finding[], random: () => number): string[] {
  if (clause === "") return [];
  const all = policyById(policy)?.clauses ?? [];
  const touched = new Set(findings.flatMap(({ clauses }) => clauses.map((one) => one.clause)));
  const others = all.filter(
    ({ id, rules }) =>
      !touched.has(id) && rules.some(({ modality }) => modality !== "allowed" && modality !== "duty"),
  );
  const chosen = new Set([
    clause,
    ...shuffled(others, random)
      .slice(0, OFFERED - 1)
      .map(({ id }) => id),
  ]);
  return all.map(({ id }) => id).filter((id) => chosen.has(id));
}

/** Whether all that was asked was answered rightly. */
export function isRight({ judgement, clause }: Question, answer: Answer): boolean {
  return answer.judgement === judgement && (clause === "" || (answer.clause ?? clause) === clause);
}

/** Points of one person's answer, and how many there were to get: one for the judgement, one for the clause. */
export function pointsOf(question: Question, answer: Answer, asksClause: boolean): [number, number] {
  const isJudged = answer.judgement === question.judgement;
  const isNamed = isJudged && answer.clause === question.clause;
  const hasClause = asksClause && question.clause !== "";
  return [Number(isJudged) + Number(hasClause && isNamed), hasClause ? 2 : 1];
}

/** The answers given so far in this round, as long as the tab is open. */
export function recallAnswers(round: string, count: number): Answer[] {
  const stored = recall(passing(), `round ${round}`);
  return Array.isArray(stored) ? (stored as Answer[]).slice(0, count) : [];
}

/** Keeps them. */
export function keepAnswers(round: string, answers: readonly Answer[]): void {
  keep(passing(), `round ${round}`, answers);
}

/** A word that makes a round another one. */
export function newSeed(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(36)).join("");
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = [...list];
  for (let at = out.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [out[at], out[other]] = [out[other] as T, out[at] as T];
  }
  return out;
}

/** Numbers from 0 to 1 that follow from a seed (mulberry32 over an FNV-1a hash): a link brings the same round. */
function generator(seed: string): () => number {
  let state = 0x811c9dc5;
  for (const sign of seed) state = Math.imul(state ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
