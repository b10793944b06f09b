/** The extension's own pages: popup and settings do what they say, and the page in the next tab follows. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marksNumber, write } from "./lib/writing.mjs";

// Puppeteer drives an extension's pages in Chromium only; Firefox's are looked at in the clause test.
describe("chromium", () => {
  let sites;
  let it;
  let site;
  before(async () => {
    sites = await startSites();
    it = await launch("chromium", { sites });
    site = await it.browser.newPage();
    await site.goto("https://www.facebook.com/");
    await write(it, site, "#box", "well fuck it");
  });
  after(async () => {
    await it?.close();
    sites?.close();
  });

  test("the settings keep policy and profile", async () => {
    const page = await it.openExtensionPage("settings.html");
    await page.waitForSelector("#policy");
    await page.type("[name=department_name]", "Fairmont Police Department");
    await page.type("[name=settings_coworkers_help]", "Erin Whitcomb\nMarcus Delgado");
    await page.select("#policy", "lakewood-pp-1069");
    await until("all of it in storage", () =>
      page.evaluate(async () => {
        const { choices } = await chrome.storage.local.get("choices");
        const { department, coworkers } = choices.profile;
        return (
          choices.policy === "lakewood-pp-1069" &&
          department.name.endsWith("Department") &&
          coworkers.length === 2
        );
      }),
    );
    assert.match(await page.$eval("[role=status]", (status) => status.textContent), /Saved/);
    await page.reload();
    await page.waitForSelector("#policy");
    assert.equal(await page.$eval("#policy", (select) => select.value), "lakewood-pp-1069");
    const field = (label) => page.$eval(`[name=${label}]`, (input) => input.value);
    assert.equal(await field("department_name"), "Fairmont Police Department");
    assert.equal(await field("settings_coworkers_help"), "Erin Whitcomb\nMarcus Delgado");
    await page.select("#policy", "model-26");
    await page.close();
  });

  test("what was put away is listed by rule and day, without its words, and can be brought back", async () => {
    await site.bringToFront();
    const { marks } = await marksNumber(it, site, 1);
    await hover(it, site, marks[0]);
    await clickButton(it, site, "Not a problem here");
    await marksNumber(it, site, 0);
    const page = await it.openExtensionPage("settings.html");
    const listed = await until("the entry", () =>
      page.$$eval("button", (buttons) => {
        const button = buttons.find((candidate) => candidate.textContent === "Bring back");
        return button?.closest("li").innerText;
      }),
    );
    assert.match(listed, /Not a problem here, \d{4}-\d\d-\d\d/);
    const stored = await page.evaluate(() => chrome.storage.local.get().then(JSON.stringify));
    assert.ok(!stored.includes("fuck"), "the words are in storage");
    await page.$$eval("button", (buttons) =>
      buttons.find((candidate) => candidate.textContent === "Bring back").click(),
    );
    await site.bringToFront();
    await marksNumber(it, site, 1);
    await page.close();
  });

  test("the popup switches the site off and on", async () => {
    await site.bringToFront();
    const popup = await openPopup(it, site);
    const state = () => popup.$eval("#state", (line) => line.textContent);
    assert.match(await state(), /www\.facebook\.com/);
    await popup.click("[role=switch]");
    await marksNumber(it, site, 0);
    assert.equal(await popup.$eval("[role=switch]", (button) => button.ariaChecked), "false");
    await popup.click("[role=switch]");
    await until("the switch to be on", () =>
      popup.$eval("[role=switch]", (button) => button.ariaChecked === "true"),
    );
    // The popup goes when its window loses the front, as for any user.
    await site.bringToFront();
    await site.click("#box");
    await marksNumber(it, site, 1);
  });
});

/** The popup, opened by the browser over the site's tab as a click on its icon does. */
async function openPopup(it, site) {
  const worker = await until("the worker", () =>
    it.browser.targets().find((target) => target.type() === "service_worker"),
  );
  await site.bringToFront();
  await (await worker.worker()).evaluate(() => chrome.action.openPopup());
  const target = await until("the popup", () =>
    it.browser.targets().find((candidate) => candidate.url().endsWith("/popup.html")),
  );
  const popup = await target.asPage();
  await popup.waitForSelector("#state");
  return popup;
}
