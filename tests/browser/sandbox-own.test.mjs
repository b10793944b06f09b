/** A trainer's own scenarios: written, put in order, saved, opened, shared; looked at as the built-in ones are. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, until } from "./lib/browsers.mjs";
import { click, reads, startSandbox, words } from "./lib/sandbox.mjs";

const POST = "We got dispatched to a house on Maple Street at 2 am.";

for (const name of BROWSERS) {
  describe(name, () => {
    let it;
    let page;
    let folder;
    before(async () => {
      it = await startSandbox(name);
      page = it.page;
      folder = await mkdtemp(join(tmpdir(), "clausemark-own-"));
    });
    after(async () => {
      await it?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const own = () => page.evaluate(() => JSON.parse(localStorage.getItem("clausemark-sandbox:own")));
    const write = async (id, text) => {
      await click(page, id);
      await page.type(id, text);
    };
    /** Opens a file as a person does who picks it. */
    const openFile = async (content) => {
      const path = join(folder, "set.json");
      await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
      const input = await page.$("#file");
      await input.uploadFile(path);
    };

    test("a scenario is written with help, and is whole once nothing is wrong with it", async () => {
      await it.open("#/own?policy=lakewood-pp-1069", "#add");
      await page.type("#set-title", "Monday class");
      await click(page, "#add");
      await page.waitForSelector(".problems li");
      await write("#own-title", "A door");
      await write("#own-situation", "Off duty.");
      await write("#own-post", POST);
      await click(page, "#suggest");
      await page.waitForSelector(".chips li");
      await write("#own-teaches", "It tells a call.");
      await write("#own-better", "Long night.");
      await reads(page, ".preview", words.own_sound.message);
      await until("the marks in the preview", async () => (await page.$$(".preview mark")).length > 0);
      const kept = await own();
      assert.equal(kept.title, "Monday class");
      assert.equal(kept.scenarios[0].post, POST);
      assert.deepEqual(kept.scenarios[0].verdict[0].categories, ["conf.call"]);
      await write("#own-better", ` ${POST}`);
      await reads(page, "#own-better-help", "still finds");
      await page.reload();
      await page.waitForSelector("#own-title");
      assert.equal(await page.$eval("#own-title", ({ value }) => value), "A door");
    });

    test("the set is put in order, and what was taken out comes back", async () => {
      await it.open("#/own", "#copy");
      await page.select("#copy", "union-staffing");
      await click(page, "#to-set");
      await page.waitForSelector(".order li:nth-child(2)");
      const titles = () => page.$$eval(".order li > a", (links) => links.map(({ innerText }) => innerText));
      const before = await titles();
      await click(page, ".order li:nth-child(2) button:nth-child(1)");
      await until("the other order", async () => (await titles()).join() === [...before].reverse().join());
      await click(page, ".order li:nth-child(1) button:nth-child(3)");
      await until("one", async () => (await titles()).length === 1);
      await click(page, "#undo");
      await until("both", async () => (await titles()).length === 2);
    });

    test("a link holds the set behind the #, says its length, and nothing of it reaches the server", async () => {
      await it.open("#/own", "#share");
      await click(page, "#share");
      await page.waitForSelector("#link");
      const link = await page.$eval("#link", ({ value }) => value);
      assert.ok(link.startsWith(`${it.server.address}#/set/`));
      await reads(page, "body", words.share_size.message.replace("$1", link.length.toLocaleString("en")));
      const kept = await own();
      await page.evaluate(() => localStorage.clear());
      await page.goto("about:blank");
      await page.goto(link);
      await reads(page, ".reading", "A door");
      assert.equal(await own(), null, "a link alone changes nothing here");
      await click(page, "#take");
      await page.waitForSelector(".order li");
      assert.deepEqual(await own(), kept);
      assert.doesNotMatch(await it.hash(), /set\//);
      const word = link.split("#/set/")[1];
      assert.ok(it.server.received.every((request) => !request.includes(word.slice(0, 40))));
      await it.open(`#/set/${word.slice(0, 60)}`, ".warning");
    });

    test("the link is copied, or where the browser refuses, selected to be copied by hand", async () => {
      await it.open("#/own", "#share");
      await click(page, "#share");
      await page.waitForSelector("#copy-link");
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
      });
      await click(page, "#copy-link");
      await reads(page, ".columns", words.quiz_link_by_hand.message);
      await until("the selected link", () =>
        page.$eval(
          "#link",
          (field) => document.activeElement === field && field.selectionEnd === field.value.length,
        ),
      );
      await page.evaluate(() => {
        navigator.clipboard.writeText = async (text) => {
          window.copied = text;
        };
      });
      await click(page, "#copy-link");
      await reads(page, "#copy-link", words.quiz_link_copied.message);
      const [copied, link] = await page.$eval("#link", ({ value }) => [window.copied, value]);
      assert.equal(copied, link);
      const told = await page.$eval(".columns", ({ innerText }) => innerText);
      assert.ok(!told.includes(words.quiz_link_by_hand.message));
    });

    test("a file is opened if it is sound; else it says which key is wrong, and nothing changes", async () => {
      await it.open("#/own", "#open");
      const kept = await own();
      await openFile("{}");
      await reads(page, "body", words.own_no_set.message);
      await openFile({
        ...kept,
        scenarios: [{ ...kept.scenarios[0], kind: "reel", colour: "blue", verdict: [] }],
      });
      await page.waitForSelector('#refused [data-kind="wrong-value"][data-key="kind"]');
      await page.waitForSelector('#refused [data-kind="unknown-key"][data-key="colour"]');
      await openFile({ ...kept, scenarios: [{ ...kept.scenarios[0], title: "" }] });
      await page.waitForSelector('#refused [data-kind="missing"][data-key="title"]');
      assert.deepEqual(await own(), kept);
      await openFile({ ...kept, title: "Tuesday class" });
      await until("the other set", async () => (await own()).title === "Tuesday class");
      assert.equal(await page.$("#refused"), null);
    });

    test("the own set is presented and asked about", async () => {
      await it.open("#/present?set=own&policy=lakewood-pp-1069", "#start");
      const first = await page.$eval("#start", ({ hash }) => hash);
      await it.open(first, ".show");
      await it.open("#/quiz/play?set=own&policy=lakewood-pp-1069&n=99&seed=a", ".quiz");
      await page.waitForSelector('.quiz[data-question^="own-"]');
    });

    test("all of it is deleted when the trainer says so", async () => {
      await it.open("#/own", "#forget");
      await click(page, "#forget");
      await until("nothing kept", async () => (await own()) === null);
    });
  });
}
