/**
 * All settings as one file, out and in. A file is taken whole or not at all: whatever is wrong with it is told by
 * its key, and nothing is changed. What was put away isn't part of it, since its hashes hold on this device only.
 */
import { Checker } from "clausemark";
import { type Choices, isRecord, readChoices } from "./choices.js";
import { hostTyped, isListed } from "./sites.js";
import { policySettings } from "./wasm.js";

/** Form of the file; it goes up when an older version couldn't make sense of what is written. */
const FORMAT = 1;
/** Longest file that is looked at, in UTF-16 units; the largest that can be written stays far below. */
const LONGEST_FILE = 5_000_000;

/** What a settings file holds. */
export interface SettingsFile {
  choices: Choices;
  /** Host names of sites that the writer added; each still needs the browser's permission. */
  addedSites: string[];
}

/** What is wrong with a file. */
export type Fault =
  | { kind: "damaged"; key: string }
  | { kind: "foreign" }
  | { kind: "newer"; key: string; value: string }
  | { kind: "unknown"; key: string }
  | { kind: "wrong"; key: string; value: string };

/** What is wrong with one value. */
export type ValueFault = Extract<Fault, { kind: "unknown" | "wrong" }>;

/** The text of a settings file. Without names it holds nothing that tells who the writer is or where they work. */
export function writeSettings({ choices, addedSites }: SettingsFile, withNames: boolean): string {
  const { profile, ...others } = choices;
  const shown = withNames ? profile : { writer: { role: profile.writer.role } };
  const file = { clausemark: FORMAT, choices: { ...others, profile: shown }, addedSites };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** The settings in a file, with what it leaves out as it is `now`; or what is wrong with it. */
export function readSettings(text: string, now: Choices): { file: SettingsFile } | { fault: Fault } {
  let file: unknown;
  try {
    file = JSON.parse(text.slice(0, LONGEST_FILE));
  } catch (error) {
    return { fault: { kind: "damaged", key: keyBefore(text, String(error)) } };
  }
  if (!isRecord(file) || !("clausemark" in file)) return { fault: { kind: "foreign" } };
  const fault = faultOfFile(file);
  if (fault) return { fault };
  const choices = merge(now, file.choices as Choices);
  const refused = faultOfChoices(choices);
  if (refused) return { fault: refused };
  return { file: { choices, addedSites: (file.addedSites ?? []) as string[] } };
}

function faultOfFile(file: Record<string, unknown>): Fault | undefined {
  const { clausemark, choices, addedSites = [], ...others } = file;
  if (clausemark !== FORMAT) {
    const isNewer = typeof clausemark === "number" && clausemark > FORMAT;
    return { kind: isNewer ? "newer" : "wrong", key: "clausemark", value: show(clausemark) };
  }
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) return { kind: "unknown", key: unknown };
  if (!isRecord(choices)) return { kind: "wrong", key: "choices", value: show(choices) };
  if (!Array.isArray(addedSites)) return { kind: "wrong", key: "addedSites", value: show(addedSites) };
  for (const [index, host] of addedSites.entries()) {
    if (typeof host !== "string" || hostTyped(host) !== host)
      return { kind: "wrong", key: `addedSites[${index}]`, value: show(host) };
  }
  for (const site of Object.keys(isRecord(choices.sites) ? choices.sites : {})) {
    if (!isListed(site) && hostTyped(site) !== site) return { kind: "unknown", key: `choices.sites.${site}` };
  }
  // Choices are right if putting them into shape changes nothing of them.
  return difference(choices, readChoices(choices), "choices");
}

/** The first place at which `given` has something that isn't in `shaped`. */
export function difference(given: unknown, shaped: unknown, key: string): ValueFault | undefined {
  if (isRecord(given) && isRecord(shaped)) {
    for (const [name, value] of Object.entries(given)) {
      const here = `${key}.${name}`;
      if (!Object.hasOwn(shaped, name)) return { kind: "unknown", key: here };
      const fault = difference(value, shaped[name], here);
      if (fault) return fault;
    }
    return undefined;
  }
  if (Array.isArray(given) && Array.isArray(shaped)) {
    for (const [at, item] of given.entries()) {
      const here = `${key}[${at}]`;
      const isKnown = typeof item === "string" && shaped.includes(item.trim());
      const fault = isKnown ? undefined : difference(item, shaped[at], here);
      if (fault) return fault;
      if (!isKnown && !isRecord(item)) return { kind: "wrong", key: here, value: show(item) };
    }
    return undefined;
  }
  return given === shaped ? undefined : { kind: "wrong", key, value: show(given) };
}

/** Whether the checker takes these choices: it knows which policies, detectors and categories there are. */
function faultOfChoices(choices: Choices): Fault | undefined {
  const refuses = (off: string[]) => {
    const { policy, profile, scorer, least } = choices;
    try {
      new Checker({ ...policySettings(policy), profile, off, scorer, least }).free();
      return false;
    } catch {
      return true;
    }
  };
  if (refuses([])) return { kind: "wrong", key: "choices.policy", value: show(choices.policy) };
  const lists: [key: string, off: string[]][] = [["choices.off", choices.off]];
  for (const [site, { off }] of Object.entries(choices.sites)) lists.push([`choices.sites.${site}.off`, off]);
  for (const [key, off] of lists) {
    if (off.length === 0 || !refuses(off)) continue;
    const at = off.findIndex((category) => refuses([category]));
    return { kind: "wrong", key: `${key}[${at}]`, value: show(off[at]) };
  }
  return undefined;
}

function merge(now: Choices, given: Choices): Choices {
  const profile = (given.profile ?? {}) as Partial<Choices["profile"]>;
  return readChoices({
    ...now,
    ...given,
    profile: {
      department: { ...now.profile.department, ...profile.department },
      writer: { ...now.profile.writer, ...profile.writer },
      coworkers: profile.coworkers ?? now.profile.coworkers,
    },
  });
}

/** The last key that can be read before the place where a text stops being JSON; empty if there is none. */
function keyBefore(text: string, error: string): string {
  const [, line, column] = /line (\d+) column (\d+)/.exec(error) ?? [];
  let end = text.length;
  if (line && column) {
    const before = text.split("\n").slice(0, Number(line) - 1);
    end = before.reduce((sum, part) => sum + part.length + 1, 0) + Number(column) - 1;
  }
  return [...text.slice(0, end).matchAll(/"((?:[^"\\]|\\.)*)"\s*:/g)].at(-1)?.[1] ?? "";
}

/** A value as it stood in the file, short enough for a sentence. */
export function show(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
