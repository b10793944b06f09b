/** The clause pages, what was put away, and what holds for every page of the extension: barriers, widths, sizes. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { barriers } from "./lib/axe.mjs";
import { BROWSERS, built, launch } from "./lib/browsers.mjs";
import { openOwnPage } from "./lib/own-page.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marksNumber, write } from "./lib/writing.mjs";

const PAGES = [
  "welcome.html",
  "settings.html",
  "popup.html",
  "photo.html",
  "clauses.html#lakewood-pp-1069/3.2.6.1",
];
const DARK = [{ name: "prefers-color-scheme", value: "dark" }];
/** Most of a page's own script, compressed, in bytes. */
const MOST_SCRIPT = 60 * 1024;

test("each page's own script is small", () => {
  for (const browser of BROWSERS) {
    for (const page of ["welcome", "popup", "settings", "clauses", "photo"]) {
      const size = gzipSync(readFileSync(new URL(`${page}.js`, built(browser))), { level: 9 }).length;
      assert.ok(size <= MOST_SCRIPT, `${browser} ${page}.js has ${size} B`);
    }
  }
});

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });

    const openClause = async (place) => {
      const page = await openOwnPage(it, `clauses.html#${place}`);
      await page.see("h1");
      return page;
    };

    test("a clause is told with its meaning, examples, kin and neighbours", async () => {
      const page = await openClause("lakewood-pp-1069/3.2.6.1");
      const here = await page.see(".clause.here", "Investigations");
      assert.match(here, /The clause you opened/);
      assert.match(here, /Needs permission: you may post this once/);
      await page.see("#examples-flagged", "detectives");
      await page.see("#examples-fine", "says the paper");
      const marked = await page.run(() =>
        [...document.querySelectorAll("#examples-flagged li")].every((item) =>
          item.querySelector("mark.dashed"),
        ),
      );
      assert.ok(marked, "an example has no mark");
      await page.click(".related a");
      await page.until("the clause of another policy", () => !location.hash.includes("lakewood"));
      const other = await page.see(".clause.here");
      assert.match(other, /Investigation/);
      await page.see(".head", "not the policy that your posts are checked by");
      await page.close();
    });

    test("neighbours lead on and back, and the number is a link to the clause", async () => {
      const page = await openClause("model-26/26.3.5");
      await page.click(".neighbours a:last-child");
      await page.see(".clause.here .number", "26.3.6");
      await page.click(".neighbours a:first-child");
      await page.see(".clause.here .number", "26.3.5");
      const link = await page.run(() => document.querySelector("#clause-26\\.1\\.0 .number a").hash);
      assert.equal(link, "#model-26/26.1.0");
      const focus = await page.run(() => document.activeElement.id);
      assert.equal(focus, "clause-26.3.5");
      await page.close();
    });

    test("a search finds clauses by their words and their matters, here and elsewhere", async () => {
      const page = await openClause("lakewood-pp-1069");
      await page.type("#search", "UNIFORM");
      const found = await page.see("[role=status]", "clause");
      assert.match(found, /^\d+ clauses?$/);
      const pointed = await page.run(() =>
        [...document.querySelectorAll(".found")].map((one) => one.textContent),
      );
      assert.ok(
        pointed.length > 0 && pointed.every((word) => word.toLowerCase() === "uniform"),
        String(pointed),
      );
      await page.see("main", "Also in:");
      await page.click(".outline h2 a");
      await page.see(".clause.here");
      assert.equal(await page.run(() => document.querySelector("#search").value), "");
      await page.type("#search", "zebra");
      await page.see("[role=status]", "No clause speaks of “zebra”");
      await page.close();
    });

    test("a link to the clause that one is at already leads there, and out of a search", async () => {
      const page = await openClause("lakewood-pp-1069/3.2.6.1");
      await page.type("#search", "investigation");
      await page.click(".outline h2 a[href$='/3.2.6.1']");
      await page.see(".clause.here", "Investigations");
      assert.equal(await page.run(() => document.querySelector("#search").value), "");
      await page.run(() => scrollTo(0, 0));
      await page.click(".contents a[aria-current]");
      await page.until("the clause to be in sight and in focus", () => {
        const here = document.querySelector(".clause.here");
        const { top } = here.getBoundingClientRect();
        return document.activeElement === here && top >= 0 && top < 100;
      });
      await page.close();
    });

    test("an address that names no clause or policy says so", async () => {
      const page = await openClause("lakewood-pp-1069/9.9");
      await page.see(".warning", "no clause 9.9");
      await page.close();
      const none = await openClause("atlantis-1");
      await none.see("main", "no such policy");
      await none.choose("#policy", "model-26");
      await none.see("h1", "Any department");
      await none.close();
    });

    test("what was put away is listed by rule and day, without its words, and can be brought back", async () => {
      const site = await it.browser.newPage();
      await site.goto("https://www.facebook.com/");
      await write(it, site, "#box", "well fuck it");
      const { marks } = await marksNumber(it, site, 1);
      await hover(it, site, marks[0]);
      await clickButton(it, site, "Not a problem here");
      await marksNumber(it, site, 0);
      const page = await openOwnPage(it, "settings.html");
      const listed = await page.see("#dismissals li", "Bring back");
      assert.match(listed, /Not a problem here, \d{4}-\d\d-\d\d/);
      assert.ok(!JSON.stringify(await page.stored()).includes("fuck"), "the words are in storage");
      await page.click("button", "Bring back");
      await page.see("#dismissals", "Nothing yet");
      await site.bringToFront();
      await marksNumber(it, site, 1);
      await site.close();
      await page.close();
    });

    test("no page has barriers, in any of its looks, in either language", async () => {
      for (const path of PAGES) {
        const page = await openOwnPage(it, path);
        await page.see("main");
        if (path.startsWith("clauses")) await page.see("#examples-fine");
        if (path.startsWith("settings")) {
          await page.click("[aria-label='Details of Facebook']");
          await page.click("#rules summary");
        }
        assert.deepEqual(await barriers(page.runText), [], path);
        // The colours are the same in both browsers; only one of them can be told to be dark.
        if (name === "chromium") {
          await page.emulate(DARK);
          assert.deepEqual(await barriers(page.runText), [], `${path}, dark`);
        }
        await page.close();
      }
      const page = await openOwnPage(it, "settings.html");
      await page.choose("[name=language]", "es");
      await page.see("h1", "Ajustes");
      for (const path of PAGES) {
        const spanish = await openOwnPage(it, path);
        await spanish.see("main");
        assert.equal(await spanish.run(() => document.documentElement.lang), "es");
        assert.deepEqual(await barriers(spanish.runText), [], `${path}, in Spanish`);
        await spanish.close();
      }
      await page.choose("[name=language]", "");
      await page.see("h1", "Settings");
      await page.close();
    });

    test("every page fits into 320 pixels, also with text twice as large", async () => {
      for (const path of PAGES) {
        const page = await openOwnPage(it, path);
        await page.see("main");
        await page.resize(320, 800);
        for (const size of ["100%", "200%"]) {
          const { over, widest } = await page.run((text) => {
            document.documentElement.style.fontSize = text;
            const { scrollWidth, clientWidth } = document.documentElement;
            const wide = [...document.querySelectorAll("main *, nav *")].find(
              (one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest(".unseen"),
            );
            return { over: scrollWidth - clientWidth, widest: wide?.outerHTML.slice(0, 120) };
          }, size);
          assert.ok(over <= 0, `${path} at ${size} is ${over} px too wide: ${widest}`);
        }
        await page.close();
      }
    });

    test("every control of the settings can be reached and seen by keyboard", async () => {
      const page = await openOwnPage(it, "settings.html");
      await page.see("h1");
      const controls = await page.run(
        () => document.querySelectorAll("a, button, input:not([hidden]), select, textarea, summary").length,
      );
      const hidden = await page.run(
        () => document.querySelectorAll("details:not([open]) :is(input, a, button):not(summary)").length,
      );
      const reached = new Set();
      await page.bringToFront();
      for (let presses = 0; presses < controls + 5; presses += 1) {
        await page.press("Tab");
        const at = await page.run(() => {
          const all = [...document.querySelectorAll("a, button, input, select, textarea, summary")];
          const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
          const isSeen = outlineStyle !== "none" && outlineWidth !== "0px";
          return { index: all.indexOf(document.activeElement), isSeen, isLeft: !document.hasFocus() };
        });
        // After the last one Firefox goes on to its own buttons.
        if (at.isLeft) break;
        if (at.index < 0) continue;
        assert.ok(at.isSeen, `control ${at.index} shows no focus`);
        reached.add(at.index);
      }
      assert.equal(reached.size, controls - hidden);
      await page.close();
    });
  });
}
