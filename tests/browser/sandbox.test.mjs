/** The trainer's sandbox: the same findings as the command line, from any static server, with nothing asked for. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, built, launch, until } from "./lib/browsers.mjs";
import { commandLine } from "./lib/expected.mjs";
import { posts } from "./lib/posts.mjs";
import { serveFolder } from "./lib/site.mjs";
import { clickButton, hover, POLICY, press } from "./lib/writing.mjs";

const PROFILE = fileURLToPath(new URL("../../www/src/profile.json", import.meta.url));

for (const name of BROWSERS) {
  describe(name, () => {
    let server;
    let it;
    let page;
    before(async () => {
      server = await serveFolder(built("www"));
      it = await launch(name, { extension: false });
      page = await it.browser.newPage();
      await page.goto(server.address);
      await page.waitForSelector("#post");
    });
    after(async () => {
      await it?.close();
      server?.close();
    });

    /** What is listed beside the box. */
    const listed = () =>
      page.$$eval(".findings .entry", (entries) =>
        entries.map(({ dataset }) => ({
          category: dataset.category,
          confidence: dataset.confidence,
          start: Number(dataset.start),
          end: Number(dataset.end),
        })),
      );
    const clear = async () => {
      await page.click("#post");
      await press(page, "Control+a");
      await page.keyboard.press("Delete");
      await until("an empty list", async () => (await listed()).length === 0);
    };

    test("the same three posts give the command line's findings", async () => {
      const answers = commandLine(posts, POLICY, PROFILE);
      for (const [index, post] of posts.entries()) {
        await clear();
        await page.keyboard.type(post.text);
        const expected = answers[index].findings.map(({ category, confidence, start, end }) => ({
          category,
          confidence,
          start,
          end,
        }));
        assert.ok(expected.length > 0);
        const same = await until(`the findings of ${post.id}`, async () => {
          const found = await listed();
          return JSON.stringify(found) === JSON.stringify(expected) && found;
        });
        assert.deepEqual(same, expected);
      }
    });

    test("an example is marked, its card leads to the clause below", async () => {
      await page.click("#example-call");
      const drawn = await until("marks", async () => {
        const layer = await it.layer(page);
        return layer.marks.length > 0 && layer;
      });
      await hover(it, page, drawn.marks[0]);
      await clickButton(it, page, "Read the clause");
      await until("the clause in sight", () =>
        page.$eval(".clause.here", (clause) => {
          const { top, bottom } = clause.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }),
      );
    });

    test("another policy, and none, are asked at once", async () => {
      await page.click("#example-call");
      await until("findings", async () => (await listed()).length > 0);
      await page.select("#policy", "none");
      await until("findings without clauses", async () => {
        const clauses = await page.$$(".clause-link");
        return clauses.length === 0 && (await listed()).length > 0;
      });
      await page.select("#policy", POLICY);
      await until("clauses again", async () => (await page.$$(".clause-link")).length > 0);
    });

    test("it asks for its own files and for nothing else", () => {
      const own = ["/", "/clausemark_bg.wasm", "/icon.svg", "/pages.css", "/sandbox.css", "/sandbox.js"];
      const asked = [...new Set(server.requests)].filter((path) => path !== "/favicon.ico");
      assert.deepEqual(
        asked.filter((path) => !own.includes(path)),
        [],
      );
    });
  });
}
