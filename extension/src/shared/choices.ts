/** What the writer may choose and what is put away, and how a stored value of unknown shape is put into shape. */
import type { Account, Confidence, Profile } from "clausemark";
import type { DismissalReason } from "./protocol.js";

/** The writer's choices. */
export interface Choices {
  /** Id of the policy in force. */
  policy: string;
  profile: Required<Profile>;
  /** Categories that the writer never wants marked. */
  off: string[];
  /** Whether posts that only read as if they broke a rule are marked too. */
  scorer: boolean;
  /** Findings that are less sure than this are not marked. */
  least: Confidence;
  /** What differs on single sites, by the site's id. */
  sites: Record<string, SiteChoices>;
  /** Whether a post with a mark for what isn't allowed is asked about before it goes out. */
  askBeforePosting: boolean;
  /** Whether pictures are looked at for what they give away. */
  photos: boolean;
  /** Language of pages and card; empty: the browser's. */
  language: Language | "";
}

/** What the writer chose for one site. */
export interface SiteChoices {
  /** Whether Clausemark reads along there. */
  on: boolean;
  /** The account that the writer posts from there. */
  account: Account;
  /** As `Choices.least`; empty: as everywhere. */
  least: Confidence | "";
  /** Categories that aren't marked there, besides those that are marked nowhere. */
  off: string[];
}

/** One finding that was put away. */
export interface Dismissal {
  hash: string;
  category: string;
  reason: DismissalReason;
  /** The day it was put away, such as `2026-03-14`. */
  day: string;
}

/** Longest text of one field, in UTF-16 units. */
const LONGEST_ITEM = 500;
/** Most entries of one list. */
const MOST_ITEMS = 1000;

/** Roles in the order in which they are offered. */
export const ROLES = ["sworn", "civilian", "undercover", "reserve", "volunteer"] as const;
/** Accounts in the order in which they are offered. */
export const ACCOUNTS = ["personal", "official", "covert"] as const;
/** Degrees of sureness, from the least on. */
export const CONFIDENCES = ["possible", "likely"] as const;
/** Languages that the words on the screen are there in. */
export const LANGUAGES = ["en", "es"] as const;
/** One of these languages. */
export type Language = (typeof LANGUAGES)[number];
/** The policy in force until the writer chooses one; the core's own default. */
export const FIRST_POLICY = "model-26";

/** What holds on one site. */
export interface InForce {
  on: boolean;
  account: Account;
  least: Confidence;
  /** Categories that aren't marked. */
  off: string[];
}

/** What holds on a site, from the choices for it and those for all. */
export function choicesOn(site: string, choices: Choices): InForce {
  const here = choices.sites[site] ?? readSite(undefined);
  return {
    on: here.on,
    account: here.account,
    least: here.least || choices.least,
    off: [...new Set([...choices.off, ...here.off])],
  };
}

/** The choices with a part of those for one site changed. */
export function changeSite(choices: Choices, site: string, part: Partial<SiteChoices>): Choices {
  const here = { ...(choices.sites[site] ?? readSite(undefined)), ...part };
  return { ...choices, sites: { ...choices.sites, [site]: here } };
}

/** Choices in shape, whatever `value` is; a key that is missing or wrong gets its default. */
export function readChoices(value: unknown): Choices {
  const from = record(value);
  const profile = record(from.profile);
  const department = record(profile.department);
  const writer = record(profile.writer);
  return {
    policy: text(from.policy) || FIRST_POLICY,
    profile: {
      department: {
        name: text(department.name),
        aliases: list(department.aliases),
        city: text(department.city),
        email_domains: list(department.email_domains),
      },
      writer: {
        name: text(writer.name),
        role: oneOf(ROLES, writer.role, "sworn"),
        rank: text(writer.rank),
        badge: text(writer.badge),
        unit: text(writer.unit),
        home: list(writer.home),
        plates: list(writer.plates),
        family: list(writer.family),
        places: list(writer.places),
        terms: list(writer.terms),
      },
      coworkers: list(profile.coworkers),
    },
    off: list(from.off),
    scorer: from.scorer !== false,
    least: oneOf(CONFIDENCES, from.least, "possible"),
    sites: Object.fromEntries(
      Object.entries(record(from.sites))
        .slice(0, MOST_ITEMS)
        .map(([site, here]) => [site, readSite(here)]),
    ),
    askBeforePosting: from.askBeforePosting === true,
    photos: from.photos !== false,
    language: oneOf(LANGUAGES, from.language, ""),
  };
}

function readSite(value: unknown): SiteChoices {
  const from = record(value);
  return {
    on: from.on !== false,
    account: oneOf(ACCOUNTS, from.account, "personal"),
    least: oneOf(CONFIDENCES, from.least, ""),
    off: list(from.off),
  };
}

/** Whether a stored value is an object with keys. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function record(value: unknown): Record<string, unknown> {
  return isRecord(value) ? value : {};
}

function text(value: unknown): string {
  return typeof value === "string" ? value.slice(0, LONGEST_ITEM) : "";
}

function list(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.map((item) => text(item).trim()).filter(Boolean))].slice(0, MOST_ITEMS);
}

function oneOf<T extends string, U extends string>(
  options: readonly T[],
  value: unknown,
  otherwise: U,
): T | U {
  return options.find((option) => option === value) ?? otherwise;
}

/** Whether a stored value is a dismissal. */
export function isDismissal(value: unknown): value is Dismissal {
  if (!isRecord(value)) return false;
  return [value.hash, value.category, value.reason, value.day].every(
    (part) => typeof part === "string" && part,
  );
}
