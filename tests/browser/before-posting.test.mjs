/**
 * The question before posting, on a page of the shape of each site whose data says how one posts there: it comes for
 * a mark that is not allowed and for nothing else, by mouse, keyboard and the site's own keys; "Go back" posts
 * nothing, "Post anyway" posts once, and whatever becomes of the page, no button is ever stuck.
 */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { PAGES } from "./lib/posting-pages.mjs";
import { startSites } from "./lib/site.mjs";
import { chosenMark, clickButton, marksNumber, press } from "./lib/writing.mjs";

/** What the model policy does not allow, and a matter that it allows with permission. */
const TEXT = "well fuck it";
const QUIET = "Grill is on, game starts at six.";

test("every way to post that a site's file tells has a row here", () => {
  const folder = new URL("../../extension/sites/", import.meta.url);
  const told = readdirSync(folder)
    .filter((file) => !file.includes("schema"))
    .flatMap((file) =>
      JSON.parse(readFileSync(new URL(file, folder), "utf8")).posts.map(
        ({ what }) => `${file.replace(".json", "")} ${what}`,
      ),
    );
  assert.deepEqual(PAGES.map(({ id, what }) => `${id} ${what}`).sort(), told.sort());
});

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let page;
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
      await it.store({ choices: { askBeforePosting: true } });
      page = await it.browser.newPage();
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });

    const open = async ({ id, file = id, host }) => {
      await page.goto(`https://${host}/sites/${file}.html`);
      await page.bringToFront();
    };
    const write = async (box, text = TEXT, marks = 1) => {
      await page.click(box);
      await page.keyboard.type(text);
      await marksNumber(it, page, marks);
    };
    const posted = () => page.evaluate(() => window.posted);
    const question = () => until("the question", async () => (await it.layer(page)).question);
    const noQuestion = () => until("no question", async () => !(await it.layer(page)).question);
    const textIn = (box) =>
      page.$eval(box, (element) => (element.value ?? element.innerText).trim().replace(/\u00a0/g, " "));

    for (const site of PAGES) {
      test(`${site.file} ${site.what}: asked by every way of posting, back to the caret, then posted once`, async () => {
        await open(site);
        await write(site.box);
        if (site.keys) {
          await press(page, site.keys);
          const asked = await question();
          assert.ok(asked.text.includes("“fuck”"), asked.text);
          assert.equal(asked.hasFocus, true);
          await page.keyboard.press("Escape");
          await noQuestion();
        }
        const send = () => (site.button ? page.click(site.button) : press(page, site.keys));
        await send();
        await question();
        await clickButton(it, page, "Go back", "question");
        await noQuestion();
        assert.deepEqual(await posted(), []);
        // The caret is back in the text, at its end.
        await page.keyboard.type(".");
        await until("the text typed on", async () => (await textIn(site.box)) === `${TEXT}.`);
        await marksNumber(it, page, 1);
        await send();
        await question();
        assert.deepEqual(await posted(), []);
        await clickButton(it, page, "Post anyway", "question");
        await until("the post", async () => (await posted()).length > 0);
        await noQuestion();
        assert.deepEqual(
          (await posted()).map(({ text }) => text),
          [`${TEXT}.`],
        );
      });
    }

    for (const site of PAGES.filter(({ id, box }) => ["x", "youtube"].includes(id) || box === "#comment")) {
      if (!site.keys) continue;
      test(`${site.file} ${site.what}: ${site.keys}, answered by keyboard, does what the keys do`, async () => {
        await open(site);
        await write(site.box);
        await press(page, site.keys);
        await question();
        for (let step = 0; step < 6; step++) {
          await page.keyboard.press("Tab");
          if ((await it.layer(page)).question.focused === "Post anyway") break;
        }
        await page.keyboard.press("Enter");
        await until("the post", async () => (await posted()).length > 0);
        const sent = await posted();
        assert.deepEqual(
          sent.map(({ text, by }) => ({ text, by })),
          [{ text: TEXT, by: site.keys.replace("Control", "Ctrl") }],
        );
      });
    }

    const X = PAGES.find(({ id }) => id === "x");

    test("what was said to be posted anyway isn't asked about again, until the box was empty", async () => {
      await open(X);
      await write(X.box);
      await page.click(X.button);
      await question();
      await clickButton(it, page, "Post anyway", "question");
      await until("the post", async () => (await posted()).length === 1);
      // The site didn't take it, say: the next press is the writer's own and goes straight through.
      await page.click(X.button);
      await until("the second", async () => (await posted()).length === 2);
      assert.equal((await posted())[1].isTrusted, true);
      assert.equal((await it.layer(page)).question, null);
      await page.click(X.box);
      await press(page, "Control+a");
      await page.keyboard.press("Delete");
      await marksNumber(it, page, 0);
      await write(X.box);
      await page.click(X.button);
      await question();
      assert.equal((await posted()).length, 2);
    });

    test("“Go back” leads to the caret's place though the writer was elsewhere meanwhile", async () => {
      await open(X);
      await write(X.box);
      for (let step = 0; step < 3; step++) await page.keyboard.press("ArrowLeft");
      await page.mouse.click(900, 700);
      await page.click(X.button);
      await question();
      await clickButton(it, page, "Go back", "question");
      await noQuestion();
      await page.keyboard.type("-");
      const typed = `${TEXT.slice(0, -3)}-${TEXT.slice(-3)}`;
      await until("the letter at its place", async () => (await textIn(X.box)) === typed);
    });

    test("“Go back” after the keyboard pressed the button leads to where the writing ended", async () => {
      await open(X);
      // Where the caret was at the last press in the box is not where it is now.
      await page.click(X.box);
      await page.keyboard.type(TEXT.slice(0, 5));
      await write(X.box, TEXT.slice(5));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await until("the focus on the button", () =>
        page.$eval(X.button, (button) => button === document.activeElement),
      );
      await page.keyboard.press("Enter");
      await question();
      await clickButton(it, page, "Go back", "question");
      await noQuestion();
      await page.keyboard.type(".");
      await until("the text typed on", async () => (await textIn(X.box)) === `${TEXT}.`);
      assert.deepEqual(await posted(), []);
    });

    const THREAD = { id: "x-thread", host: "x.com" };

    test("a thread in several boxes is asked about, led back to and passed as one", async () => {
      await open(THREAD);
      await write("#box");
      await write("#second", TEXT, 2);
      await page.click("#send");
      const asked = await question();
      const listed = asked.buttons.filter(({ label }) => label.startsWith("“fuck”"));
      assert.equal(listed.length, 2);
      // The box used last is named first.
      const [{ left, right, top, bottom }] = listed;
      await page.mouse.click((left + right) / 2, (top + bottom) / 2);
      const { now } = await chosenMark(it, page);
      const second = await page.$eval("#second", (box) => {
        const { top, bottom } = box.getBoundingClientRect();
        return { top, bottom };
      });
      assert.ok(now.top >= second.top && now.bottom <= second.bottom, JSON.stringify({ now, second }));
      await page.keyboard.press("Escape");
      await until("no card", async () => !(await it.layer(page)).card);
      await page.click("#send");
      await question();
      await clickButton(it, page, "Post anyway", "question");
      await until("the post", async () => (await posted()).length === 1);
      await page.click("#send");
      await until("the second", async () => (await posted()).length === 2);
      assert.equal((await it.layer(page)).question, null);
    });

    test("a mark in one box of a thread isn't hidden by one that was passed in another", async () => {
      await open(THREAD);
      await write("#box");
      await page.click("#send");
      await question();
      await clickButton(it, page, "Post anyway", "question");
      await until("the post", async () => (await posted()).length === 1);
      await write("#second", TEXT, 2);
      await page.click("#send");
      const asked = await question();
      assert.equal(asked.buttons.filter(({ label }) => label.startsWith("“fuck”")).length, 1);
      assert.equal((await posted()).length, 1);
    });

    test("keys in a box of a thread that has nothing ask about the others", async () => {
      await open(THREAD);
      await write("#box");
      await write("#second", QUIET);
      await press(page, "Control+Enter");
      await question();
      assert.deepEqual(await posted(), []);
    });

    test("another draft on the page isn't asked about, until its own button is pressed", async () => {
      await open(THREAD);
      await write("#home");
      await write("#box", QUIET);
      await page.click("#send");
      await until("the post", async () => (await posted()).length === 1);
      assert.equal((await it.layer(page)).question, null);
      await page.click("#send-home");
      await question();
      assert.equal((await posted()).length, 1);
    });

    test("a mark in the list leads to its card", async () => {
      await open(X);
      await write(X.box);
      await page.click(X.button);
      const asked = await question();
      const [mark] = asked.buttons;
      assert.ok(mark.label.startsWith("“fuck”"), mark.label);
      await page.mouse.click((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2);
      await until("the card", async () => (await it.layer(page)).card);
      assert.equal((await it.layer(page)).question, null);
      assert.deepEqual(await posted(), []);
    });

    test("a press elsewhere and a change of the text take the question away", async () => {
      await open(X);
      await write(X.box);
      await page.click(X.button);
      await question();
      await page.mouse.click(900, 700);
      await noQuestion();
      await page.click(X.button);
      await question();
      await page.$eval(X.box, (box) => {
        box.textContent = "nothing here";
      });
      await noQuestion();
      // The question had the focus: it is back where the writing goes on.
      assert.equal(await page.evaluate(() => document.activeElement.id), X.box.slice(1));
      assert.deepEqual(await posted(), []);
    });

    test("no question for a text without such a mark, for other buttons, or for a script's click", async () => {
      await open(X);
      await page.click(X.box);
      await page.keyboard.type(QUIET);
      await page.click(X.button);
      await until("the post", async () => (await posted()).length === 1);
      await open(X);
      await write(X.box);
      await page.click("[aria-label='Add photos or video']");
      await page.$eval(X.button, (button) => button.click());
      await until("the script's post", async () => (await posted()).length === 1);
      assert.equal((await it.layer(page)).question, null);
    });

    test("a site whose page has changed: no question, and the button works", async () => {
      await open(X);
      await page.$eval(X.button, (button) => button.removeAttribute("data-testid"));
      await write(X.box);
      await page.click(X.button);
      await until("the post", async () => (await posted()).length === 1);
      assert.equal((await it.layer(page)).question, null);
      assert.equal((await posted())[0].isTrusted, true);
    });

    test("a button that was drawn anew while the question stood takes the next press", async () => {
      await open(X);
      await write(X.box);
      await page.click(X.button);
      await question();
      await page.$eval(X.button, (button) => button.replaceWith(button.cloneNode(true)));
      await clickButton(it, page, "Post anyway", "question");
      await noQuestion();
      await page.click(X.button);
      await until("the post", async () => (await posted()).length === 1);
    });

    test("switched off, nothing is asked", async () => {
      await it.store({ choices: {} });
      await open(X);
      await write(X.box);
      await page.click(X.button);
      await until("the post", async () => (await posted()).length === 1);
      assert.equal((await it.layer(page)).question, null);
      await it.store({ choices: { askBeforePosting: true } });
    });
  });
}
