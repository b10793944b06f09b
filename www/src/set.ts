/** Which scenarios are presented or asked about: the built-in ones by policy and topic, or a trainer's own. */

import type { Sandbox } from "./app.js";
import { loadOwn } from "./own.js";
import { choose, inLanguage, type Scenario } from "./scenarios.js";

/** The set that the address names. */
export function setOf({ place, setting, scenarios, language }: Sandbox): Scenario[] {
  const { topic = "", set = "" } = place.query;
  if (set === "own") return loadOwn().scenarios.map((one) => inLanguage(one, language));
  return choose(scenarios, topic, setting.policy);
}
