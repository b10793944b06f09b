/** The trainer's sandbox: scenarios, free writing, the table of policies; the same findings as the command line, from any static server. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, built, until } from "./lib/browsers.mjs";
import { commandLine } from "./lib/expected.mjs";
import { posts } from "./lib/posts.mjs";
import { click, reads, startSandbox, words } from "./lib/sandbox.mjs";
import { clickButton, hover, POLICY, press } from "./lib/writing.mjs";

const PROFILE = fileURLToPath(new URL("../../www/src/profile.json", import.meta.url));
const WRITE = `#/write?policy=${POLICY}`;

for (const name of BROWSERS) {
  describe(name, () => {
    let it;
    let page;
    before(async () => {
      it = await startSandbox(name);
      page = it.page;
    });
    after(() => it?.close());

    /** What is listed beside the box. */
    const listed = () =>
      page.$$eval(".findings .entry[data-category]", (entries) =>
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

    test("from opening the page to the first revealed violation it takes one click", async () => {
      await it.open("", ".stage #reveal");
      const began = Date.now();
      assert.deepEqual(await listed(), [], "nothing is told before the class has judged");
      await page.click("#reveal");
      await until("findings", async () => (await listed()).length > 0);
      await until("marks", async () => (await it.layer(page)).marks.length > 0);
      assert.equal(await page.$eval(".lesson .judgement", ({ dataset }) => dataset.judgement), "not-allowed");
      assert.ok(Date.now() - began < 30_000);
    });

    test("a judgement is answered, and the better version can be tried in the box", async () => {
      await it.open(`#/scenarios/night-call?policy=${POLICY}`, ".stage #reveal");
      await page.click('.judge[data-judgement="fine"]');
      await reads(
        page,
        ".lesson .verdict",
        words.sandbox_differs.message.replace("$1", words.judgement_fine.message),
      );
      await click(page, "#better");
      await reads(page, ".better", words.sandbox_better_silent.message);
      await click(page, ".better button");
      await until("no findings", async () => (await listed()).length === 0);
      await click(page, "#restore");
      await until("findings again", async () => (await listed()).length > 0);
    });

    test("the same three posts give the command line's findings", async () => {
      await it.open(WRITE, "#post");
      const answers = commandLine(posts, POLICY, PROFILE);
      for (const [index, post] of posts.entries()) {
        await clear();
        await page.keyboard.type(post.text);
        const expected = answers[index].findings
          .map(({ category, confidence, start, end }) => ({ category, confidence, start, end }))
          .sort((a, b) => a.start - b.start || a.category.localeCompare(b.category));
        assert.ok(expected.length > 0);
        await until(`the findings of ${post.id}`, async () => {
          const found = (await listed()).sort(
            (a, b) => a.start - b.start || a.category.localeCompare(b.category),
          );
          return JSON.stringify(found) === JSON.stringify(expected);
        });
      }
    });

    test("a mark's card leads to the clause, and back leads to the text", async () => {
      await it.open(WRITE, "#post");
      await page.click("#post");
      await page.keyboard.type("We got dispatched to a house on Maple Street at 2 am.");
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
      await page.goBack();
      await page.waitForSelector("#post");
      assert.match(await page.$eval("#post", ({ value }) => value), /Maple Street/);
    });

    test("policy, account, role and duty decide; the address holds them and no text", async () => {
      await it.open(WRITE, "#post");
      await page.click("#post");
      await page.select("#policy", "palacios-2-8");
      await page.click("#post");
      await page.keyboard.type(
        "Sleep well, Fairmont: the man who stole your packages is behind bars. He did it, and he will pay for it.",
      );
      await page.select("#account", "official");
      await until("what holds for the department's account", async () =>
        (await listed()).some(({ category }) => category === "official.guilt"),
      );
      await page.select("#account", "personal");
      await until("a personal account", async () =>
        (await listed()).every(({ category }) => category !== "official.guilt"),
      );
      await page.select("#duty", "on");
      await page.waitForSelector(".on-duty .clause-link");
      await page.select("#role", "undercover");
      assert.match(await it.hash(), /^#\/write\?policy=palacios-2-8&duty=on&role=undercover$/);
      await page.select("#policy", "none");
      await until(
        "findings without clauses",
        async () => (await page.$$(".entry .clause-link")).length === 0,
      );
    });

    test("why tells what spoke for a finding, and which safe harbour was weighed", async () => {
      await it.open(WRITE, "#post");
      await page.click("#post");
      await page.keyboard.type("We got dispatched to a house on Maple Street at 2 am. ");
      await page.keyboard.type(
        "The union says our overtime pay is a joke, so come to the meeting on Tuesday.",
      );
      await click(page, "#why");
      await page.waitForSelector('.why [data-outcome="likely"] .points .for');
      await page.waitForSelector('.why [data-harbour="safe.concerted"]');
    });

    test("the table shows where departments differ", async () => {
      await it.open("#/compare/quiet-shift", ".table");
      const row = await page.$$eval('tr[data-category="conduct.on-duty"] td', (cells) =>
        Object.fromEntries(cells.map(({ dataset }) => [dataset.policy, dataset.modality])),
      );
      assert.equal(Object.keys(row).length, 5);
      assert.equal(row["model-26"], "silent");
      assert.equal(row["lexington-27a"], "prohibited");
      assert.equal(row["lpd-pd17-0407"], "permission");
      await page.select("#which", "");
      await page.type("#own-post", "We got dispatched to a house on Maple Street at 2 am.");
      await page.waitForSelector('tr[data-category="conf.call"] .clause-link');
    });

    test("what is chosen survives a reload, what is written doesn't, and a filter stands in the address", async () => {
      await it.open("#/write", "#post");
      await page.select("#policy", "lexington-27a");
      await page.click("#post");
      await page.keyboard.type("We got dispatched to Maple Street.");
      const stored = await page.evaluate(() =>
        JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
      );
      assert.doesNotMatch(stored, /Maple/);
      await page.reload();
      await page.waitForSelector("#post");
      assert.equal(await page.$eval("#policy", ({ value }) => value), "lexington-27a");
      assert.equal(await page.$eval("#post", ({ value }) => value), "");
      await it.open("#/scenarios", "#topic");
      await page.select("#topic", "harbour");
      assert.match(await it.hash(), /topic=harbour/);
      await page.reload();
      await page.waitForSelector("#topic");
      assert.equal(await page.$eval("#topic", ({ value }) => value), "harbour");
      await it.open("#/no-such-view", ".stage");
    });

    test("no policy is a choice of free writing alone, and isn't kept", async () => {
      const policyIs = (wanted) =>
        until(`the policy ${wanted}`, () => page.$eval("#policy", ({ value }, id) => value === id, wanted));
      const goTo = (view) => click(page, `.top nav a[href="#/${view}"]`);
      await it.open("#/write", "#post");
      await page.select("#policy", "lexington-27a");
      await page.select("#policy", "none");
      assert.match(await it.hash(), /policy=none/);
      for (const [view, filled] of [
        ["scenarios", ".scenario-list [data-id]"],
        ["quiz", "#begin:not([disabled])"],
        ["present", "#start"],
      ]) {
        await goTo(view);
        await page.waitForSelector(filled);
        await policyIs("lexington-27a");
      }
      await goTo("own");
      await click(page, "#add");
      const kept = (key) =>
        page.evaluate((name) => JSON.parse(localStorage.getItem(`clausemark-sandbox:${name}`)), key);
      const { scenarios } = await until("a scenario", () => kept("own"));
      assert.deepEqual(scenarios[0].verdict[0].policies, ["lexington-27a"]);
      await goTo("write");
      await page.waitForSelector("#post");
      await policyIs("none");
      assert.equal((await kept("setting")).policy, "lexington-27a");
      // What an earlier version kept.
      await page.evaluate(() => {
        localStorage.removeItem("clausemark-sandbox:own");
        localStorage.setItem("clausemark-sandbox:setting", '{"policy":"none"}');
      });
      for (const hash of ["", "#/scenarios?policy=none"]) {
        await it.open(hash, ".scenario-list [data-id]");
        await policyIs("model-26");
      }
    });

    test("Spanish is one click away, stays chosen, and comes with Spanish scenarios", async () => {
      await it.open("#/scenarios/night-call", ".stage");
      await page.click('button[lang="es"]');
      await reads(page, ".stage h2", "Una llamada");
      assert.equal(await page.evaluate(() => document.documentElement.lang), "es");
      await page.reload();
      await page.waitForSelector(".stage");
      await reads(page, "nav", "Escenarios");
      await page.click('button[lang="en"]');
      await reads(page, ".stage h2", "A call");
    });

    test("it asks for its own files and for nothing else", () => {
      const files = readFileSync(new URL("service-worker.js", built("www")), "utf8");
      const own = (path) =>
        path === "/" || path === "/service-worker.js" || files.includes(`"${path.slice(1)}"`);
      const asked = [...new Set(it.server.requests)].filter((path) => path !== "/favicon.ico");
      assert.deepEqual(
        asked.filter((path) => !own(path)),
        [],
      );
    });
  });
}
