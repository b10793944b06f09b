/** Which policy is checked by, where the chosen one may be gone. */
import { type Choices, FIRST_POLICY } from "./choices.js";
import { loadLastGood } from "./settings.js";
import { policyDocument } from "./wasm.js";

/**
 * Id of the policy that is checked by: the chosen one, or the last one that worked, or the first. A policy goes when a new
 * version or an organisation names it otherwise, or when the organisation that had it is gone.
 */
export async function policyInForce({ policy }: Choices): Promise<string> {
  if (policyDocument(policy)) return policy;
  const last = (await loadLastGood()).choices.policy;
  return policyDocument(last) ? last : FIRST_POLICY;
}
