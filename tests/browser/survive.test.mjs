/**
 * What may go wrong around a draft: the extension is removed under a live page, storage refuses, a content script
 * floods the worker, two tabs hold one draft, a page fights back. Marks must come, or go, and the page stay whole.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marksNumber, write } from "./lib/writing.mjs";

const ADDRESS = "https://www.facebook.com/";
const TEXT = "well fuck it";

// Firefox ends the content scripts of a removed extension before they can take anything away; what they drew stays
// until the page is loaded anew. The rest of this list is tried where storage has a limit and scripts live on.
for (const name of ["chromium"]) {
  describe(name, () => {
    let sites;
    let it;
    const open = async (address = ADDRESS) => {
      const page = await it.browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        // The page has no icon, which is the page's own affair.
        const isError = message.type() === "error" && !message.text().startsWith("Failed to load resource");
        if (isError) errors.push(message.text());
      });
      await page.goto(address);
      return { page, errors };
    };
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });

    test("two tabs on one draft: what is put away in one is put away in the other", async () => {
      const first = (await open()).page;
      await write(it, first, "#box", TEXT);
      const second = (await open()).page;
      await write(it, second, "#box", TEXT);
      await hover(it, second, (await it.layer(second)).marks[0]);
      await clickButton(it, second, "Not a problem here");
      await marksNumber(it, second, 0);
      await first.bringToFront();
      await marksNumber(it, first, 0);
      await second.bringToFront();
      await clickButton(it, second, "Undo");
      await marksNumber(it, second, 1);
      await first.bringToFront();
      await marksNumber(it, first, 1);
      await first.close();
      await second.close();
    });

    test("a page that freezes what it can and takes the element out again and again", async () => {
      const { page, errors } = await open();
      await page.evaluate(() => {
        for (const kind of [
          Object,
          Array,
          Function,
          Promise,
          EventTarget,
          Node,
          Element,
          HTMLElement,
          Document,
          Range,
        ])
          Object.freeze(kind.prototype);
        Object.freeze(window.customElements);
      });
      await page.click("#box");
      await page.keyboard.type(TEXT);
      await marksNumber(it, page, 1);
      for (let time = 0; time < 3; time++) {
        await page.evaluate(() => {
          for (const child of [...document.documentElement.children]) {
            if (!["HEAD", "BODY"].includes(child.nodeName)) child.remove();
          }
        });
        // No key is needed to get it back.
        await marksNumber(it, page, 1);
      }
      assert.deepEqual(errors, []);
      await page.close();
    });

    test("storage that is spoilt or full: posts are checked, and what can't be kept holds nothing up", async () => {
      const settings = await it.openExtensionPage("settings.html");
      const run = (source) => (settings.run ? settings.run(source) : settings.evaluate(`(${source})()`));
      const area = "(globalThis.browser ?? globalThis.chrome).storage.local";
      await run(`() => ${area}.set({ choices: [1], "choices-last-good": 7, dismissals: {}, secret: null })`);
      const state = await run(`async () => {
        const room = ${area}.QUOTA_BYTES - (await ${area}.getBytesInUse(null));
        await ${area}.set({ pad: "x".repeat(room - 40) });
        return ${area}.set({ more: "x".repeat(100) }).then(() => "room", () => "full");
      }`);
      assert.equal(state, "full");
      const { page, errors } = await open();
      await write(it, page, "#box", TEXT);
      await hover(it, page, (await it.layer(page)).marks[0]);
      await clickButton(it, page, "Not a problem here");
      await page.keyboard.press("Escape");
      await page.click("#comment");
      await page.keyboard.type("and fuck that");
      await until("an answer", async () => (await it.layer(page)).marks.length > 0);
      assert.deepEqual(errors, []);
      await run(`() => ${area}.clear()`);
      await settings.close();
      await page.close();
    });

    test("an extension that is removed takes its marks with it, without an error in the page", async () => {
      const { page, errors } = await open();
      await write(it, page, "#box", TEXT);
      const start = Date.now();
      await removeExtension(it);
      await page.bringToFront();
      await until("the marks to go", async () => {
        const { isOpen, isHidden } = await it.layer(page);
        return !isOpen || isHidden;
      });
      const took = Date.now() - start;
      assert.ok(took < 5000, `${took} ms`);
      await page.click("#comment");
      await page.keyboard.type(TEXT);
      assert.deepEqual(errors, []);
      assert.deepEqual(await page.evaluate(() => window.record.errors), []);
      await page.close();
    });
  });
}

/** Removes the extension the way its user does. */
async function removeExtension(it) {
  const page = await it.openExtensionPage("settings.html");
  await page.evaluate(() => chrome.management.uninstallSelf()).catch(() => undefined);
}
