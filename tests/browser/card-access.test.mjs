/**
 * The layer for people who don't see it, or see it otherwise: the summary when the typing pauses, the list of marks,
 * axe's findings in every state, forced colours, reduced motion. In Chromium also by the browser's accessibility tree.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accessTree, auditLayer } from "./lib/access.mjs";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { heardOn } from "./lib/heard.mjs";
import { closedRoot } from "./lib/layer.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, firstMark, hover, marksNumber, press } from "./lib/writing.mjs";

const FACEBOOK = "https://www.facebook.com/";
const TWO = "Fuck this. Shit like that.";

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let page;
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
      page = await it.browser.newPage();
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });
    const said = (pattern) =>
      until(`“${pattern}” to be said`, async () => {
        const { said } = await it.layer(page);
        return pattern.test(said) && said;
      });

    test("when the typing pauses, number and matter are said once, and the keys the first time", async () => {
      const [{ title }] = await firstMark(TWO);
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type(TWO);
      await marksNumber(it, page, 2);
      const summary = await said(/^2 marks/);
      assert.ok(summary.includes(`Not allowed: ${title}`), summary);
      assert.match(summary, /Alt\+\S+ opens the next one/);
      assert.deepEqual((await it.layer(page)).walk, [
        `“Fuck”: Not allowed: ${title}`,
        `“Shit”: Not allowed: ${title}`,
      ]);
      await page.keyboard.type(" Fuck nights.");
      assert.doesNotMatch(await said(/^3 marks/), /Alt/);
      // A word that was taken out is said, too: a person who sees the line go needs no such word.
      await press(page, "Control+a");
      await page.keyboard.type("A quiet day.");
      await said(/^No marks now/);
    });

    test("what was done is said", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type(TWO);
      const { marks } = await marksNumber(it, page, 2);
      await hover(it, page, marks[0]);
      await clickButton(it, page, "Not a problem here");
      await said(/^Put away/);
      await marksNumber(it, page, 1);
      await clickButton(it, page, "Undo");
      await marksNumber(it, page, 2);
    });

    test("a page where nothing is marked gets no live region, and no element", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type("Grill is on, game starts at six.");
      await page.click("#comment");
      await page.keyboard.type("Same here.");
      await press(page, "Control+a");
      await page.keyboard.press("Delete");
      assert.equal((await it.layer(page)).isOpen, false);
    });

    test("what is put away needs no second word, and the next mark of its kind gets one", async () => {
      const [{ title }] = await firstMark(TWO);
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type("Fuck mondays.");
      const { marks } = await marksNumber(it, page, 1);
      await heardOn(it, page);
      const heard = (number, what) =>
        until(what, async () => {
          const now = await heardOn(it, page);
          return now.length >= number && now;
        });
      await heard(1, "the summary");
      await hover(it, page, marks[0]);
      await clickButton(it, page, "Not a problem here");
      await heard(2, "what was done");
      await marksNumber(it, page, 0);
      // Another word: the same one stays put away.
      await page.keyboard.type(" Shit tuesdays.");
      await marksNumber(it, page, 1);
      const all = await heard(3, "the new mark's summary");
      assert.ok(all[0].startsWith(`1 mark. Not allowed: ${title}`), all[0]);
      assert.match(all[1], /^Put away/);
      assert.equal(all[2], `1 mark. Not allowed: ${title}`);
      await clickButton(it, page, "Undo");
      await marksNumber(it, page, 2);
    });

    test("of a box that never had a mark nothing is said, whatever was said of another", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type("Fuck this.");
      await marksNumber(it, page, 1);
      await heardOn(it, page);
      const heard = (number) =>
        until(`${number} summaries`, async () => {
          const now = await heardOn(it, page);
          return now.length >= number && now;
        });
      await heard(1);
      await page.click("#comment");
      await page.keyboard.type("Same here.");
      // Longer than the pause before a summary, by the page's own clock.
      const from = await page.evaluate(() => performance.now());
      await until("two seconds", () => page.evaluate((then) => performance.now() > then + 2000, from));
      assert.equal((await heardOn(it, page)).length, 1);
      await page.keyboard.type(" Fuck that.");
      await marksNumber(it, page, 2);
      const [, second] = await heard(2);
      assert.match(second, /^1 mark\./);
    });

    if (name !== "chromium") return;

    test("the accessibility tree has the summary as a polite status, the marks as a list, and the open card", async () => {
      const [{ title }] = await firstMark(TWO);
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type(TWO);
      await marksNumber(it, page, 2);
      // The summary stands for a second only, so that the tree itself is waited for.
      const isSummary = ({ role, name }) => role === "StaticText" && name.startsWith("2 marks");
      const tree = await until("the summary in the tree", async () => {
        const now = await accessTree(page);
        return now.some(isSummary) && now;
      });
      const status = tree.find(({ role }) => role === "status");
      assert.equal(status?.live, "polite");
      assert.ok(tree.some(({ role, name }) => role === "list" && name === "Marks in the box"));
      const walk = tree.filter(({ role, name }) => role === "button" && /^“(Fuck|Shit)”/.test(name));
      assert.equal(walk.length, 2);
      assert.ok(tree.some(({ role, name }) => role === "button" && name === "2 marks. Open the next one"));
      await press(page, "Alt+.");
      await until("the card", async () => (await it.layer(page)).card);
      const dialog = (await accessTree(page)).find(({ role }) => role === "dialog");
      assert.equal(dialog.name, `Not allowed: ${title}, 1 of 2`);
      assert.equal(dialog.focused, true);
    });

    test("a screen reader's press on a mark of the list opens its card", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type(TWO);
      await said(/^2 marks/);
      const { session, objectId } = await closedRoot(page);
      // What a screen reader does: the focus goes to the button, and it is pressed without a pointer.
      await session.send("Runtime.callFunctionOn", {
        objectId,
        functionDeclaration: "function () { this.querySelectorAll('.speech button')[1].focus(); }",
      });
      await page.keyboard.press("Enter");
      const card = await until("the card", async () => (await it.layer(page)).card);
      assert.match(card.label, /2 of 2$/);
      assert.equal(card.hasFocus, true);
      await page.keyboard.press("Escape");
      await page.keyboard.type("!");
      await until("the letter", () => page.$eval("#box", (box) => box.innerText.trim().endsWith("that.!")));
    });

    for (const [scheme, address, box] of [
      ["light", "https://mastodon.social/sites/mastodon.html", "#box"],
      ["dark", "https://x.com/sites/x.html", "#box"],
    ]) {
      test(`axe finds nothing in marks, badge, card, folds, note and question (${scheme})`, async () => {
        await it.store({ choices: { askBeforePosting: true } });
        await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        await page.goto(address);
        await page.bringToFront();
        const audit = async (state) => {
          const { violations, passes } = await auditLayer(page);
          assert.deepEqual(violations, [], state);
          assert.ok(passes > 3, `${state}: axe looked at nothing`);
        };
        await page.click(box);
        await page.keyboard.type(TWO);
        const { marks } = await marksNumber(it, page, 2);
        await said(/^2 marks/);
        await audit("marks and badge");
        const card = await hover(it, page, marks[0]);
        await audit("card");
        for (const { label } of card.buttons.filter(({ label }) => /^(More|\d more)/.test(label))) {
          await clickButton(it, page, label);
        }
        await audit("folds");
        await clickButton(it, page, "Not a problem here");
        await until("the note", async () => (await it.layer(page)).card?.text.includes("Put away"));
        await audit("note");
        await marksNumber(it, page, 1);
        await clickButton(it, page, "Undo");
        await marksNumber(it, page, 2);
        await page.click("#send");
        await until("the question", async () => (await it.layer(page)).question);
        await audit("question");
        await it.store({ choices: {} });
      });
    }

    test("forced colours draw every line and edge; reduced motion moves nothing", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type(TWO);
      const { marks } = await marksNumber(it, page, 2);
      await hover(it, page, marks[0]);
      const { session, objectId } = await closedRoot(page);
      const look = async (...features) => {
        await session.send("Emulation.setEmulatedMedia", { features });
        const { result } = await session.send("Runtime.callFunctionOn", {
          objectId,
          functionDeclaration: `function () {
            const style = (selector) => getComputedStyle(this.querySelector(selector));
            const tried = document.createElement("i");
            document.body.append(tried);
            const system = (name) => { tried.style.color = name; return getComputedStyle(tried).color; };
            const seen = {
              mark: style(".mark").borderBottomColor === system("Highlight"),
              face: style(".face").borderTopColor === system("CanvasText"),
              button: style(".actions button").borderTopColor === system("CanvasText"),
              animation: style(".face").animationName,
            };
            tried.remove();
            return JSON.stringify(seen);
          }`,
          returnByValue: true,
        });
        return JSON.parse(result.value);
      };
      const moving = await look({ name: "prefers-reduced-motion", value: "no-preference" });
      assert.equal(moving.animation, "appear");
      const still = await look({ name: "prefers-reduced-motion", value: "reduce" });
      assert.equal(still.animation, "none");
      const forced = await look({ name: "forced-colors", value: "active" });
      assert.deepEqual([forced.mark, forced.face, forced.button], [true, true, true]);
      await session.send("Emulation.setEmulatedMedia", { features: [] });
    });
  });
}
