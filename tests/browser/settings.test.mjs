/** The settings do what they say, in the page in the next tab, too. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { barriers } from "./lib/axe.mjs";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { giveFile } from "./lib/give-file.mjs";
import { openOwnPage } from "./lib/own-page.mjs";
import { refuseStorage } from "./lib/own-storage.mjs";
import { startSites } from "./lib/site.mjs";
import { hover, marksNumber, write } from "./lib/writing.mjs";

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let site;
    let page;
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "clausemark-"));
      sites = await startSites();
      it = await launch(name, { sites, downloads: folder });
      site = await it.browser.newPage();
      await site.goto("https://www.facebook.com/");
      await write(it, site, "#box", "well fuck it");
    });
    beforeEach(async () => {
      page = await openOwnPage(it, "settings.html");
      await page.see("h1", "Settings");
    });
    after(async () => {
      await it?.close();
      sites?.close();
      await rm(folder, { recursive: true, force: true });
    });

    const choices = async () => (await page.stored()).choices;
    const kept = (what, probe) => until(what, async () => probe(await choices()));
    /** Looks at the site and waits for this many marks. */
    const marksOnSite = async (number) => {
      await site.bringToFront();
      await marksNumber(it, site, number);
    };
    const give = (text) => giveFile(page, "#import-file", "settings.json", text);
    /** Gives the page a file and waits for what comes of it. */
    const open = async (text) => {
      await give(text);
      return page.see("#import-outcome", ".");
    };
    const refuse = (isRefused) => page.run(refuseStorage, isRefused);
    const chosenPolicy = () => page.run(() => document.querySelector("#policy").value);

    test("policy and profile are kept", async () => {
      await page.type("[name=department_name]", "Fairmont Police Department");
      await page.type("[name=writer_coworkers]", "Erin Whitcomb");
      await page.choose("#policy", "lakewood-pp-1069");
      await kept(
        "all of it in storage",
        ({ policy, profile }) =>
          policy === "lakewood-pp-1069" &&
          profile.department.name === "Fairmont Police Department" &&
          profile.coworkers.length === 1,
      );
      await page.see("[role=status]", "Saved");
      await page.close();
      page = await openOwnPage(it, "settings.html");
      const field = (label) =>
        page.until(label, (key) => document.querySelector(`[name=${key}]`)?.value, label);
      assert.equal(await field("department_name"), "Fairmont Police Department");
      assert.equal(await field("writer_coworkers"), "Erin Whitcomb");
      await page.choose("#policy", "model-26");
      await kept("the model policy", ({ policy }) => policy === "model-26");
      await page.close();
    });

    test("a rule that is switched off marks nothing, everywhere or on one site", async () => {
      await page.click("summary", "No rule is switched off");
      await page.click("[name='speech.obscene']");
      await marksOnSite(0);
      await page.click("[name='speech.obscene']");
      await marksOnSite(1);
      await page.click("[aria-label='Details of Facebook']");
      await page.choose("[name=site-off]", "speech.obscene");
      await marksOnSite(0);
      assert.deepEqual((await choices()).off, []);
      await page.click(".details button", "Switch on");
      await marksOnSite(1);
      await page.close();
    });

    test("a site is switched off and on", async () => {
      const turn = ".site:has([aria-label='Details of Facebook']) [role=switch]";
      await page.click(turn);
      await marksOnSite(0);
      await page.click(turn);
      await until("the switch to be on", async () => (await choices()).sites.facebook.on === true);
      await site.bringToFront();
      await site.click("#box");
      await marksOnSite(1);
      await page.close();
    });

    test("only what is likely is marked, if so chosen", async () => {
      // An example of a rule that never more than guesses, so that no training of the scorer changes it.
      const possible = "what a pathetic loser";
      const other = await it.browser.newPage();
      await other.goto("https://x.com/");
      await write(it, other, "#box", possible);
      const { marks } = await it.layer(other);
      assert.ok(
        marks.some((mark) => mark.possible),
        "the post has no guess in it",
      );
      await page.choose("[name=least]", "likely");
      await other.bringToFront();
      await until("no guess", async () => (await it.layer(other)).marks.every((mark) => !mark.possible));
      await page.choose("[name=least]", "possible");
      await other.bringToFront();
      await until("the guess again", async () => (await it.layer(other)).marks.some((mark) => mark.possible));
      await other.close();
      await page.close();
    });

    test("question and language are kept, and the language changes page and card at once", async () => {
      await page.click(".switch[aria-labelledby]:not([aria-checked=true])");
      await page.choose("[name=language]", "es");
      await page.see("h1", "Ajustes");
      assert.equal(await page.run(() => document.documentElement.lang), "es");
      await page.see(".page", "están en inglés");
      const { askBeforePosting, language } = await choices();
      assert.deepEqual({ askBeforePosting, language }, { askBeforePosting: true, language: "es" });
      await site.bringToFront();
      const { marks } = await marksNumber(it, site, 1);
      const card = await hover(it, site, marks[0]);
      assert.match(card.text, /Leer la cláusula/);
      assert.match(card.text, /may/, "the finding is told in another language than that of the rules");
      await site.mouse.move(1, 1);
      await until("the card to go", async () => !(await it.layer(site)).card);
      await page.choose("[name=language]", "");
      await page.see("h1", "Settings");
      await page.close();
    });

    test("a settings file leaves names out unless they are ticked, and brings the rest back", async () => {
      await page.click("#export");
      const file = join(folder, "clausemark-settings.json");
      const text = await until("the file", () => readFile(file, "utf8"));
      const now = await choices();
      assert.ok(now.profile.department.name.length > 0);
      assert.ok(!text.includes(now.profile.department.name) && !text.includes("Whitcomb"), text);
      await rm(file);
      await page.click("[name=with-names]");
      await page.click("#export");
      const withNames = await until("the file with names", () => readFile(file, "utf8"));
      assert.ok(withNames.includes("Whitcomb"));
      const changed = JSON.parse(text);
      changed.choices.policy = "palacios-2-8";
      await open(JSON.stringify(changed));
      await kept("the policy of the file", ({ policy }) => policy === "palacios-2-8");
      assert.equal((await choices()).profile.department.name, now.profile.department.name);
      await page.click("#import-outcome button", "Undo");
      await kept("the policy of before", ({ policy }) => policy === now.policy);
      await page.close();
    });

    test("a damaged or newer file names the key and changes nothing", async () => {
      const before = JSON.stringify(await choices());
      const cases = [
        ['{"clausemark": 1, "choices": {"scorer": fal', /“scorer”/],
        ['{"clausemark": 2, "choices": {}}', /newer version.*“clausemark”/],
        ['{"clausemark": 1, "choices": {"policy": "atlantis-1"}}', /“choices.policy”.*“atlantis-1”/],
        [
          '{"clausemark": 1, "choices": {"profile": {"writer": {"role": "chief"}}}}',
          /“choices.profile.writer.role”/,
        ],
        ['{"clausemark": 1, "choices": {"theme": "dark"}}', /“choices.theme”/],
        ["{}", /“clausemark”/],
      ];
      for (const [text, said] of cases) {
        await open(text);
        const told = await page.until(
          String(said),
          (pattern) => {
            const { innerText } = document.querySelector("#import-outcome");
            return new RegExp(pattern).test(innerText) && innerText;
          },
          said.source,
        );
        assert.match(told, /Nothing was changed/);
        assert.equal(JSON.stringify(await choices()), before);
      }
      await page.close();
    });

    test("a site that is added is read along on, and given back when it is removed", async () => {
      const forum = await it.browser.newPage();
      await forum.goto("https://forum.example/");
      await page.type("[name=add-site]", "http://forum.example");
      await page.press("Enter");
      await page.see("[role=alert]", "no address");
      await page.run(() => {
        document.querySelector("[name=add-site]").value = "";
      });
      await it.allowHost("https://forum.example/*");
      await page.type("[name=add-site]", "");
      await page.run(() => {
        const input = document.querySelector("[name=add-site]");
        input.value = "https://forum.example/thread/7";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      });
      await page.click("button", "Add");
      await page.see(".site", "forum.example");
      const permissions = () =>
        page.run(() => (globalThis.browser ?? globalThis.chrome).permissions.getAll());
      assert.ok((await permissions()).origins.includes("https://forum.example/*"));

      // The page was open before; it need not be loaded again.
      await forum.bringToFront();
      await until("a mark in the forum", async () => {
        await forum.click("#box", { count: 3 });
        await forum.keyboard.type("well fuck it");
        return (await it.layer(forum)).marks.length === 1;
      });
      await forum.reload();
      await forum.click("#box");
      await forum.keyboard.type("well fuck it");
      await marksNumber(it, forum, 1);

      await page.click("[aria-label='Details of forum.example']");
      await page.click("button", "Remove this site and give the permission back");
      await forum.bringToFront();
      await marksNumber(it, forum, 0);
      await until("the permission to be given back", async () => {
        const { origins, permissions: names } = await permissions();
        return !origins.includes("https://forum.example/*") && !names.includes("scripting");
      });
      await forum.close();
      await page.close();
    });

    test("a reset leaves nothing behind", async () => {
      await page.click("#reset");
      await page.click("#reset-sure");
      await until("the first settings", async () => {
        const stored = await page.stored();
        return !JSON.stringify(stored).includes("Whitcomb") && !stored.dismissals;
      });
      const name = await page.until(
        "an empty field",
        () => document.querySelector("[name=department_name]")?.value === "",
      );
      assert.ok(name);
      await page.close();
    });

    test("what could not be saved is said in plain sight, until something is saved", async () => {
      await page.choose("#policy", "lexington-27a");
      await kept("the policy", ({ policy }) => policy === "lexington-27a");
      await refuse(true);
      await page.choose("#policy", "palacios-2-8");
      await page.see(".not-saved[role=alert]", "Could not be saved");
      assert.equal(await chosenPolicy(), "lexington-27a");
      await page.until("it to stay in sight", () => {
        scrollTo(0, document.documentElement.scrollHeight);
        const { top, bottom } = document.querySelector(".not-saved").getBoundingClientRect();
        return scrollY > 0 && top >= 0 && bottom <= innerHeight;
      });
      await refuse(false);
      await page.choose("#policy", "palacios-2-8");
      await page.see("[role=status]", "Saved");
      assert.equal(await page.run(() => document.querySelectorAll(".not-saved").length), 0);
      assert.equal((await choices()).policy, "palacios-2-8");
      await page.close();
    });

    test("an import or its undo that could not be saved is not told as done", async () => {
      const outcome = () => page.run(() => document.querySelector("#import-outcome").innerText);
      const file = JSON.stringify({ clausemark: 1, choices: { policy: "model-26" } });
      await refuse(true);
      await give(file);
      await page.see(".not-saved", "Could not be saved");
      assert.equal(await outcome(), "");
      await refuse(false);
      await open(file);
      await page.see("#import-outcome", "in force now");
      await refuse(true);
      await page.click("#import-outcome button", "Undo");
      await page.see(".not-saved", "Could not be saved");
      assert.match(await outcome(), /in force now/);
      assert.equal((await choices()).policy, "model-26");
      await refuse(false);
      await page.click("#import-outcome button", "Undo");
      await page.see("#import-outcome", "as they were before");
      assert.equal((await choices()).policy, "palacios-2-8");
      await page.close();
    });

    test("a settings file that can't be opened says so", async () => {
      await page.run(() => {
        Blob.prototype.text = () => Promise.reject(new Error("gone"));
      });
      await give("{}");
      assert.match(
        await page.see("#import-outcome", "could not open “settings.json”"),
        /Nothing was changed/,
      );
      await page.close();
    });

    test("a field tells how much of it is kept, where that is not all", async () => {
      const fill = (label, value) =>
        page.run(
          (called, text) => {
            const field = document.querySelector(`[name=${called}]`);
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true }));
          },
          label,
          value,
        );
      const people = Array.from({ length: 1001 }, (_, index) => `Officer ${index}`);
      await fill("writer_coworkers", people.join("\n"));
      await page.see(".not-kept", "first 1000 entries");
      await kept("1000 people", ({ profile }) => profile.coworkers.length === 1000);
      await fill("writer_name", "x".repeat(501));
      await page.see(".not-kept", "first 500 characters");
      await kept("500 characters", ({ profile }) => profile.writer.name.length === 500);
      assert.deepEqual(await barriers(page.runText), []);
      await fill("writer_name", "");
      await fill("writer_coworkers", "");
      await page.until("nothing to tell", () => !document.querySelector(".not-kept"));
      await kept("nobody", ({ profile }) => profile.coworkers.length === 0 && !profile.writer.name);
      await page.close();
    });

    test("a policy that this version lacks is named, with the one that posts are checked by meanwhile", async () => {
      await it.store({
        choices: { policy: "atlantis-1" },
        "choices-last-good": { policy: "palacios-2-8" },
      });
      const told = await page.see("#policy-gone", "“atlantis-1”");
      assert.match(told, /checked by another one: Palacios Police Department/);
      assert.match(told, /choose another/);
      assert.equal(await chosenPolicy(), "");
      const clauses = await openOwnPage(it, "clauses.html#palacios-2-8");
      assert.doesNotMatch(await clauses.see(".head", "Palacios"), /not the policy that your posts/);
      await clauses.close();
      await page.choose("#policy", "lexington-27a");
      await page.until("the line to go", () => !document.querySelector("#policy-gone"));
      assert.equal(await chosenPolicy(), "lexington-27a");
      await page.close();
    });
  });
}
