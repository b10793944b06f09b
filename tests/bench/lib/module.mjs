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

/**
 * Loads and starts the module; `memory` is what it lives in. The file is at hand, so it is compiled at once: Node then compiles
 * functions when they are first called, and all of them beforehand where it is asked to compile in the background.
 */
export async function load() {
  const module = await import(GLUE);
  const { memory } = module.initSync({ module: new WebAssembly.Module(readFileSync(WASM)) });
  return { module, memory };
}
