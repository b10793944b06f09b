/** In front of a class: the presentation with its notes window, and the quiz with its papers. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, until } from "./lib/browsers.mjs";
import { click, reads, startSandbox } from "./lib/sandbox.mjs";

const POLICY = "lakewood-pp-1069";
const SHOW = `#/present/night-call?policy=${POLICY}`;
const ROUND = `#/quiz/play?policy=${POLICY}&n=3&seed=test`;

for (const name of BROWSERS) {
  describe(name, () => {
    let it;
    let page;
    before(async () => {
      it = await startSandbox(name);
      page = it.page;
    });
    after(() => it?.close());

    const step = (wanted) =>
      until(
        `step ${wanted}`,
        async () => (await page.$eval(".show", ({ dataset }) => dataset.step)) === wanted,
      );

    test("a show goes step by step, with the keys of a presenter remote", async () => {
      await it.open(SHOW, ".show");
      await step("post");
      assert.equal((await page.$$(".slide mark")).length, 0, "nothing is told at first");
      await page.keyboard.press("PageDown");
      await step("judge");
      await page.keyboard.press("1");
      await page.keyboard.press("3");
      await page.keyboard.press("3");
      await reads(page, '.judge[data-judgement="not-allowed"]', "2");
      await page.keyboard.press("ArrowRight");
      await step("marks");
      await page.waitForSelector(".slide mark.dashed, .slide mark.solid");
      await page.waitForSelector('.slide .judgement[data-judgement="not-allowed"]');
      await page.keyboard.press(" ");
      await step("clauses");
      await reads(page, ".slide-clauses", "3.2.6.2");
      await page.keyboard.press("PageDown");
      await step("better");
      await page.keyboard.press("PageUp");
      await step("clauses");
      assert.match(await it.hash(), /^#\/present\/night-call\?.*step=clauses/);
      await page.reload();
      await page.waitForSelector(".show");
      await step("clauses");
      await page.keyboard.press("PageDown");
      await page.keyboard.press("PageDown");
      await until("the next scenario", async () => !(await it.hash()).includes("night-call"));
      await step("post");
      await page.goBack();
      await until("the one before", async () => (await it.hash()).includes("night-call"));
    });

    test("the post on the stage opens the show, also where the list is narrowed to others", async () => {
      await it.open(`#/scenarios/night-call?policy=${POLICY}&topic=speech`, ".stage #reveal");
      await page.click("#reveal");
      await click(page, '.answer a[href^="#/present/"]');
      await page.waitForSelector(".show");
      await reads(page, ".slide-post", "Maple Street");
      await reads(page, ".where", "1 of");
      for (const shown of ["judge", "marks", "clauses", "better"]) {
        await page.keyboard.press("PageDown");
        await step(shown);
      }
      await page.keyboard.press("PageDown");
      await reads(page, ".where", "2 of");
      assert.doesNotMatch(await it.hash(), /^#\/present\/night-call/);
      await page.reload();
      await page.waitForSelector(".show");
      await reads(page, ".where", "2 of");
      await page.keyboard.press("PageUp");
      await step("better");
      assert.match(await it.hash(), /^#\/present\/night-call/);
      await click(page, "#leave");
      await page.waitForSelector("#start");
      const start = await page.$eval("#start", ({ hash }) => hash);
      assert.doesNotMatch(start, /night-call/, "the set by itself has no such post");
    });

    test("nothing on the screen is smaller than 28 px, and the dark screen hides all of it", async () => {
      for (const shown of ["", "&step=judge", "&step=marks", "&step=clauses", "&step=better"]) {
        await it.open(`${SHOW}${shown}`, ".show");
        const small = await page.$eval(".show", (show) => {
          const out = [];
          const walk = document.createTreeWalker(show, NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const size = Number.parseFloat(getComputedStyle(node.parentElement).fontSize);
            if (node.data.trim() && size < 28) out.push(`${node.data}: ${size}`);
          }
          return out;
        });
        assert.deepEqual(small, []);
      }
      await page.keyboard.press(".");
      await until("a dark screen", () => page.$eval(".show", (show) => show.innerText.trim() === ""));
      await page.keyboard.press("PageDown");
      await step("better");
      await page.keyboard.press("c");
      await page.waitForSelector(".show.dark-room");
      await page.keyboard.press("c");
      await page.waitForSelector(".show:not(.dark-room)");
    });

    test("the notes window follows, leads, and says what to ask", async () => {
      await it.open(SHOW, ".show");
      const notes = await it.browser.newPage();
      await notes.goto(`${it.server.address}#/notes`);
      await reads(notes, ".notes", "Which single word");
      await notes.bringToFront();
      await click(notes, "#forward");
      await step("judge");
      await until(
        "the step in the notes",
        async () => (await notes.$eval(".notes", ({ dataset }) => dataset.step)) === "judge",
      );
      await page.bringToFront();
      await page.keyboard.press("PageDown");
      await until(
        "the step in the notes",
        async () => (await notes.$eval(".notes", ({ dataset }) => dataset.step)) === "marks",
      );
      await notes.close();
    });

    /** Judges the post of the question that is open. */
    const answer = async (judgement) => {
      await click(page, `.quiz[data-done="false"] .judge[data-judgement="${judgement}"]`);
    };

    test("a person is asked, told at once, and gets a result with what to read again", async () => {
      await it.open(`${ROUND}&topics=confidentiality`, ".quiz");
      const count = Number(
        (await page.$eval(".quiz .quiet", ({ innerText }) => innerText)).match(/of (\d+)/)[1],
      );
      assert.ok(count >= 2);
      for (let at = 0; at < count; at += 1) {
        if (at === 0) {
          await answer("not-allowed");
          await page.waitForSelector("[data-clause]");
          assert.equal((await page.$$("[data-clause]")).length, 4);
          await click(page, "[data-clause]");
        } else await answer("fine");
        await page.waitForSelector(".lesson[data-right]");
        await click(page, "#onward");
      }
      await page.waitForSelector("#score");
      assert.equal((await page.$$(".chart svg[role=img]")).length, count);
      const again = await page.$$eval("#again .clause-link", (links) =>
        links.map(({ innerText }) => innerText),
      );
      assert.ok(again.length >= 1);
      const link = await page.evaluate(() => location.href);
      await page.reload();
      await page.waitForSelector("#score");
      assert.equal(await page.evaluate(() => location.href), link);
      const stored = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
      assert.doesNotMatch(stored, /Maple|dispatched/, "answers are kept without a text");
    });

    test("the class is asked by show of hands", async () => {
      await it.open(`${ROUND}&mode=hands`, ".quiz");
      await page.type("#hands-not-allowed", "12");
      await page.type("#hands-fine", "3");
      await click(page, "#counted");
      await page.waitForSelector(".lesson .judgement");
      assert.match(await page.$eval(".lesson .verdict", ({ innerText }) => innerText), /of 15 hands/);
    });

    test("handout, key and certificate: the names are on the paper only", async () => {
      await it.open(ROUND.replace("/play", "/handout"), ".paper");
      assert.equal((await page.$$(".paper-handout li")).length, 3);
      assert.equal((await page.$$(".paper mark")).length, 0, "a handout tells nothing");
      await it.open(ROUND.replace("/play", "/key"), ".paper");
      const levels = await page.$$eval(".paper-key .judgement", (all) =>
        all.map((judgement) => {
          const lowerEdge = (node) => {
            const range = document.createRange();
            range.selectNodeContents(node);
            return range.getClientRects()[0].bottom;
          };
          return lowerEdge(judgement.lastChild) - lowerEdge(judgement.parentElement.lastChild);
        }),
      );
      assert.equal(levels.length, 3);
      assert.ok(
        levels.every((level) => Math.abs(level) <= 1),
        `the judgement and the sentence behind it stand on one line: ${levels}`,
      );
      await it.open(ROUND.replace("/play", "/certificate"), ".paper");
      await page.type("#trainee", "Robin Marsh");
      await reads(page, ".certificate-name", "Robin Marsh");
      const kept = await page.evaluate(() =>
        JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, history.state]),
      );
      assert.doesNotMatch(kept, /Robin|Marsh/);
      const saved = await page.evaluate(async () => {
        let blob;
        const make = URL.createObjectURL;
        URL.createObjectURL = (given) => {
          blob = given;
          return make.call(URL, given);
        };
        document.querySelector("#save").click();
        URL.createObjectURL = make;
        return blob.text();
      });
      assert.match(saved, /^<!doctype html>[\s\S]*Robin Marsh/);
      assert.doesNotMatch(saved, /<script/);
      // Only Chromium can show how a page would be printed.
      if (name === "chromium") {
        await page.emulateMediaType("print");
        const display = await page.$eval(".top", (top) => getComputedStyle(top).display);
        assert.equal(display, "none", "the bar isn't printed");
        await page.emulateMediaType(null);
      }
      assert.ok(it.server.received.every((request) => !/Robin|Marsh/.test(request)));
    });

    test("a round is set up by policy, topic and number, and its link brings the same questions", async () => {
      await it.open("#/quiz", "#begin");
      await page.select("#policy", POLICY);
      await page.select("#count", "5");
      await click(page, 'input[name="confidentiality"]');
      await click(page, "#begin");
      await page.waitForSelector(".quiz[data-question]");
      const first = await page.$eval(".quiz", ({ dataset }) => dataset.question);
      const hash = await it.hash();
      assert.match(hash, /seed=\w+/);
      await it.open(hash, ".quiz[data-question]");
      assert.equal(await page.$eval(".quiz", ({ dataset }) => dataset.question), first);
    });
  });
}
