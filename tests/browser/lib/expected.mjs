/** What the checker says of a text, asked of the built module itself and of the command line. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { built } from "./browsers.mjs";

const ROOT = new URL("../../../", import.meta.url);

let loading;

/** The built wasm module, running in Node. */
export function loadModule() {
  loading ??= (async () => {
    const module = await import(new URL("clausemark.js", built("wasm")));
    await module.default({ module_or_path: readFileSync(new URL("clausemark_bg.wasm", built("wasm"))) });
    return module;
  })();
  return loading;
}

/** Findings of a text under a policy, for a personal account. */
export async function findingsOf(text, policy, profile = {}) {
  const { Checker } = await loadModule();
  return new Checker({ policy, profile }).check(text, { account: "personal" });
}

/** The stretches that are marked: one for each mark number. */
export function marksOf(findings) {
  const marks = new Map();
  for (const { mark, start, end } of findings) {
    const known = marks.get(mark) ?? { start, end };
    marks.set(mark, { start: Math.min(known.start, start), end: Math.max(known.end, end) });
  }
  return [...marks.values()].sort((a, b) => a.start - b.start);
}

/**
 * Findings of several texts by the command line: the one that the test run has built, or one that cargo builds now.
 */
export function commandLine(posts, policy, profile) {
  const lines = posts.map(({ id, text }) => JSON.stringify({ id, text })).join("\n");
  const asked = ["check", "--policy", policy, "--profile", profile, "--format", "jsonl"];
  const built = process.env.CLAUSEMARK_COMMAND;
  const [command, ...first] = built ? [built] : ["cargo", "run", "--quiet", "--bin", "clausemark", "--"];
  const answer = spawnSync(command, [...first, ...asked], {
    cwd: fileURLToPath(ROOT),
    input: `${lines}\n`,
    encoding: "utf8",
  });
  // Status 1 says that something was found; what went wrong stands on standard error.
  if (answer.error) throw answer.error;
  if (answer.status > 1 || answer.stderr) throw new Error(answer.stderr || `exit status ${answer.status}`);
  return answer.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}
