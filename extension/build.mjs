/**
 * Builds the extension for both browsers and the sandbox page: `node extension/build.mjs [chromium|firefox|www …]`.
 *
 * Expects the wasm modules in dist/wasm, dist/wasm-photo and dist/wasm-document. `--out DIR` names another folder for what is
 * built, `--watch` is left to the shell: a whole build takes well under a second.
 */
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { manifestFor } from "./manifest.mjs";
import { sitesPlugin } from "./sites.mjs";

const here = fileURLToPath(new URL(".", import.meta.url));
const root = resolve(here, "..");
const { values, positionals } = parseArgs({
  options: { out: { type: "string" } },
  allowPositionals: true,
});
const wasm = resolve(root, "dist/wasm");
const dist = resolve(root, values.out ?? "dist");
const targets = positionals.length > 0 ? positionals : ["chromium", "firefox", "www"];

/** What the wasm modules are called in an import. */
const MODULES = {
  clausemark: `${wasm}/clausemark.js`,
  "clausemark-document": `${wasm}-document/document.js`,
  "clausemark-photo": `${wasm}-photo/photo.js`,
};

/** Bundles entry points; names follow the keys of `entryPoints`. */
async function bundle(out, entryPoints, format, target) {
  await build({
    entryPoints,
    outdir: out,
    bundle: true,
    format,
    target,
    alias: MODULES,
    plugins: [sitesPlugin],
    jsx: "automatic",
    jsxImportSource: "preact",
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    // The module's address is always given; what the generated code would guess from is never reached.
    define: format === "esm" ? {} : { "import.meta.url": "undefined" },
    logLevel: "warning",
  });
}

const PAGES = ["welcome", "popup", "settings", "clauses"];

async function buildExtension(browser) {
  const out = `${dist}/${browser}`;
  await rm(out, { recursive: true, force: true });
  await mkdir(`${out}/icons`, { recursive: true });
  const target = browser === "chromium" ? "chrome120" : "firefox140";
  const source = `${here}/src`;
  const pages = Object.fromEntries(PAGES.map((page) => [page, `${source}/pages/${page}.tsx`]));
  await bundle(out, { background: `${source}/background/main.ts`, ...pages }, "esm", target);
  await bundle(out, { content: `${source}/content/main.ts` }, "iife", target);
  for (const page of PAGES) {
    await cp(`${source}/pages/${page}.html`, `${out}/${page}.html`);
    await cp(`${source}/pages/${page}.css`, `${out}/${page}.css`);
  }
  await cp(`${source}/pages/pages.css`, `${out}/pages.css`);
  await cp(`${here}/examples.json`, `${out}/examples.json`);
  await cp(`${here}/_locales`, `${out}/_locales`, { recursive: true });
  for (const icon of await readdir(`${here}/icons`)) {
    if (icon.endsWith(".png")) await cp(`${here}/icons/${icon}`, `${out}/icons/${icon}`);
  }
  await cp(`${wasm}/clausemark_bg.wasm`, `${out}/clausemark_bg.wasm`);
  await writeFile(`${out}/manifest.json`, `${JSON.stringify(await manifestFor(browser), null, 2)}\n`);
}

async function buildSandbox() {
  const out = `${dist}/www`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await bundle(out, { sandbox: `${root}/www/src/main.tsx` }, "esm", ["chrome120", "firefox140", "safari17"]);
  await cp(`${root}/www/index.html`, `${out}/index.html`);
  await cp(`${here}/src/pages/pages.css`, `${out}/pages.css`);
  await cp(`${root}/www/sandbox.css`, `${out}/sandbox.css`);
  await cp(`${here}/icons/icon.svg`, `${out}/icon.svg`);
  await cp(`${wasm}/clausemark_bg.wasm`, `${out}/clausemark_bg.wasm`);
}

for (const target of targets) {
  if (target === "www") await buildSandbox();
  else await buildExtension(target);
}
