/** The wasm module, loaded once a script. Where it comes from is the extension's or the sandbox's own matter. */
import init, {
  categories,
  type PolicyDocument,
  type PolicySummary,
  policies,
  policy as policyById,
  type Settings,
} from "clausemark";
import type { Organisation } from "./organisation.js";
import { say } from "./words.js";

let loading: Promise<unknown> | undefined;

/** Resolves when the module's functions can be called. */
export async function loadWasm(source: string | Promise<Response>): Promise<void> {
  loading ??= init({ module_or_path: source });
  try {
    await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

let organisation: Organisation | undefined;

/** From now on the policies are those of this organisation, too. */
export function usePoliciesOf(one: Organisation | undefined): void {
  organisation = one;
}

/** All policies to choose from, in the order of their departments' names. */
export function policyList(): PolicySummary[] {
  const own = organisation?.policyFile?.summary;
  const others = policies().filter(({ id }) => id !== own?.id);
  return [...(own ? [own] : []), ...others]
    .map(withLink)
    .sort((a, b) => a.department.localeCompare(b.department));
}

/** A policy with all its clauses; undefined if there is none of this id. */
export function policyDocument(id: string): PolicyDocument | undefined {
  const own = organisation?.policyFile;
  const found = own?.summary.id === id ? own : policyById(id);
  return found && { ...found, summary: withLink(found.summary) };
}

/** What makes a checker check by this policy. */
export function policySettings(id: string): Partial<Settings> & { policyFile?: PolicyDocument } {
  const policyFile = organisation?.policyFile;
  return policyFile?.summary.id === id ? { policy: id, policyFile } : { policy: id };
}

/** The organisation knows where its own document is. */
function withLink(policy: PolicySummary): PolicySummary {
  const isTheirs = organisation?.given.policy === policy.id;
  return isTheirs && organisation?.documentLink ? { ...policy, link: organisation.documentLink } : policy;
}

const HARBOURS = ["concerted", "public-concern", "released", "permission"];

/** Names for people of everything that a clause can be about, by id: categories and safe harbours. */
export function nameList(): Map<string, string> {
  const harbours = HARBOURS.map((id) => [`safe.${id}`, say(`safe_${id.replace("-", "_")}`)] as const);
  return new Map([...categories().map(({ id, title }) => [id, title] as const), ...harbours]);
}

/** Title, number and date of a policy in one line, as far as it has them. */
export function policyFacts({ title, number, effective }: PolicySummary, language: string): string {
  const facts = [title];
  if (number) facts.push(say("fact_number", number));
  if (effective) facts.push(say("fact_since", sayDate(effective, language)));
  return facts.join(", ");
}

/** A date such as 2013-12-18 in the reader's words. An organisation's policy may have it in another form: that stays as it is. */
function sayDate(date: string, language: string): string {
  const time = /^\d{4}-\d\d-\d\d$/.test(date) ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(time)) return date;
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(time);
}
