/**
 * The wasm module in the page: what is found in a text, and why. Everything is decided in there; this module only keeps a
 * checker for each policy and role.
 */
import {
  Checker,
  type ClauseRef,
  type Explanation,
  type Finding,
  type Profile,
  policy as policyById,
  type Role,
} from "clausemark";
import { loadWasm } from "../../extension/src/shared/wasm.js";
import { fetchPacked } from "./files.js";
import profile from "./profile.json";
import { NO_POLICY, type Setting } from "./setting.js";

/** The writer of all scenarios: an officer of a made-up department. */
export const WRITER = profile as Profile;

/** Loads the module. */
export function loadCore(): Promise<void> {
  return loadWasm(moduleFile("clausemark_bg.wasm"));
}

/** Where a wasm module comes from: the extension's own file, or the sandbox's packed one. */
export function moduleFile(name: string): string | Promise<Response> {
  return location.protocol.endsWith("-extension:") ? name : fetchPacked(name, "application/wasm");
}

const checkers = new Map<string, Checker>();

/** The profile that a text is checked with: the writer's, and the policy's department as one more name of theirs. */
export function profileFor(policy: string, role: Role): Profile {
  const own = policy === NO_POLICY ? "" : (policyById(policy)?.summary.department ?? "");
  const names = own.includes("Police Department") ? [own, own.replace("Police Department", "PD")] : [];
  const { department, writer } = WRITER;
  return {
    ...WRITER,
    department: { ...department, aliases: [...(department?.aliases ?? []), ...names] },
    writer: { ...writer, role },
  };
}

function checkerFor({ policy, role }: Setting): Checker {
  const key = `${policy} ${role}`;
  const known = checkers.get(key);
  if (known) return known;
  const checker = new Checker({ policy, profile: profileFor(policy, role), scorer: true });
  checkers.set(key, checker);
  return checker;
}

/** The findings of a text. */
export function findingsOf(text: string, setting: Setting): Finding[] {
  return checkerFor(setting).check(text, { account: setting.account });
}

/** Why a text gets these findings, and which it doesn't get. */
export function explanationOf(text: string, setting: Setting): Explanation {
  return checkerFor(setting).explain(text, { account: setting.account });
}

/** The clauses that a post touches by being written on duty, whatever it says. */
export function dutyClauses(setting: Setting): ClauseRef[] {
  if (!setting.onDuty) return [];
  return checkerFor(setting).clausesFor("conduct.on-duty", { account: setting.account });
}
