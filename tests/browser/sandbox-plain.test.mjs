/**
 * The sandbox from a web server without https, as in a station's own network. Browsers keep some of their APIs from such a page:
 * no service worker, no clipboard, no `crypto.randomUUID`.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, built, launch, until } from "./lib/browsers.mjs";
import { click, reads, words } from "./lib/sandbox.mjs";
import { serveFolder } from "./lib/site.mjs";

/** An address of such a network. The browser takes this machine's server for its proxy, and so asks that for it. */
const ADDRESS = "http://192.168.76.5:8000/";
const ROUND = "policy=lakewood-pp-1069&n=3&seed=test";

for (const name of BROWSERS) {
  describe(name, () => {
    let server;
    let it;
    let page;
    before(async () => {
      server = await serveFolder(built("www"));
      it = await launch(name, {
        extension: false,
        sites: { proxyPort: Number(new URL(server.address).port) },
      });
      page = await it.browser.newPage();
    });
    after(async () => {
      await it?.close();
      server?.close();
    });

    const open = async (hash, ready) => {
      await page.goto("about:blank");
      await page.goto(`${ADDRESS}${hash}`);
      await page.waitForSelector(ready);
    };
    /** The link in its field, once all of it is selected there. */
    const selectedLink = () =>
      until("the selected link", () =>
        page.$eval("#link", (field) => {
          const isWhole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
          return document.activeElement === field && isWhole && field.value;
        }),
      );

    test("it starts, and marks what it finds", async () => {
      await open("#/scenarios/night-call", ".stage #reveal");
      assert.equal(await page.evaluate(() => isSecureContext), false);
      await page.click("#reveal");
      await page.waitForSelector('.findings [data-category="conf.call"]');
      await until("marks", async () => (await it.layer(page)).marks.length > 0);
    });

    test("the link of a round is shown and selected, to be copied by hand", async () => {
      await open(`#/quiz/result?${ROUND}`, "#score");
      await click(page, "#copy-link");
      await reads(page, 'label[for="link"]', words.quiz_link_by_hand.message);
      assert.equal(await selectedLink(), `${ADDRESS}#/quiz/play?${ROUND}`);
      await page.$eval("#link", (field) => field.setSelectionRange(0, 0));
      await click(page, "#copy-link");
      await selectedLink();
    });

    test("so is the link of an own set", async () => {
      await open("#/own", "#copy");
      await page.select("#copy", "night-call");
      await click(page, "#to-set");
      await click(page, "#share");
      await click(page, "#copy-link");
      await reads(page, ".columns", words.quiz_link_by_hand.message);
      assert.ok((await selectedLink()).startsWith(`${ADDRESS}#/set/`));
    });
  });
}
