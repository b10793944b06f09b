/** A show: which scenario stands on the screen at which step, and how a second window hears of it and leads it. */
import type { Judgement } from "clausemark-scenario";
import type { Scenario } from "../scenarios.js";

/** What is shown of a scenario, one after the other. */
export const STEPS = ["post", "judge", "marks", "clauses", "better"] as const;
export type Step = (typeof STEPS)[number];

/** Hands that were counted. */
export type Hands = Record<Judgement, number>;
export const NO_HANDS: Hands = { fine: 0, careful: 0, "not-allowed": 0 };

/** The steps of one scenario: a post that is fine has no better version. */
export function stepsOf({ better }: Scenario): readonly Step[] {
  return better === "" ? STEPS.filter((step) => step !== "better") : STEPS;
}

/** Where a show stands. */
export interface At {
  /** Number of the scenario, from 0. */
  scenario: number;
  step: Step;
}

/** One step on or back; at either end of the show it stays. */
export function moved(scenarios: readonly Scenario[], at: At, by: 1 | -1): At {
  const now = scenarios[at.scenario];
  if (!now) return at;
  const steps = stepsOf(now);
  const step = steps[steps.indexOf(at.step) + by];
  if (step) return { ...at, step };
  const other = scenarios[at.scenario + by];
  if (!other) return at;
  // Going back comes to where the scenario before was left.
  return { scenario: at.scenario + by, step: by > 0 ? "post" : (stepsOf(other).at(-1) ?? "post") };
}

/** What the screen tells the notes. */
export interface Now {
  kind: "now";
  scenario: Scenario;
  next: string;
  at: number;
  total: number;
  step: Step;
  hands: Hands;
  policy: string;
}

/** What the notes ask of the screen. */
export type Ask = { kind: "hello" } | { kind: "move"; by: 1 | -1 };

/** The line between both windows. It reaches the sandbox's own windows in this browser only. */
export const openLine = (): BroadcastChannel => new BroadcastChannel("clausemark-show");
