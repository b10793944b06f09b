/** The browser stops the background worker when it likes. Nothing that was typed may be lost by that. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { marked, marksNumber, write } from "./lib/writing.mjs";

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

  const worker = () => it.browser.targets().find((target) => target.type() === "service_worker");
  const kill = async () => (await (await until("the worker", worker)).worker()).close();

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
});
