/** The built wasm module as a page gets it. */
import { readFileSync } from "node:fs";

const ROOT = new URL("../../../", import.meta.url);

export const GLUE = new URL("dist/wasm/clausemark.js", ROOT);
export const WASM = new URL("dist/wasm/clausemark_bg.wasm", ROOT);
export const WEIGHTS = new URL("rules/scorer/weights.bin", ROOT);

/** Settings that give a check the most to do: a whole profile, and everything switched on. */
export const settings = {
  profile: JSON.parse(readFileSync(new URL("tests/browser/profile.json", ROOT), "utf8")),
};

/** Loads and starts the module; `memory` is what it lives in. */
export async function load() {
  const module = await import(GLUE);
  const { memory } = await module.default({ module_or_path: readFileSync(WASM) });
  return { module, memory };
}
