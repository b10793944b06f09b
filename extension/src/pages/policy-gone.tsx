/** The policy that posts are checked by, where the chosen one isn't in this version: it was renamed, or its organisation is gone. */
import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Choices } from "../shared/choices.js";
import { policyInForce } from "../shared/policy-in-force.js";
import { policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { hold } from "./organisation.js";

/** Id of the policy in force, also once the choices have changed; `first` is that of the first ones. */
export function usePolicyInForce(choices: Choices, first: string): string {
  const [known, setKnown] = useState({ chosen: choices.policy, inForce: first });
  useEffect(() => {
    let isCurrent = true;
    void policyInForce(choices).then((inForce) => {
      if (isCurrent) setKnown({ chosen: choices.policy, inForce });
    });
    return () => {
      isCurrent = false;
    };
  }, [choices]);
  return known.chosen === choices.policy ? known.inForce : choices.policy;
}

interface Props {
  /** Ids of policies. */
  chosen: string;
  inForce: string;
  /** A way to where another is chosen. */
  children?: ComponentChildren;
}

/** Says that the chosen policy is gone and what posts are checked by meanwhile; nothing where it is in force. */
export function PolicyGone({ chosen, inForce, children }: Props) {
  if (chosen === inForce) return null;
  const department = policyList().find(({ id }) => id === inForce)?.department ?? inForce;
  return (
    <p class="warning" role="status" id="policy-gone">
      {say("policy_gone", chosen, department)}{" "}
      {hold("policy") !== "locked" && (
        <>
          {say("policy_gone_choose")} {children}
        </>
      )}
    </p>
  );
}
