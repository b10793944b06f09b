/** The browser stops the background worker when it likes. Nothing that was typed may be lost by that. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { killWorker, workerOf } from "./lib/worker.mjs";
import { marked, marksNumber, press, write } from "./lib/writing.mjs";

// Only Chromium lets a test stop a worker; Firefox's is asked by the same code over the same kind of port.
describe("chromium", () => {
  let sites;
  let it;
  before(async () => {
    sites = await startSites();
    it = await launch("chromium", { sites });
  });
  after(async () => {
    await it?.close();
    sites?.close();
  });

  const worker = () => workerOf(it);
  const kill = () => killWorker(it);

  test("a post typed while the worker is asleep is checked", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    await kill();
    await until("the worker to stop", () => !worker());
    await page.keyboard.type(". And fuck that");
    await marked(it, page, "#box", "well fuck it. And fuck that");
    await page.close();
  });

  test("a shortcut that the browser hands to the extension finds the marks of a page whose worker fell asleep", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    await kill();
    await until("the worker to stop", () => !worker());
    // The browser starts the worker for the command; no driver can press the browser's own keys.
    await it.store({ "woken-at": Date.now() });
    await page.bringToFront();
    const fresh = await (await until("the worker", worker)).worker();
    await fresh.evaluate(() => chrome.commands.onCommand.dispatch("next-mark", undefined));
    await until("the card", async () => (await it.layer(page)).card);
    await page.close();
  });

  test("a worker killed again and again while a post is typed answers for the whole of it", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await page.click("#box");
    for (const words of ["Fuck one. ", "Fuck two. ", "Fuck three. "]) {
      const typing = page.keyboard.type(words);
      // Typing starts a new worker at once, so there may be none to kill for a moment, or one that isn't up yet.
      await kill().catch(() => undefined);
      await typing;
    }
    await marksNumber(it, page, 3);
    await marked(it, page, "#box", "Fuck one. Fuck two. Fuck three. ");
    await page.close();
  });

  test("a worker killed in the middle of a check: its successor answers", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    const session = await (await until("the worker", worker)).createCDPSession();
    await session.send("Debugger.enable");
    const stopped = new Promise((resolve) => session.once("Debugger.paused", resolve));
    await session.send("Debugger.pause");
    await page.keyboard.type(". And fuck that");
    await stopped;
    await kill();
    await marked(it, page, "#box", "well fuck it. And fuck that");
    await page.close();
  });

  test("settings that were spoilt in storage don't stop the checker", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    await it.store({ choices: { policy: "no-such-policy", off: 7 }, dismissals: "gone" });
    await page.bringToFront();
    await page.keyboard.type(". And fuck that");
    await marksNumber(it, page, 2);
    const alive = await page.evaluate(() => window.record.errors.length);
    assert.equal(alive, 0);
    await page.close();
  });

  test("a policy and a rule that are gone, in the last good settings too, leave the checker running", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    const gone = {
      policy: "fairmont-7",
      off: ["speech.no-such-rule"],
      sites: { facebook: { off: ["no.rule"] } },
    };
    await it.store({ choices: gone, "choices-last-good": gone });
    await page.bringToFront();
    await page.keyboard.type(". And fuck that");
    await marksNumber(it, page, 2);
    await it.store({ choices: {}, "choices-last-good": {} });
    await page.close();
  });

  test("what comes from a site that is switched off is not looked at, not even before the page knows", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    const answerTo = (text) =>
      scriptOf(page).evaluate(
        (text) =>
          new Promise((resolve) => {
            const port = chrome.runtime.connect({ name: "draft" });
            port.onMessage.addListener(
              ({ kind, findings }) => kind === "findings" && resolve(findings.length),
            );
            port.postMessage({ kind: "check", box: 1, version: 1, text });
          }),
        text,
      );
    assert.equal(await answerTo("well fuck it"), 1);
    await it.store({ choices: { sites: { facebook: { on: false } } } });
    assert.equal(await answerTo("well fuck it"), 0);
    await it.store({ choices: {}, "paused-until": Date.now() + 600_000 });
    assert.equal(await answerTo("well fuck it"), 0);
    await it.store({ "paused-until": 0 });
    assert.equal(await answerTo("well fuck it"), 1);
    await page.close();
  });

  test("a page that was put by and comes back is read on", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await write(it, page, "#box", "well fuck it");
    await page.evaluate(() => {
      window.isTheSame = true;
    });
    await page.goto("https://x.com/");
    await page.goBack();
    assert.equal(await page.evaluate(() => window.isTheSame), true, "the browser didn't keep the page");
    await page.click("#box");
    await press(page, "Control+End");
    await page.keyboard.type(". And fuck that");
    await marked(it, page, "#box", "well fuck it. And fuck that");
    await page.close();
  });

  test("marks that move are no shift of the page's layout", async () => {
    const page = await it.browser.newPage();
    await page.goto("https://www.facebook.com/");
    await page.evaluate(() => {
      window.shifts = [];
      new PerformanceObserver((list) => window.shifts.push(...list.getEntries())).observe({
        type: "layout-shift",
      });
    });
    await page.click("#comment");
    await page.keyboard.type("well fuck it");
    await marksNumber(it, page, 1);
    await press(page, "Control+Home");
    await page.keyboard.type("A line above.\nAnother. ");
    await marksNumber(it, page, 1);
    await page.evaluate(() => scrollTo(0, 40));
    await until("the mark to follow", async () => {
      const [mark] = (await it.layer(page)).marks;
      const { top, bottom } = await page.$eval("#comment", (area) => area.getBoundingClientRect().toJSON());
      return mark && mark.top > top && mark.bottom < bottom;
    });
    // What the page itself moves shows that the observer hears: an entry for a node of its own.
    await page.evaluate(() => {
      // Further down the browser would keep what is read in its place.
      scrollTo(0, 0);
      const banner = document.createElement("div");
      banner.style.height = "90px";
      document.body.prepend(banner);
    });
    const shifts = () =>
      page.evaluate(() =>
        window.shifts.flatMap(({ sources }) => sources.map(({ node }) => node?.nodeName ?? null)),
      );
    await until("the page's own shift", async () => (await shifts()).some(Boolean));
    assert.deepEqual(
      (await shifts()).filter((node) => node === null),
      [],
    );
    await page.close();
  });
});

/** The extension's own script in a page: the world that has its ways to the worker. */
function scriptOf(page) {
  const [realm] = page.extensionRealms();
  assert.ok(realm, "no script of the extension in the page");
  return realm;
}
