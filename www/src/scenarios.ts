/** Scenarios: the built-in ones, and what can be asked of any. */
import type { Account, Role } from "clausemark";
import type { Judgement, Scenario as Read, Verdict as ReadVerdict, Topic } from "clausemark-scenario";
import type { Language } from "../../extension/src/shared/choices.js";
import { fetchPacked } from "./files.js";
import type { Setting } from "./setting.js";

/** What policies make of a scenario, with every key. */
export type Verdict = Required<ReadVerdict>;

/** A scenario with every key. */
export type Scenario = Required<Omit<Read, "account" | "role" | "verdict">> & {
  account: Account;
  role: Role;
  verdict: Verdict[];
};

export const TOPICS: readonly Topic[] = [
  "confidentiality",
  "identification",
  "privacy",
  "speech",
  "official",
  "conduct",
  "harbour",
];
export const JUDGEMENTS: readonly Judgement[] = ["fine", "careful", "not-allowed"];

/** A word as it stands at the end of a message's key. */
export const keyOf = (id: string): string => id.replaceAll("-", "_");

const EMPTY: Scenario = {
  id: "",
  title: "",
  title_es: "",
  kind: "post",
  topic: "confidentiality",
  pair: "",
  situation: "",
  situation_es: "",
  account: "personal",
  role: "sworn",
  post: "",
  teaches: "",
  teaches_es: "",
  better: "",
  notes: "",
  notes_es: "",
  verdict: [],
};

const EMPTY_VERDICT: Verdict = { policies: [], categories: [], judgement: "fine", clause: "" };

/** A scenario to be written. */
export function emptyScenario(id: string, policy: string): Scenario {
  return {
    ...EMPTY,
    id,
    verdict: [{ ...EMPTY_VERDICT, policies: [policy] }],
  };
}

/** The built-in scenarios by topic; the file holds one language, with that language's words under the plain keys. */
export async function loadScenarios(language: Language): Promise<Scenario[]> {
  const response = await fetchPacked(`scenarios.${language}.json`, "application/json");
  const read = (await response.json()) as Partial<Scenario>[];
  const all = read.map((one) => ({
    ...EMPTY,
    ...one,
    verdict: (one.verdict ?? []).map((verdict) => ({ ...EMPTY_VERDICT, ...verdict })),
  }));
  return all.sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic));
}

/** A scenario's words in a language, English where there are none. */
export function inLanguage(scenario: Scenario, language: Language): Scenario {
  if (language !== "es" || scenario.title_es === "") return scenario;
  const { title_es, situation_es, teaches_es, notes_es } = scenario;
  return { ...scenario, title: title_es, situation: situation_es, teaches: teaches_es, notes: notes_es };
}

/** What a policy makes of a scenario, if the scenario teaches that policy. */
export function verdictUnder(scenario: Scenario, policy: string): Verdict | undefined {
  return scenario.verdict.find(({ policies }) => policies.includes(policy));
}

/** By what a scenario's post is judged under a policy. */
export function settingOf({ account, role }: Scenario, policy: string): Setting {
  return { policy, account, role, onDuty: false };
}

/** Those of one topic (empty: all) that teach a policy (empty: any). */
export function choose(all: readonly Scenario[], topic: string, policy: string): Scenario[] {
  return all.filter(
    (scenario) =>
      (topic === "" || scenario.topic === topic) &&
      (policy === "" || verdictUnder(scenario, policy) !== undefined),
  );
}
