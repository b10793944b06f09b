/**
 * Pictures of everything a person sees, light and dark, to be looked at: `npm run screenshots -- FOLDER`.
 * The folder is better one outside the repository.
 */
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { built, launch, until } from "./lib/browsers.mjs";
import { posts } from "./lib/posts.mjs";
import { click } from "./lib/sandbox.mjs";
import { serveFolder, startSites } from "./lib/site.mjs";
import { clickButton, hover } from "./lib/writing.mjs";

const folder = resolve(process.argv[2] ?? "dist/screenshots");
await mkdir(folder, { recursive: true });
const sites = await startSites();
const server = await serveFolder(built("www"));

/** Views of the sandbox: name, address, what shows that it is there, and what is done first. */
const SANDBOX = [
  ["scenario", "#/scenarios/night-call", "#reveal"],
  ["overview", "#/overview", ".chart"],
  ["compare", "#/compare/night-call", ".table"],
  ["present", "#/present", "#start"],
  ["show-judge", "#/present/night-call?step=judge", ".show"],
  ["show-marks", "#/present/night-call?step=marks", ".show"],
  ["show-clauses", "#/present/night-call?step=clauses", ".show"],
  ["quiz", "#/quiz/play?n=3&seed=pictures", ".quiz"],
  ["result", "#/quiz/result?n=3&seed=pictures", "#score"],
  ["certificate", "#/quiz/certificate?n=3&seed=pictures", ".paper"],
  ["own", "#/own", "#add"],
  ["own-edit", "#/own", "#add", (page) => page.select("#copy", "night-call")],
  ["write", "#/write", "#post", writeAndAsk],
  ["notes", "#/notes", ".notes"],
  ["hands", "#/quiz/play?n=3&seed=pictures&mode=hands", ".hands-form"],
  ["handout", "#/quiz/handout?n=3&seed=pictures", ".paper"],
  ["key", "#/quiz/key?n=3&seed=pictures", ".paper"],
  ["photos", "#/photos/porch", ".traces [data-kind=place]"],
  ["policy", "#/policy/lakewood-pp-1069/3.2.6.2", ".clause.here"],
];

async function writeAndAsk(page) {
  await page.click("#post");
  await page.keyboard.type("We got dispatched to a house on Maple Street at 2 am.");
  await click(page, "#why");
  await page.waitForSelector(".why .points");
}

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
  const { buttons } = await hover(it, page, marks[0]);
  await picture(page, "card");
  for (const { label } of buttons.filter(({ label }) => /^(More|\d+ more)/.test(label))) {
    await clickButton(it, page, label);
  }
  await picture(page, "card-folds");
  await page.keyboard.press("Escape");
  await page.setViewport({ width: 320, height: 560, deviceScaleFactor: 2 });
  await hover(it, page, (await withMarks(it, page))[0]);
  await picture(page, "card-320");
  await page.close();

  await it.store({ choices: { askBeforePosting: true } });
  const posting = await it.browser.newPage();
  await prepare(posting);
  await posting.goto(
    scheme === "light" ? "https://bsky.app/sites/bluesky.html" : "https://x.com/sites/x.html",
  );
  for (const [name, width] of [
    ["question", 700],
    ["question-320", 320],
  ]) {
    await posting.setViewport({ width, height: 560, deviceScaleFactor: 2 });
    if (name === "question") {
      await posting.click("#box");
      await posting.keyboard.type(posts[1].text);
      await withMarks(it, posting);
    }
    await posting.click("#send");
    await until("the question", async () => (await it.layer(posting)).question);
    await picture(posting, name);
    await posting.keyboard.press("Escape");
  }
  const session = await posting.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", {
    features: [
      { name: "forced-colors", value: "active" },
      { name: "prefers-color-scheme", value: scheme },
    ],
  });
  await posting.setViewport({ width: 700, height: 560, deviceScaleFactor: 2 });
  await hover(it, posting, (await withMarks(it, posting))[0]);
  await picture(posting, "card-forced");
  await posting.close();
  await it.store({ choices: {} });

  const photos = await it.browser.newPage();
  await prepare(photos);
  await photos.goto(
    scheme === "light" ? "https://www.facebook.com/photos.html" : "https://x.com/photos.html",
  );
  await photos.evaluate((isDark) => {
    if (isDark) document.body.style.cssText = "background: #15202b; color: #fff";
  }, scheme === "dark");
  await (await photos.$("#file")).uploadFile(fileURLToPath(new URL("../photo/phone.jpg", import.meta.url)));
  for (const width of [700, 320]) {
    await photos.setViewport({ width, height: 700, deviceScaleFactor: 2 });
    await until("the photo card", async () => (await it.layer(photos)).photo);
    await picture(photos, `photo-${width}`);
  }
  await photos.close();

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
  for (const width of [1200, 320]) {
    const sandbox = await plain.browser.newPage();
    await prepare(sandbox);
    await sandbox.setViewport({ width, height: 900 });
    for (const [name, hash, ready, act] of SANDBOX) {
      await sandbox.goto(`${server.address}${hash}`);
      await sandbox.waitForSelector(ready);
      await act?.(sandbox);
      await picture(sandbox, `sandbox-${name}-${width}`);
    }
    await sandbox.goto(`${server.address}#/scenarios/night-call`);
    await sandbox.waitForSelector("#reveal");
    await sandbox.click("#reveal");
    const drawn = await withMarks(plain, sandbox);
    await picture(sandbox, `sandbox-revealed-${width}`);
    await hover(plain, sandbox, drawn[0]);
    await picture(sandbox, `sandbox-card-${width}`);
  }
  await plain.close();
}
sites.close();
server.close();
