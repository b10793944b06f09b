/**
 * Builds the extension for both browsers and the sandbox page: `node extension/build.mjs [chromium|firefox|www …]`.
 *
 * Expects the wasm modules in dist/wasm and dist/wasm-NAME, and dist/scenarios.json (`cargo xtask build
 * --only scenarios`). `--out DIR` names another folder for what is
 * built, `--watch` is left to the shell: a whole build takes well under a second.
 */
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { manifestFor } from "./manifest.mjs";
import { preactPlugin } from "./preact.mjs";
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
  "clausemark-scenario": `${wasm}-scenario/scenario.js`,
};

/** Bundles entry points; names follow the keys of `entryPoints`. */
async function bundle(out, entryPoints, format, target, minify = false) {
  await build({
    entryPoints,
    outdir: out,
    bundle: true,
    format,
    target,
    alias: MODULES,
    plugins: [sitesPlugin, preactPlugin],
    jsx: "automatic",
    jsxImportSource: "preact",
    minify,
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    // The module's address is always given; what the generated code would guess from is never reached.
    define: format === "esm" ? {} : { "import.meta.url": "undefined" },
    logLevel: "warning",
  });
}

const PAGES = ["welcome", "popup", "settings", "clauses", "photo"];

async function buildExtension(browser) {
  const out = `${dist}/${browser}`;
  await rm(out, { recursive: true, force: true });
  await mkdir(`${out}/icons`, { recursive: true });
  const target = browser === "chromium" ? "chrome120" : "firefox140";
  const source = `${here}/src`;
  const pages = Object.fromEntries(PAGES.map((page) => [page, `${source}/pages/${page}.tsx`]));
  const workers = {
    background: `${source}/background/main.ts`,
    "document-worker": `${source}/document/worker.ts`,
  };
  await bundle(out, { ...workers, ...pages }, "esm", target);
  // Every page of a site pays for the reading of this one, so it is as short as can be.
  await bundle(out, { content: `${source}/content/main.ts` }, "iife", target, true);
  for (const page of PAGES) {
    await cp(`${source}/pages/${page}.html`, `${out}/${page}.html`);
    await cp(`${source}/pages/${page}.css`, `${out}/${page}.css`);
  }
  await cp(`${source}/pages/pages.css`, `${out}/pages.css`);
  await cp(`${here}/examples.json`, `${out}/examples.json`);
  if (browser === "chromium") await cp(`${here}/managed-schema.json`, `${out}/managed-schema.json`);
  await cp(`${here}/_locales`, `${out}/_locales`, { recursive: true });
  for (const icon of await readdir(`${here}/icons`)) {
    if (icon.endsWith(".png")) await cp(`${here}/icons/${icon}`, `${out}/icons/${icon}`);
  }
  await bundleSandbox(out, target, false);
  for (const [folder, name] of SANDBOX_MODULES) await cp(`${folder}/${name}`, `${out}/${name}`);
  await cp(`${root}/www/sandbox.html`, `${out}/sandbox.html`);
  await cp(`${wasm}/clausemark_bg.wasm`, `${out}/clausemark_bg.wasm`);
  await cp(`${wasm}-photo/photo_bg.wasm`, `${out}/photo_bg.wasm`);
  await cp(`${wasm}-document/document_bg.wasm`, `${out}/document_bg.wasm`);
  await writeFile(`${out}/manifest.json`, `${JSON.stringify(await manifestFor(browser), null, 2)}\n`);
}

/** The wasm modules that the sandbox loads, each when it is first needed. */
const SANDBOX_MODULES = [
  [wasm, "clausemark_bg.wasm"],
  [`${wasm}-photo`, "photo_bg.wasm"],
  [`${wasm}-scenario`, "scenario_bg.wasm"],
];

/** The sandbox's scripts, styles and scenarios, into a folder that is a web server's or an extension's. */
async function bundleSandbox(out, target, minify) {
  const source = `${root}/www`;
  await build({
    entryPoints: { sandbox: `${source}/src/main.tsx` },
    outdir: out,
    bundle: true,
    // What isn't shown first comes in files of its own.
    splitting: true,
    chunkNames: "sandbox-[hash]",
    format: "esm",
    target,
    alias: MODULES,
    plugins: [sitesPlugin, preactPlugin],
    jsx: "automatic",
    jsxImportSource: "preact",
    minify,
    minifySyntax: true,
    legalComments: "none",
    charset: "utf8",
    define: { "import.meta.url": "undefined" },
    logLevel: "warning",
  });
  await build({
    entryPoints: { sandbox: `${source}/style/sandbox.css` },
    outdir: out,
    bundle: true,
    minify,
    logLevel: "warning",
  });
  const scenarios = JSON.parse(await readFile(`${root}/dist/scenarios.json`, "utf8"));
  for (const language of ["en", "es"]) {
    const words = JSON.stringify(scenarios.map((one) => inLanguage(one, language)));
    await writePacked(`${out}/scenarios.${language}.json`, words);
  }
  await cp(`${here}/icons/icon.svg`, `${out}/icon.svg`);
}

/** Packed here, so that it comes small from any web server, also from one that packs nothing. */
function writePacked(path, content) {
  return writeFile(`${path}.gz`, gzipSync(content, { level: 9 }));
}

/** A scenario with one language's words under the plain keys. */
function inLanguage(scenario, language) {
  const entries = Object.entries(scenario).filter(([key]) => !key.endsWith("_es"));
  return Object.fromEntries(
    entries.map(([key, value]) => [key, (language === "es" && scenario[`${key}_es`]) || value]),
  );
}

async function buildSandbox() {
  const out = `${dist}/www`;
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  await bundleSandbox(out, ["chrome120", "firefox140", "safari17"], true);
  for (const file of ["index.html", "sandbox.webmanifest"]) await cp(`${root}/www/${file}`, `${out}/${file}`);
  for (const icon of await readdir(`${root}/www/icons`))
    await cp(`${root}/www/icons/${icon}`, `${out}/${icon}`);
  for (const [folder, name] of SANDBOX_MODULES) {
    await writePacked(`${out}/${name}`, await readFile(`${folder}/${name}`));
  }
  await buildServiceWorker(out);
}

/** The service worker knows every file of this build by name, and the build by a hash over all of them. */
async function buildServiceWorker(out) {
  const files = (await readdir(out)).sort();
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(await readFile(`${out}/${file}`));
  await build({
    entryPoints: { "service-worker": `${root}/www/service-worker/main.ts` },
    outdir: out,
    bundle: true,
    format: "iife",
    minify: true,
    define: {
      BUILD: JSON.stringify(hash.digest("hex").slice(0, 12)),
      FILES: JSON.stringify(["./", ...files.filter((file) => file !== "index.html")]),
    },
    logLevel: "warning",
  });
}

for (const target of targets) {
  if (target === "www") await buildSandbox();
  else await buildExtension(target);
}
