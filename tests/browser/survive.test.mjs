/**
 * What may go wrong around a draft: the extension is removed under a live page, storage refuses, two tabs hold one
 * draft, a page fights back. Marks must come, or go, and the page stay whole.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marksNumber, write } from "./lib/writing.mjs";

const ADDRESS = "https://www.facebook.com/";
const TEXT = "well fuck it";
/** Time in which nothing of a removed extension is seen any more, in milliseconds. */
const SOON = 1000;

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    const open = async ({ browser } = it) => {
      const page = await browser.newPage();
      const errors = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        // The page has no icon, which is the page's own affair.
        const isError = message.type() === "error" && !message.text().startsWith("Failed to load resource");
        if (isError) errors.push(message.text());
      });
      await page.goto(ADDRESS);
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

    test("a draft beside a flood of 2,000 long texts is marked while the flood goes on", async () => {
      const settings = await it.openExtensionPage("settings.html");
      const run = (source) => (settings.run ? settings.run(source) : settings.evaluate(`(${source})()`));
      const { page } = await open();
      await run(`() => {
        const port = (globalThis.browser ?? globalThis.chrome).runtime.connect({ name: "draft" });
        globalThis.answers = { first: 0, last: 0 };
        port.onMessage.addListener(({ version }) => {
          if (version) globalThis.answers = { first: globalThis.answers.first || version, last: version };
        });
        const words = (from) => Array.from({ length: 2400 }, (_, n) => "word" + ((from + n) % 977) + (n % 12 ? "" : ".")).join(" ");
        for (let version = 1; version <= 2000; version++)
          port.postMessage({ kind: "check", box: 1, version, text: words(version) });
      }`);
      await page.bringToFront();
      await page.click("#box");
      await page.keyboard.type(TEXT);
      await until("the mark beside the flood", async () => (await it.layer(page)).marks.length === 1, {
        timeout: 10_000,
      });
      // The flood's own last text has its answer, too.
      await until(
        "the answer to the last text",
        async () => (await run("() => globalThis.answers.last")) === 2000,
        {
          timeout: 60_000,
        },
      );
      await settings.close();
      await page.close();
    });

    test("storage that is spoilt or full: posts are checked, and what can't be kept holds nothing up", async () => {
      const settings = await it.openExtensionPage("settings.html");
      const run = (source) => (settings.run ? settings.run(source) : settings.evaluate(`(${source})()`));
      const area = "(globalThis.browser ?? globalThis.chrome).storage.local";
      await run(`() => ${area}.set({ choices: [1], "choices-last-good": 7, dismissals: {}, secret: null })`);
      // Firefox sets no limit to it.
      const isLimited = name === "chromium";
      const fill = `async () => {
        const room = ${area}.QUOTA_BYTES - (await ${area}.getBytesInUse(null));
        await ${area}.set({ pad: "x".repeat(room - 40) });
        return ${area}.set({ more: "x".repeat(100) }).then(() => "room", () => "full");
      }`;
      if (isLimited) assert.equal(await run(fill), "full");
      const { page, errors } = await open();
      await write(it, page, "#box", TEXT);
      await hover(it, page, (await it.layer(page)).marks[0]);
      await clickButton(it, page, "Not a problem here");
      // The card says what became of it.
      const words = isLimited ? "Could not be saved: the browser refused to store it." : "Put away";
      await until(`“${words}” in the card`, async () => (await it.layer(page)).card?.text.startsWith(words));
      await page.keyboard.press("Escape");
      await page.click("#comment");
      // Another word: where there is room, the first was put away for good.
      await page.keyboard.type("Bitch ok");
      await until("an answer", async () => (await it.layer(page)).marks.length > 0);
      assert.deepEqual(errors, []);
      await run(`() => ${area}.clear()`);
      await settings.close();
      await page.close();
    });

    test("an extension that starts anew under a live page, as an update does, takes its marks with it", async () => {
      const updated = await launch(name, { sites });
      try {
        const { page, errors } = await open(updated);
        await write(updated, page, "#box", TEXT);
        // With the focus in the box, Firefox's new script would mark it at once.
        await page.evaluate(() => document.activeElement.blur());
        await goneSoon(updated, page, await fromOwnPage(updated, page, "runtime.reload()"));
        await page.click("#comment");
        await page.keyboard.type(TEXT);
        await frames(page, 30);
        assert.deepEqual(errors, []);
        assert.deepEqual(await page.evaluate(() => window.record.errors), []);
        // Chromium leaves an extension off that came from a folder and starts anew without its developer mode.
        if (name === "chromium") return;
        // Firefox puts the new script into the page as it is, with the writer in the middle of a sentence. What the old
        // one drew is hidden, and its element is left for the page to take out.
        await sweep(page);
        await marksNumber(updated, page, 1);
        await fromOwnPage(updated, page, "runtime.reload()");
        await page.bringToFront();
        await sweep(page);
        await page.keyboard.type(". And fuck that");
        await marksNumber(updated, page, 2);
        const fresh = await open(updated);
        await write(updated, fresh.page, "#box", TEXT);
        assert.deepEqual(fresh.errors, []);
      } finally {
        await updated.close();
      }
    });

    // Last, since nothing of the extension is there afterwards.
    test("an extension that is removed takes its marks with it, without an error in the page", async () => {
      const { page, errors } = await open();
      const untouched = await open();
      await page.bringToFront();
      await write(it, page, "#box", TEXT);
      const ask = it.name === "chromium" ? "" : "{ showConfirmDialog: false }";
      const removed = await fromOwnPage(it, page, `management.uninstallSelf(${ask})`);
      await goneSoon(it, page, removed);
      await page.click("#comment");
      await page.keyboard.type(TEXT);
      assert.deepEqual(errors, []);
      assert.deepEqual(await page.evaluate(() => window.record.errors), []);
      // A page in which nobody had written: what still listens there finds nobody to call.
      await untouched.page.bringToFront();
      await untouched.page.click("#box");
      await untouched.page.keyboard.type(TEXT);
      await frames(untouched.page, 60);
      assert.equal((await it.layer(untouched.page)).isOpen, false);
      assert.deepEqual(untouched.errors, []);
      await page.close();
      await untouched.page.close();
    });
  });
}

/** Waits until no mark is seen any more, and asserts that it took no longer from a moment on than it may. */
async function goneSoon(it, page, from) {
  await until("the marks to go", async () => {
    const { isOpen, isHidden } = await it.layer(page);
    return !isOpen || isHidden;
  });
  const took = Date.now() - from;
  assert.ok(took < SOON, `${took} ms`);
}

/** Takes out what doesn't belong beside a page's head and body. */
function sweep(page) {
  return page.$$eval("html > :not(head, body)", (strangers) => {
    for (const one of strangers) one.remove();
  });
}

/** Lets a page go on for some frames: long enough for whatever a key could set off. */
function frames(page, number) {
  return page.evaluate(
    (left) =>
      new Promise((resolve) => {
        const next = () => (left-- > 0 ? requestAnimationFrame(next) : resolve());
        next();
      }),
    number,
  );
}

/** Calls the browser from a page of the extension, behind the page that is in front; returns when it was done. */
async function fromOwnPage(it, inFront, call) {
  const settings = await it.openExtensionPage("settings.html");
  await inFront.bringToFront();
  // The page that asks for it goes with it, and never hears an answer.
  if (it.name === "chromium") await settings.evaluate(`void chrome.${call}`).catch(() => undefined);
  else await settings.run(`() => browser.${call}`).catch(() => undefined);
  return Date.now();
}
