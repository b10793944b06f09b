/** The wasm module, loaded once a script. Where it comes from is the extension's or the sandbox's own matter. */
import init, { categories, type PolicySummary, policies } from "clausemark";
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

/** The built-in policies in the order of their departments' names. */
export function policyList(): PolicySummary[] {
  return policies().sort((a, b) => a.department.localeCompare(b.department));
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
  if (effective) {
    const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
    facts.push(say("fact_since", date.format(new Date(effective))));
  }
  return facts.join(", ");
}
