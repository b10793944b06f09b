/**
 * Pictures of everything a person sees, light and dark, to be looked at: `npm run screenshots -- FOLDER`.
 * The folder is better one outside the repository.
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { built, launch, until } from "./lib/browsers.mjs";
import { posts } from "./lib/posts.mjs";
import { serveFolder, startSites } from "./lib/site.mjs";
import { hover } from "./lib/writing.mjs";

const folder = resolve(process.argv[2] ?? "dist/screenshots");
await mkdir(folder, { recursive: true });
const sites = await startSites();
const server = await serveFolder(built("www"));

const withMarks = (it, page) =>
  until("marks", async () => {
    const { marks } = await it.layer(page);
    return marks.length > 0 && marks;
  });

for (const scheme of ["light", "dark"]) {
  const it = await launch("chromium", { sites });
  const picture = async (page, name, options = {}) => {
    await page.screenshot({ path: join(folder, `${name}-${scheme}.png`), ...options });
  };
  const prepare = async (page) =>
    page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      // A picture is taken of things at rest.
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);

  const page = await it.browser.newPage();
  await prepare(page);
  await page.setViewport({ width: 700, height: 560, deviceScaleFactor: 2 });
  await page.goto(scheme === "light" ? "https://www.facebook.com/" : "https://x.com/");
  await page.click("#box");
  await page.keyboard.type(posts.map(({ text }) => text).join(" "));
  const marks = await withMarks(it, page);
  await picture(page, "marks");
  await hover(it, page, marks[0]);
  await picture(page, "card");
  await page.close();

  for (const [name, path] of [
    ["welcome", "welcome.html"],
    ["clauses", "clauses.html#lakewood-pp-1069/3.2.6.2"],
    ["settings", "settings.html"],
    ["popup", "popup.html"],
  ]) {
    const own = await it.openExtensionPage(path);
    await prepare(own);
    for (const width of name === "popup" ? [352] : [1100, 320]) {
      await own.setViewport({ width, height: name === "popup" ? 560 : 900, deviceScaleFactor: 1 });
      await own.reload();
      await own.waitForSelector("main");
      if (name === "welcome") {
        await own.click("#try-example");
        await own.waitForSelector("#try-told a");
      }
      await picture(own, `${name}-${width}`);
      if (name === "settings") await picture(own, `${name}-whole-${width}`, { fullPage: true });
    }
    await own.close();
  }
  await it.close();

  const plain = await launch("chromium", { extension: false });
  for (const width of [1200, 400]) {
    const sandbox = await plain.browser.newPage();
    await prepare(sandbox);
    await sandbox.setViewport({ width, height: 900 });
    await sandbox.goto(server.address);
    await sandbox.click("#example-call");
    const drawn = await withMarks(plain, sandbox);
    await picture(sandbox, `sandbox-${width}`);
    await hover(plain, sandbox, drawn[0]);
    await picture(sandbox, `sandbox-card-${width}`);
  }
  await plain.close();
}
sites.close();
server.close();
