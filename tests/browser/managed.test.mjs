/** What an organisation sets: it holds, shows by whom, can be changed and goes, and the writer's own settings outlive it. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { barriers } from "./lib/axe.mjs";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { loadModule } from "./lib/expected.mjs";
import { giveFile } from "./lib/give-file.mjs";
import { setPolicies } from "./lib/managed.mjs";
import { openOwnPage } from "./lib/own-page.mjs";
import { startSites } from "./lib/site.mjs";
import { hover, write } from "./lib/writing.mjs";

const FIRST = {
  organisation: "Fairmont Police Department",
  message: "Questions about this? Ask the training unit.",
  policy: "lakewood-pp-1069",
  documentLink: "https://fairmont.example/policy.pdf",
  department: { name: "Fairmont Police Department", aliases: ["FPD"] },
  sites: { facebook: "locked-on", x: "locked-off", reddit: "off" },
  askBeforePosting: true,
  locked: ["policy", "askBeforePosting"],
};

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let id;
    let folder;
    let saved;
    /** What was saved as a settings file while the organisation's own policy was in force. */
    let file;
    const start = async () => {
      it = await launch(name, { sites, kept: folder, downloads: saved });
      id =
        name === "firefox" ? "clausemark@clausemark.invalid" : new URL((await it.extensionFiles())[0]).host;
    };
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "clausemark-"));
      saved = await mkdtemp(join(tmpdir(), "clausemark-saved-"));
      sites = await startSites();
      await start();
      await it.store({
        choices: { policy: "palacios-2-8", off: ["conf.call"], sites: { reddit: { on: true } } },
      });
    });
    after(async () => {
      setPolicies(name, id, undefined);
      await it?.close();
      sites?.close();
      await rm(folder, { recursive: true, force: true });
      await rm(saved, { recursive: true, force: true });
    });

    /** Sets the values as an administrator does; Firefox has to be started anew for it. */
    const set = async (values) => {
      setPolicies(name, id, values);
      if (name === "chromium") return;
      await it.close();
      await start();
    };
    /** Opens the settings once the worker has taken over what is set. */
    const settings = async (probe) => {
      const page = await openOwnPage(it, "settings.html");
      await until("the organisation's settings to be taken over", async () =>
        probe((await page.stored()).organisation),
      );
      await page.close();
      return openOwnPage(it, "settings.html");
    };
    const inForce = (page) =>
      page.until("the policy", () => {
        const list = document.querySelector("#policy");
        return list && { value: list.value, isLocked: list.matches(":disabled") };
      });

    test("what is set holds, and shows by whom", async () => {
      await set(FIRST);
      const page = await settings((now) => now?.name === FIRST.organisation);
      await page.see("#organisation h2", "Managed by Fairmont Police Department");
      await page.see(".staff-message", FIRST.message);
      await page.see("#organisation", "nothing goes back");
      assert.deepEqual(await inForce(page), { value: "lakewood-pp-1069", isLocked: true });
      await page.see("#inforce .held-by", "Set by Fairmont Police Department");
      await page.see("#department .held-by", "Suggested by Fairmont Police Department");
      assert.deepEqual(
        await page.run(() => [
          document.querySelector("[name=department_name]").value,
          document.querySelector("#writing [role=switch]").ariaChecked,
          document.querySelector("#writing [role=switch]").matches(":disabled"),
        ]),
        ["Fairmont Police Department", "true", true],
      );
      assert.deepEqual(await barriers(page.runText), []);
      await page.close();
      // What the writer chose is still there below.
      const clauses = await openOwnPage(it, "clauses.html#lakewood-pp-1069");
      await clauses.see(".head", "Lakewood");
      assert.equal(
        await clauses.run(() => document.querySelector(".head a.with-icon").href),
        FIRST.documentLink,
      );
      assert.equal((await clauses.stored()).choices.policy, "palacios-2-8");
      await clauses.close();
    });

    test("sites are on and off as it says", async () => {
      const x = await it.browser.newPage();
      await x.goto("https://x.com/");
      await x.click("#box");
      await x.keyboard.type("well fuck it");
      const facebook = await it.browser.newPage();
      await facebook.goto("https://www.facebook.com/");
      await write(it, facebook, "#box", "well fuck it");
      // The worker answers in turn, so it has been asked about the other page, too, if ever.
      assert.equal((await it.layer(x)).marks.length, 0);
      await x.close();
      await facebook.close();
    });

    test("the writer changes what is suggested, and nothing that is locked", async () => {
      const page = await openOwnPage(it, "settings.html");
      const turn = (label) => `.site:has([aria-label='Details of ${label}']) [role=switch]`;
      await page.see("#sites .held-by", "Suggested by");
      await page.click(turn("Reddit"));
      await until("Reddit to be on", async () =>
        (await page.stored())["chosen-over-organisation"]?.includes("sites.reddit"),
      );
      assert.equal(
        await page.run((wanted) => document.querySelector(wanted).ariaChecked, turn("Reddit")),
        "true",
      );
      await page.click(turn("X"));
      // A list that is switched off can still be changed by script; the storage has the last word.
      await page.choose("#policy", "model-26");
      await page.type("[name=writer_name]", "Jordan Avery");
      await until(
        "the name",
        async () => (await page.stored()).choices.profile.writer.name === "Jordan Avery",
      );
      const { choices, ...stored } = await page.stored();
      assert.deepEqual([choices.policy, choices.askBeforePosting], ["palacios-2-8", false]);
      assert.deepEqual(stored["chosen-over-organisation"], ["sites.reddit"]);
      assert.equal(choices.profile.department.name, "");
      await page.close();
    });

    test("a change is taken over, and a mistake in it is told while the last good value holds", async () => {
      await set({
        ...FIRST,
        message: "New message",
        policy: "lexington-27a",
        least: "certain",
        sites: { x: "on" },
      });
      const page = await settings((now) => now?.message === "New message");
      assert.deepEqual(await inForce(page), { value: "lexington-27a", isLocked: true });
      await page.see("#organisation-faults", "“least” can't be “certain”");
      await page.close();
      await set({ ...FIRST, message: "Newer message", policy: "atlantis-1" });
      const next = await settings((now) => now?.message === "Newer message");
      assert.deepEqual(await inForce(next), { value: "lexington-27a", isLocked: true });
      await next.see("#organisation-faults", "“policy”");
      await next.see("#organisation-faults", "there is no policy 'atlantis-1'");
      await next.close();
    });

    test("its own policy is in force, has kin among the others, and locked rules can't be switched off", async () => {
      const { policy } = await loadModule();
      const policyFile = policy("lakewood-pp-1069");
      Object.assign(policyFile.summary, { id: "fairmont-7", department: "Fairmont", short: "Fairmont 7" });
      const packed = JSON.stringify(policyFile);
      await set({ organisation: FIRST.organisation, policyFile: packed, locked: ["policy", "off"] });
      const page = await settings((now) => now?.policyFile?.summary.id === "fairmont-7");
      assert.deepEqual(await inForce(page), { value: "fairmont-7", isLocked: true });
      await page.close();
      const clauses = await openOwnPage(it, "clauses.html#fairmont-7/3.2.6.1");
      await clauses.see(".clause.here .related", "Lakewood");
      await clauses.close();
      const site = await it.browser.newPage();
      await site.goto("https://www.facebook.com/");
      await write(it, site, "#box", "well fuck it");
      const { text, buttons } = await hover(it, site, (await it.layer(site)).marks[0]);
      assert.match(text, /Fairmont 7, clause/);
      const labels = buttons.map(({ label }) => label);
      assert.ok(labels.includes("Not a problem here"), `${labels}`);
      assert.ok(!labels.includes("Never for this rule"), `${labels}`);
      await site.close();
    });

    test("a settings file holds the writer's own, and the first page tells whose policy is in force", async () => {
      const page = await openOwnPage(it, "settings.html");
      await page.click("#export");
      const path = join(saved, "clausemark-settings.json");
      file = await until("the file", async () => JSON.parse(await readFile(path, "utf8")));
      assert.deepEqual([file.choices.policy, file.choices.off], ["palacios-2-8", ["conf.call"]]);
      await page.close();
      const first = await openOwnPage(it, "welcome.html");
      const lead = await first.see(".lead", "The policy comes from Fairmont Police Department");
      assert.doesNotMatch(lead, /model policy/);
      await first.close();
    });

    test("when it goes, everything is the writer's own again", async () => {
      await set(undefined);
      const page = await settings((now) => now === undefined);
      assert.deepEqual(await inForce(page), { value: "palacios-2-8", isLocked: false });
      assert.equal(await page.run(() => document.querySelectorAll(".held-by, #organisation").length), 0);
      const { choices } = await page.stored();
      assert.deepEqual(choices.off, ["conf.call"]);
      assert.equal(choices.profile.writer.name, "Jordan Avery");
      await page.close();
    });

    test("a file that was saved there is taken where no organisation is", async () => {
      const page = await openOwnPage(it, "settings.html");
      await giveFile(page, "#import-file", "settings.json", JSON.stringify(file));
      await page.see("#import-outcome", "in force now");
      const { choices } = await page.stored();
      assert.deepEqual([choices.policy, choices.off], ["palacios-2-8", ["conf.call"]]);
      await page.close();
    });
  });
}
