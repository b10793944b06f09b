/**
 * A page in which nobody writes: the content script has registered listeners and done nothing else. The script that
 * runs is the built one; some lines before it, in a copy of the extension, write down what it asks of the browser.
 */
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, built, launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { marksNumber } from "./lib/writing.mjs";

const ADDRESS = "https://mastodon.social/quiet.html";

/** Runs in the content script's own world, which the page doesn't share; tells over an attribute when asked. */
function writeDown() {
  const calls = [];
  const own = (globalThis.browser ?? globalThis.chrome).runtime;
  const record = (object, name) => {
    const real = object[name];
    object[name] = function (...given) {
      calls.push(name);
      return Reflect.apply(real, this === undefined ? object : this, given);
    };
  };
  for (const name of [
    "setTimeout",
    "setInterval",
    "requestAnimationFrame",
    "requestIdleCallback",
    "queueMicrotask",
  ])
    record(window, name);
  for (const name of ["MutationObserver", "IntersectionObserver", "ResizeObserver", "PerformanceObserver"])
    record(window[name].prototype, "observe");
  record(own, "connect");
  record(own, "sendMessage");
  record(Element.prototype, "attachShadow");
  record(Node.prototype, "appendChild");
  record(Element.prototype, "append");
  document.addEventListener("tell-calls", () =>
    document.documentElement.setAttribute("data-calls", JSON.stringify(calls)),
  );
}

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "clausemark-quiet-"));
      await cp(fileURLToPath(built(name)), folder, { recursive: true });
      const script = join(folder, "content.js");
      await writeFile(script, `(${writeDown})();\n${await readFile(script, "utf8")}`);
      sites = await startSites();
      it = await launch(name, { sites, folder });
    });
    after(async () => {
      await it?.close();
      sites?.close();
      if (folder) await rm(folder, { recursive: true });
    });

    const callsOf = (page) =>
      page.evaluate(() => {
        document.dispatchEvent(new Event("tell-calls"));
        return JSON.parse(document.documentElement.getAttribute("data-calls"));
      });

    test("no observer, no timer, no frame, no port and nothing drawn, whatever the reader does", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await page.mouse.move(200, 200, { steps: 5 });
      await page.mouse.click(200, 200);
      await page.mouse.wheel({ deltaY: 100 });
      // The link gets the focus, and is no compose box; nor is a search.
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.localName), "a");
      await page.evaluate(() => {
        const search = document.createElement("input");
        search.type = "search";
        document.body.append(search);
        search.focus();
      });
      await page.keyboard.type("fuck this");
      assert.deepEqual(await callsOf(page), []);
      // The same page once something is written in it: what was to be written down above would have been.
      await page.evaluate(() => {
        const box = document.createElement("textarea");
        document.body.append(box);
        box.focus();
      });
      await page.keyboard.type("well fuck it");
      await marksNumber(it, page, 1);
      await until("the calls of a box in use", async () => {
        const calls = new Set(await callsOf(page));
        return ["connect", "requestAnimationFrame", "observe", "setInterval", "attachShadow"].every((call) =>
          calls.has(call),
        );
      });
      await page.close();
    });
  });
}
