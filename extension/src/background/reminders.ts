/** What a policy asks for beside its clauses that no text can show, put where the card shows it. */
import { type Account, type Finding, type PolicyDocument, reminderBeside } from "clausemark";
import type { ClauseShown } from "../shared/protocol.js";
import { policyDocument } from "../shared/wasm.js";

/** Adds to each finding's first clause the reminder that belongs there. */
export type Remind = (findings: Finding[], account: Account) => void;

/** Reminds by a policy. Each clause is looked up once: a finding comes again with every key. */
export function remindBy(policy: string): Remind {
  let document: PolicyDocument | undefined;
  const known = new Map<string, string | undefined>();
  const look = (account: Account, clause: string) => {
    document ??= policyDocument(policy);
    return document && reminderBeside(document, account, clause)?.words;
  };
  return (findings, account) => {
    for (const { clauses } of findings) {
      const first: ClauseShown | undefined = clauses[0];
      if (!first) continue;
      const key = `${account} ${first.clause}`;
      if (!known.has(key)) known.set(key, look(account, first.clause));
      const words = known.get(key);
      if (words) first.reminder = words;
    }
  };
}
