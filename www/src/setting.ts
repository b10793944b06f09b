/** By what a text is judged: policy, account, role, and whether it is written on duty. */
import type { Account, Role } from "clausemark";
import { ACCOUNTS, FIRST_POLICY, ROLES } from "../../extension/src/shared/choices.js";
import { keep, lasting, recall } from "./store.js";

/** What the trainer chose. */
export interface Setting {
  policy: string;
  account: Account;
  role: Role;
  onDuty: boolean;
}

/** The setting without a policy: every category is found, no clause is named. */
export const NO_POLICY = "none";

const KEY = "setting";

/** The setting that the address asks for, and for the rest the one kept from last time. "No policy" is only asked for. */
export function readSetting(query: Record<string, string>, policies: readonly string[]): Setting {
  const stored = recall(lasting(), KEY);
  const from = (typeof stored === "object" && stored !== null ? stored : {}) as Record<string, unknown>;
  return {
    policy: oneOf([...policies, NO_POLICY], query.policy) ?? oneOf(policies, from.policy) ?? FIRST_POLICY,
    account: oneOf(ACCOUNTS, query.account) ?? oneOf(ACCOUNTS, from.account) ?? "personal",
    role: oneOf(ROLES, query.role) ?? oneOf(ROLES, from.role) ?? "sworn",
    onDuty: query.duty ? query.duty === "on" : from.onDuty === true,
  };
}

/**
 * The setting where there is something to teach: only free writing does without a policy, and elsewhere nothing would be left.
 * The policy that is kept stands in for none, or the first.
 */
export function withPolicy(setting: Setting, policies: readonly string[]): Setting {
  if (setting.policy !== NO_POLICY) return setting;
  return { ...setting, policy: readSetting({}, policies).policy };
}

/** Keeps a setting that has a policy for the next visit. */
export function keepSetting(setting: Setting): void {
  keep(lasting(), KEY, setting);
}

/** The setting as it stands in an address: the policy always, the rest where it is not the usual. */
export function settingQuery({ policy, account, role, onDuty }: Setting): Record<string, string> {
  return {
    policy,
    account: account === "personal" ? "" : account,
    role: role === "sworn" ? "" : role,
    duty: onDuty ? "on" : "",
  };
}

function oneOf<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}
