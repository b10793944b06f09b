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

/**
 * The scenario that a show began with although its set leaves it out, as one that stood on the stage beside a narrowed list. It
 * comes first. The address asks for it, and remembers it once the show has moved on.
 */
export function openerOf({ place, scenarios }: Sandbox, set: readonly Scenario[]): Scenario | undefined {
  const asked = [place.item, place.query.opener].find((id) => set.every((one) => one.id !== id));
  return scenarios.find(({ id }) => id === asked);
}
