/** Runs the TypeScript tests (`*.test.ts` beside what they test) in Node: bundles them, then `node --test`. */
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { sitesPlugin } from "./sites.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const source = join(here, "src");
const tests = (await readdir(source, { recursive: true })).filter((name) => name.endsWith(".test.ts")).sort();
// Inside the project, so that a bundle finds node_modules.
const out = await mkdtemp(join(here, "../node_modules/.clausemark-tests-"));
try {
  await build({
    entryPoints: tests.map((name) => join(source, name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    plugins: [sitesPlugin],
    alias: { clausemark: resolve(here, "../dist/wasm/clausemark.js") },
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".mjs"));
  const run = spawnSync(
    process.execPath,
    ["--enable-source-maps", "--test", ...files.map((name) => join(out, name))],
    { stdio: "inherit", cwd: resolve(here, "..") },
  );
  process.exitCode = run.status ?? 1;
} finally {
  await rm(out, { recursive: true, force: true });
}
