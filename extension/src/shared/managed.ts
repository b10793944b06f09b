/**
 * Reads what an administrator set for the extension in the browser (`storage.managed`). Each key is taken or refused
 * by itself: a mistake is told with its key, and the last good value of that key stays in force. The keys and their
 * types stand in `managed-schema.json`, too, for Chromium; what is right inside them is said here and by the checker.
 */
import { Checker, type PolicyDocument } from "clausemark";
import { ACCOUNTS, isRecord, ROLES, readChoices } from "./choices.js";
import { MODALITIES } from "./modality.js";
import { type ManagedFault, type Organisation, SETTINGS, type Setting, settingIn } from "./organisation.js";
import { difference, show } from "./settings-file.js";
import { hostTyped, isListed, SITES } from "./sites.js";

/** Longest text of the organisation's name, message and link, in UTF-16 units. */
const LONGEST_TEXT = 2_000;
/** How a site may stand, and whether that is on. */
const SITE_STATES = { on: true, off: false, "locked-on": true, "locked-off": false };

/**
 * What the organisation set, from the browser's `values`. `before` is what was in force until now, `source` tells what
 * this is made from. Needs the wasm module.
 */
export function readManaged(
  values: Record<string, unknown>,
  before: Organisation | undefined,
  source: string,
): Organisation {
  const good: Record<string, unknown> = {};
  const faults: ManagedFault[] = [];
  for (const [key, value] of Object.entries(values)) {
    const fault = faultOf(key, value);
    if (!fault) good[key] = value;
    else {
      faults.push(fault);
      // A version of the extension may have come in between, so the old value is asked about again.
      const last = before?.good[key];
      if (last !== undefined && !faultOf(key, last)) good[key] = last;
    }
  }
  return { ...settle(good), faults, good, source };
}

/** Puts good values together. */
function settle(good: Record<string, unknown>): Omit<Organisation, "faults" | "good" | "source"> {
  const policyFile = good.policyFile === undefined ? undefined : parsePolicy(good.policyFile);
  const shaped = readChoices({
    ...good,
    policy: policyFile?.summary.id ?? good.policy,
    profile: { department: good.department },
    sites: undefined,
  });
  const given: Organisation["given"] = {};
  const locked = new Set<Setting>();
  const locks = (good.locked ?? []) as string[];
  for (const setting of SETTINGS) {
    const isLocked = locks.includes(setting);
    const isGiven = setting in good || (setting === "policy" && policyFile !== undefined);
    // What is locked without a value holds as it is after an installation.
    if (isGiven || isLocked) given[setting] = settingIn(shaped, setting);
    if (isLocked) locked.add(setting);
  }
  const states = (good.sites ?? {}) as Record<string, keyof typeof SITE_STATES>;
  for (const [site, state] of Object.entries(states)) {
    given[`sites.${site}`] = SITE_STATES[state];
    if (state.startsWith("locked")) locked.add(`sites.${site}`);
  }
  for (const { id } of locks.includes("sites") ? SITES : []) {
    given[`sites.${id}`] ??= true;
    locked.add(`sites.${id}`);
  }
  const text = (key: string) => (typeof good[key] === "string" ? (good[key] as string).trim() : "");
  return {
    name: text("organisation"),
    message: text("message"),
    documentLink: text("documentLink"),
    policyFile,
    given,
    locked: [...locked],
  };
}

function faultOf(key: string, value: unknown): ManagedFault | undefined {
  switch (key) {
    case "organisation":
    case "message":
      return isText(value) ? undefined : wrong(key, value);
    case "documentLink":
      return isText(value) && /^https:\/\/[^\s]+$/.test(value) && URL.canParse(value)
        ? undefined
        : wrong(key, value);
    case "policyFile":
      return faultOfPolicyFile(value);
    case "policy":
      return typeof value === "string" && value
        ? refusal(() => new Checker({ policy: value }))
        : wrong(key, value);
    case "department":
      return difference(value, readChoices({ profile: { department: value } }).profile.department, key);
    case "sites":
      return faultOfSites(value);
    case "locked":
      return faultOfList(key, value, (item) => item === "sites" || SETTINGS.some((known) => known === item));
    case "off":
      return (
        faultOfList(key, value, (item) => item.length > 0) ??
        refusal(() => new Checker({ off: value as string[] }))
      );
    case "least":
    case "scorer":
    case "askBeforePosting":
    case "photos":
      return difference(value, readChoices({ [key]: value })[key], key);
    default:
      return { kind: "unknown", key };
  }
}

function faultOfSites(value: unknown): ManagedFault | undefined {
  if (!isRecord(value)) return wrong("sites", value);
  for (const [site, state] of Object.entries(value)) {
    if (!isListed(site) && hostTyped(site) !== site) return { kind: "unknown", key: `sites.${site}` };
    if (typeof state !== "string" || !Object.hasOwn(SITE_STATES, state)) return wrong(`sites.${site}`, state);
  }
  return undefined;
}

function faultOfList(
  key: string,
  value: unknown,
  isKnown: (item: string) => boolean,
): ManagedFault | undefined {
  if (!Array.isArray(value)) return wrong(key, value);
  const at = value.findIndex((item) => typeof item !== "string" || !isKnown(item));
  return at < 0 ? undefined : wrong(`${key}[${at}]`, value[at]);
}

function faultOfPolicyFile(value: unknown): ManagedFault | undefined {
  let policyFile: unknown;
  try {
    policyFile = typeof value === "string" ? JSON.parse(value) : value;
  } catch (error) {
    return { kind: "refused", key: "policyFile", why: (error as Error).message };
  }
  const shaped = shapePolicy(policyFile);
  const key = "policyFile";
  const fault = difference(policyFile, shaped, key) ?? missing(shaped, policyFile, key);
  return fault ?? refusal(() => new Checker({ policy: shaped.summary.id, ...{ policyFile: shaped } }));
}

/** The policy in a value that has been found right. */
function parsePolicy(value: unknown): PolicyDocument {
  return shapePolicy(typeof value === "string" ? JSON.parse(value) : value);
}

/** A policy in shape, whatever `value` is. Its meaning is the checker's to judge. */
function shapePolicy(value: unknown): PolicyDocument {
  const from = record(value);
  const summary = record(from.summary);
  return {
    summary: {
      id: text(summary.id),
      department: text(summary.department),
      place: text(summary.place),
      title: text(summary.title),
      short: text(summary.short),
      number: text(summary.number),
      effective: text(summary.effective),
      about: text(summary.about),
      link: text(summary.link),
    },
    clauses: items(from.clauses).map((item) => {
      const clause = record(item);
      return {
        id: text(clause.id),
        parent: text(clause.parent),
        depth: typeof clause.depth === "number" && clause.depth >= 0 ? Math.trunc(clause.depth) : 0,
        heading: text(clause.heading),
        gist: text(clause.gist),
        reminder: text(clause.reminder),
        rules: items(clause.rules).map(shapeRule),
      };
    }),
  };
}

function shapeRule(value: unknown): PolicyDocument["clauses"][number]["rules"][number] {
  const rule = record(value);
  return {
    categories: texts(rule.categories),
    modality: MODALITIES.find((modality) => modality === rule.modality) ?? "notice",
    ...(rule.account === undefined
      ? {}
      : { account: ACCOUNTS.find((account) => account === rule.account) ?? "personal" }),
    roles: ROLES.filter((role) => texts(rule.roles).includes(role)),
    departmentReference: rule.departmentReference === true,
    unless: texts(rule.unless),
  };
}

/** The first key of a policy that `given` leaves out: what packs policies leaves out none but the account. */
function missing(shaped: unknown, given: unknown, key: string): ManagedFault | undefined {
  if (Array.isArray(shaped)) {
    const list = given as unknown[];
    return shaped.map((item, at) => missing(item, list[at], `${key}[${at}]`)).find(Boolean);
  }
  if (!isRecord(shaped)) return undefined;
  for (const [name, value] of Object.entries(shaped)) {
    const here = `${key}.${name}`;
    const there = (given as Record<string, unknown>)[name];
    const fault: ManagedFault | undefined =
      there === undefined ? { kind: "refused", key: here, why: "missing" } : missing(value, there, here);
    if (fault) return fault;
  }
  return undefined;
}

/** What the checker says against these settings. Its message begins with the key. */
function refusal(make: () => Checker): ManagedFault | undefined {
  try {
    make().free();
    return undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const [key = "", ...why] = said.split(": ");
    return { kind: "refused", key, why: why.join(": ") };
  }
}

function wrong(key: string, value: unknown): ManagedFault {
  return { kind: "wrong", key, value: show(value) };
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_TEXT;
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function items(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function texts(value: unknown): string[] {
  return items(value).filter((item): item is string => typeof item === "string");
}
