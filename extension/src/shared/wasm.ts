/** The wasm module, loaded once a script. Its address is the extension's or the sandbox's own. */
import init, { type PolicySummary, policies } from "clausemark";

let loading: Promise<unknown> | undefined;

/** Resolves when the module's functions can be called. */
export async function loadWasm(address: string): Promise<void> {
  loading ??= init({ module_or_path: address });
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
