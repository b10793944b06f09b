/**
 * A trainer's own scenarios: kept in this browser because they were written to be kept, saved to a file, opened from one. Who
 * wrote them and where they come from makes no difference to how they are looked at.
 */

import { categories, policy as policyById } from "clausemark";
import init, { type Known, lesson, readScenarios, type ScenarioProblem } from "clausemark-scenario";
import { ACCOUNTS, ROLES } from "../../extension/src/shared/choices.js";
import { policyList } from "../../extension/src/shared/wasm.js";
import { findingsOf, moduleFile } from "./core.js";
import { emptyScenario, type Scenario, settingOf } from "./scenarios.js";
import { keep, lasting, recall } from "./store.js";

/** Scenarios in an order, under a title. */
export interface OwnSet {
  title: string;
  scenarios: Scenario[];
}

/** What was read, and all that is wrong with it. */
export interface ReadSet {
  set: OwnSet;
  problems: ScenarioProblem[];
}

const KEY = "own";
/** The mark of a file, so that any other JSON is told from it. */
const FORMAT = "clausemark-scenarios";
const VERSION = 1;

/** Most scenarios in a set; more would be no lesson. */
const MOST = 200;

let loading: Promise<unknown> | undefined;

/** Loads the module that looks at scenarios; before that, no set can be read. */
export async function loadReader(): Promise<void> {
  loading ??= init({ module_or_path: moduleFile("scenario_bg.wasm") });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** Whether this browser keeps a set. */
export const hasOwn = (): boolean => recall(lasting(), KEY) !== null;

/** The set kept in this browser. */
export function loadOwn(): OwnSet {
  return fromRecord(recall(lasting(), KEY))?.set ?? { title: "", scenarios: [] };
}

/** Keeps the set; false if the browser refuses. */
export function keepOwn(set: OwnSet): boolean {
  const isEmpty = set.title === "" && set.scenarios.length === 0;
  return keep(lasting(), KEY, isEmpty ? undefined : toRecord(set));
}

/** A set as it stands in a file and in a link. Empty keys are left out. */
export function toRecord({ title, scenarios }: OwnSet): unknown {
  const lean = (value: object) =>
    Object.fromEntries(Object.entries(value).filter(([, part]) => part !== "" && !isEmptyList(part)));
  return {
    format: FORMAT,
    version: VERSION,
    title,
    scenarios: scenarios.map((one) => ({ ...lean(one), verdict: one.verdict.map(lean) })),
  };
}

/** Reads what {@link toRecord} wrote, or anything else; undefined if it is no set of scenarios at all. */
export function fromRecord(value: unknown): ReadSet | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { format, version, title, scenarios } = value as Record<string, unknown>;
  if (format !== FORMAT || version !== VERSION || !Array.isArray(scenarios)) return undefined;
  const report = readScenarios(scenarios.slice(0, MOST), known());
  return {
    set: { title: typeof title === "string" ? title : "", scenarios: report.scenarios as Scenario[] },
    problems: report.problems,
  };
}

/** What is wrong with the form of scenarios, and then, for those that are whole, where the checker disagrees. */
export function problemsOf(scenarios: readonly Scenario[]): ScenarioProblem[] {
  const { problems } = readScenarios([...scenarios], known());
  const whole = scenarios.filter(({ id }) => !problems.some(({ scenario }) => scenario === id));
  return [...problems, ...whole.flatMap(lessonOf)];
}

/** Kept as long as a scenario is the same: one that is edited is a new one. */
const lessons = new WeakMap<Scenario, ScenarioProblem[]>();

function lessonOf(scenario: Scenario): ScenarioProblem[] {
  const kept = lessons.get(scenario);
  if (kept) return kept;
  const policies = scenario.verdict.flatMap((verdict) => verdict.policies);
  const problems = policies.flatMap((policy) => {
    const setting = settingOf(scenario, policy);
    const [post, better] = [scenario.post, scenario.better].map((text) => findingsOf(text, setting));
    return lesson(scenario, { policy, post: post ?? [], better: better ?? [] });
  });
  lessons.set(scenario, problems);
  return problems;
}

let all: Known | undefined;

/** All that a scenario may name. */
function known(): Known {
  all ??= {
    policies: policyList().map(({ id }) => ({
      id,
      clauses: (policyById(id)?.clauses ?? []).map((clause) => clause.id),
    })),
    categories: categories().map(({ id }) => id),
    accounts: [...ACCOUNTS],
    roles: [...ROLES],
  };
  return all;
}

/** Where the engine doesn't agree; such a scenario can be used, one with a problem of form can't. */
const OF_LESSON = ["not-found", "also-found", "other-clause", "still-found"];

export const isOfForm = ({ kind }: ScenarioProblem): boolean => !OF_LESSON.includes(kind);

/** A new scenario with an id that no other of the set has. */
export function newScenario({ scenarios }: OwnSet, policy: string): Scenario {
  let number = scenarios.length + 1;
  while (scenarios.some(({ id }) => id === `own-${number}`)) number += 1;
  return emptyScenario(`own-${number}`, policy);
}

/** A copy of a scenario, for the set; it belongs to no pair there. */
export function copyFor(set: OwnSet, scenario: Scenario, policy: string): Scenario {
  return { ...scenario, id: newScenario(set, policy).id, pair: "" };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}
