// Opens Chromium with the extension on a page of this machine: node demo.mjs CHROMIUM ADDRESS
//
// The extension that people install knows only the named sites, so the demo loads a copy of it
// whose manifest also matches localhost.
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const LOCAL = "http://localhost/*";
const [executablePath, address] = process.argv.slice(2);
const built = fileURLToPath(new URL("../dist/chromium", import.meta.url));

const folder = await mkdtemp(join(tmpdir(), "clausemark-demo-"));
const extension = join(folder, "extension");
await cp(built, extension, { recursive: true });
const path = join(extension, "manifest.json");
const manifest = JSON.parse(await readFile(path, "utf8"));
for (const script of manifest.content_scripts ?? []) {
  script.matches.push(LOCAL);
}
manifest.host_permissions = [...(manifest.host_permissions ?? []), LOCAL];
await writeFile(path, JSON.stringify(manifest));

try {
  const browser = await puppeteer.launch({
    executablePath,
    headless: process.env.CLAUSEMARK_HEADLESS === "1",
    pipe: true,
    enableExtensions: [extension],
    userDataDir: join(folder, "profile"),
    defaultViewport: null,
    // Chromium refuses to start as root with its sandbox on.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
  const closed = new Promise((resolve) => browser.once("disconnected", resolve));
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, () => browser.close());
  }
  const [page] = await browser.pages();
  await page.goto(address);
  await closed;
} catch (error) {
  console.error(`Chromium could not be opened: ${error.message}`);
  console.error("What to do: run this where there is a desktop, or open the sandbox's address instead.");
  process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
