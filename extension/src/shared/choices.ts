/** What the writer may choose and what is put away, and how a stored value of unknown shape is put into shape. */
import type { Account, Profile } from "clausemark";
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
  /** Whether one question is asked before a text with a mark that is not allowed is posted. */
  askBeforePosting: boolean;
  /** Sites, by host name, that the writer switched off. */
  sitesOff: string[];
  /** Sites where the writer posts from another account than a personal one. */
  accounts: Record<string, Account>;
}

/** One finding that was put away. */
export interface Dismissal {
  hash: string;
  category: string;
  reason: DismissalReason;
  /** The day it was put away, such as `2026-03-14`. */
  day: string;
}

/** Roles in the order in which they are offered. */
export const ROLES = ["sworn", "civilian", "undercover", "reserve", "volunteer"] as const;
/** Accounts in the order in which they are offered. */
export const ACCOUNTS = ["personal", "official", "covert"] as const;
/** The policy in force until the writer chooses one; the core's own default. */
export const FIRST_POLICY = "model-26";
/** Choices in shape, whatever `value` is; a key that is missing or wrong gets its default. */
export function readChoices(value: unknown): Choices {
  const from = record(value);
  const profile = record(from.profile);
  const department = record(profile.department);
  const writer = record(profile.writer);
  const accounts = Object.entries(record(from.accounts)).filter(([, account]) => isOneOf(ACCOUNTS, account));
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
        role: isOneOf(ROLES, writer.role) ? writer.role : "sworn",
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
    askBeforePosting: from.askBeforePosting === true,
    sitesOff: list(from.sitesOff),
    accounts: Object.fromEntries(accounts) as Record<string, Account>,
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
  return typeof value === "string" ? value.slice(0, 500) : "";
}

function list(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return [...new Set(value.map((item) => text(item).trim()).filter(Boolean))].slice(0, 1000);
}

function isOneOf<T extends string>(options: readonly T[], value: unknown): value is T {
  return options.includes(value as T);
}

/** Whether a stored value is a dismissal. */
export function isDismissal(value: unknown): value is Dismissal {
  if (!isRecord(value)) return false;
  return [value.hash, value.category, value.reason, value.day].every(
    (part) => typeof part === "string" && part,
  );
}
