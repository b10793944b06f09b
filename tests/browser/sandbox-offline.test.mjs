/** The sandbox without a network, newer versions, and drafts shared from other apps. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { BROWSERS, built, until } from "./lib/browsers.mjs";
import { click, reads, startSandbox, words } from "./lib/sandbox.mjs";

const DRAFT = "We got dispatched to a house on Maple Street at 2 am.";

/** A page beside the sandbox that shares as an app on a phone does: a form that is sent to the share target. */
const SHARING = `<!doctype html><meta charset="utf-8"><title>App</title>
<form method="post" action="share" enctype="multipart/form-data">
<input name="title" value=""><textarea name="text">${DRAFT}</textarea><input name="url" value="">
<button id="send">Share</button></form>`;

for (const name of BROWSERS) {
  describe(name, () => {
    const pages = { "app.html": SHARING };
    let it;
    let page;
    before(async () => {
      it = await startSandbox(name, { pages });
      page = it.page;
      await it.open("", ".stage");
      await until("the service worker", () =>
        page.evaluate(() => navigator.serviceWorker.controller !== null),
      );
    });
    after(() => it?.close());

    test("a shared draft is checked, and never reaches the network", async () => {
      await page.goto(`${it.server.address}app.html`);
      const before = it.server.received.length;
      await click(page, "#send");
      await page.waitForSelector("#post");
      await until("the draft in the box", () =>
        page.$eval("#post", ({ value }, draft) => value === draft, DRAFT),
      );
      await page.waitForSelector('.findings [data-category="conf.call"]');
      assert.doesNotMatch(await it.hash(), /shared|Maple/);
      const since = it.server.received.slice(before);
      assert.ok(
        since.every((request) => !request.includes("Maple") && !request.startsWith("POST")),
        since.join(),
      );
      // Handed out once: whoever opens the page later finds nothing.
      const kept = await page.evaluate(async () => {
        const names = await caches.keys();
        const lists = await Promise.all(
          names.map(async (one) => (await (await caches.open(one)).keys()).map(({ url }) => url)),
        );
        return {
          again: (await fetch("shared-text")).status,
          cached: lists.flat().join(),
          stored: JSON.stringify({ ...localStorage, ...sessionStorage }),
        };
      });
      assert.equal(kept.again, 404);
      assert.doesNotMatch(kept.cached + kept.stored, /share|Maple/);
      await it.open("#/write/shared", "#post");
      await reads(page, "body", words.sandbox_share_lost.message);
    });

    test("a newer version says so, and is taken when the trainer says so", async () => {
      const worker = await readFile(new URL("service-worker.js", built("www")), "utf8");
      pages["service-worker.js"] = `${worker}\n// A later build.`;
      await it.open("", ".stage");
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
      await reads(page, ".notice", words.sandbox_update.message);
      const loaded = await page.evaluate(() => performance.timeOrigin);
      await click(page, "#update");
      await until("the page loaded anew", () =>
        page.evaluate((then) => performance.timeOrigin !== then, loaded),
      );
      await page.waitForSelector(".stage");
      assert.equal(await page.$(".notice"), null);
    });

    test("everything works with the network gone", async () => {
      await it.open("", ".stage");
      it.server.close();
      await it.open("#/scenarios/night-call", ".stage");
      await page.click("#reveal");
      await page.waitForSelector('.findings [data-category="conf.call"]');
      for (const [view, ready] of [
        ["#/write", "#post"],
        ["#/compare/night-call", ".table"],
        ["#/present/night-call", ".show"],
        ["#/quiz", "#begin"],
        ["#/own", "#add"],
        ["#/policy/model-26", ".outline"],
        ["#/overview", ".chart"],
      ]) {
        await it.open(view, ready);
      }
      await it.open("", ".stage");
      await page.click('button[lang="es"]');
      await reads(page, "nav", "Escenarios");
    });
  });
}
