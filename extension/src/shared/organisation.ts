/**
 * What an organisation sets for its staff, laid over what the writer chose. A setting that it locks holds as it says;
 * any other holds until the writer chooses something else. What is the writer's own stays in storage untouched below
 * it, and is back when the organisation's value goes. Only settings come from there, and nothing goes back.
 */
import type { PolicyDocument } from "clausemark";
import { type Choices, changeSite, choicesOn, readChoices } from "./choices.js";
import type { ValueFault } from "./settings-file.js";

/** Settings that an organisation may give and lock, by the keys that they have in a settings file. */
export const SETTINGS = [
  "policy",
  "department",
  "least",
  "scorer",
  "off",
  "askBeforePosting",
  "photos",
] as const;

/** One of these, or whether a site is on: `sites.facebook`. */
export type Setting = (typeof SETTINGS)[number] | `sites.${string}`;

/** What an organisation set, as the worker last took it from the browser. */
export interface Organisation {
  /** What it calls itself, or empty. */
  name: string;
  /** What it tells its staff, or empty. */
  message: string;
  /** Address of the official document of its policy, or empty. */
  documentLink: string;
  /** Its own policy, if that is none of the built-in ones. */
  policyFile: PolicyDocument | undefined;
  /** Values by setting. */
  given: Partial<Record<Setting, unknown>>;
  /** Settings that the writer can't change; each has a value. */
  locked: Setting[];
  /** What is wrong with what the browser handed on; for each such key the last good value holds. */
  faults: ManagedFault[];
  /** The last good values as the browser handed them on, by key. */
  good: Record<string, unknown>;
  /** What all of this was made from, so that it is made anew only when that changes. */
  source: string;
}

/** A mistake in the organisation's settings; `refused` is one that the checker found. */
export type ManagedFault = ValueFault | { kind: "refused"; key: string; why: string };

/** How a setting came to its value. */
export type Hold = "locked" | "suggested" | undefined;

/** A site where nothing differs. */
const PLAIN_SITE = readChoices({ sites: { any: {} } }).sites.any;

/** How a setting is held: locked, suggested and not changed by the writer, or not at all. */
export function holdOn(
  setting: Setting,
  organisation: Organisation | undefined,
  chosen: readonly string[],
): Hold {
  if (!organisation || !(setting in organisation.given)) return undefined;
  if (organisation.locked.includes(setting)) return "locked";
  return chosen.includes(setting) ? undefined : "suggested";
}

/** The choices in force: the writer's own with the organisation's over them. `chosen`: settings that the writer chose over it. */
export function inForce(
  own: Choices,
  organisation: Organisation | undefined,
  chosen: readonly string[],
): Choices {
  let choices = own;
  for (const setting of settingsOf(organisation))
    if (holdOn(setting, organisation, chosen))
      choices = withValue(choices, setting, organisation?.given[setting]);
  // Storage may give the keys of an object back in another order; in shape, values can be compared.
  return organisation ? readChoices(choices) : choices;
}

/**
 * What is the writer's own after a change of the choices in force from `now` to `after`. A setting that the writer
 * changed is chosen from then on; one that is locked, or that the change left alone, stays as it was below.
 */
export function ownAfter(
  own: Choices,
  now: Choices,
  after: Choices,
  organisation: Organisation | undefined,
  chosen: readonly string[],
): { own: Choices; chosen: string[] } {
  const picked = new Set(chosen);
  let kept = after;
  for (const setting of settingsOf(organisation)) {
    const isLocked = organisation?.locked.includes(setting) ?? false;
    if (!isLocked && !isSame(settingIn(now, setting), settingIn(after, setting))) picked.add(setting);
    if (isLocked || !picked.has(setting)) kept = withValue(kept, setting, settingIn(own, setting));
  }
  return { own: kept, chosen: [...picked] };
}

/** The value of a setting in choices. */
export function settingIn(choices: Choices, setting: Setting): unknown {
  const site = siteOf(setting);
  if (site !== undefined) return choicesOn(site, choices).on;
  if (setting === "department") return choices.profile.department;
  return choices[setting as keyof Choices];
}

function withValue(choices: Choices, setting: Setting, value: unknown): Choices {
  const site = siteOf(setting);
  if (site !== undefined) {
    const changed = changeSite(choices, site, { on: value === true });
    const { [site]: here, ...others } = changed.sites;
    // A site where nothing differs needs no entry.
    return isSame(here, PLAIN_SITE) ? { ...changed, sites: others } : changed;
  }
  if (setting !== "department") return { ...choices, [setting]: value };
  const department = value as Choices["profile"]["department"];
  return { ...choices, profile: { ...choices.profile, department } };
}

function siteOf(setting: Setting): string | undefined {
  return setting.startsWith("sites.") ? setting.slice("sites.".length) : undefined;
}

function settingsOf(organisation: Organisation | undefined): Setting[] {
  return Object.keys(organisation?.given ?? {}) as Setting[];
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
