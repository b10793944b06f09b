/**
 * What a hostile page learns of badge, live region and question: no more than of the marks. It hears nothing of what
 * is done in them, can answer nothing, and of a press that is held it knows only what a hand that slipped tells.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marksNumber, press } from "./lib/writing.mjs";

const ADDRESS = "https://x.com/sites/x.html";
const PICTURES = "https://www.facebook.com/photos.html";
const PICTURE = fileURLToPath(new URL("../photo/phone.jpg", import.meta.url));
const ONE = "well fuck it";

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

    const begin = async () => {
      await page.goto(ADDRESS);
      await page.click("#box");
      await page.keyboard.type(ONE);
      await marksNumber(it, page, 1);
    };
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    const question = () => until("the question", async () => (await it.layer(page)).question);

    test("one plain element in all, however much is drawn, and no event from inside it", async () => {
      await begin();
      await until("the summary", async () => (await it.layer(page)).said);
      await page.mouse.click(...middle((await it.layer(page)).badge));
      await until("the card", async () => (await it.layer(page)).card);
      await page.keyboard.press("Escape");
      await page.click("#send");
      const asked = await question();
      await page.mouse.move(...middle(asked), { steps: 5 });
      await page.keyboard.press("Tab");
      await clickButton(it, page, "Go back", "question");
      const record = await page.evaluate(() => window.record);
      assert.deepEqual(record.added, [
        { name: "div", attributes: 0, text: "", isClosed: true, box: "0,0,0,0" },
      ]);
      assert.deepEqual(record.attributes, []);
      assert.deepEqual(record.calls, [], "a patched function was called");
      assert.deepEqual(record.events, []);
      assert.deepEqual(record.errors, []);
      assert.equal(record.messages, 0);
      const seen = await page.evaluate(() => {
        const [host] = window.strangers();
        return [
          host.textContent,
          host.shadowRoot,
          host.attributes.length,
          document.title,
          window.name,
        ].join();
      });
      assert.equal(seen, ",,0,X: a post,");
    });

    test("the page can neither answer the question nor press the badge", async () => {
      await begin();
      const { badge } = await it.layer(page);
      const press = (x, y) =>
        page.evaluate(
          (clientX, clientY) => {
            const [host] = window.strangers();
            const at = { bubbles: true, composed: true, cancelable: true, clientX, clientY, detail: 1 };
            for (const target of [host, document.elementFromPoint(clientX, clientY) ?? document.body]) {
              for (const type of ["pointerdown", "mousedown", "pointerup", "mouseup", "click"]) {
                target.dispatchEvent(new MouseEvent(type, at));
              }
              for (const key of ["Enter", " ", "Escape"]) {
                target.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, composed: true }));
              }
              target.click?.();
            }
          },
          x,
          y,
        );
      await press(...middle(badge));
      assert.equal((await it.layer(page)).card, null, "the page opened a card");
      await page.click("#send");
      for (const button of (await question()).buttons) await press(...middle(button));
      assert.ok((await it.layer(page)).question, "the page answered");
      assert.deepEqual(await page.evaluate(() => window.posted), []);
      await page.keyboard.press("Escape");
    });

    test("a held press is a press without a click; after “Go back” the page has heard no more", async () => {
      await page.goto(ADDRESS);
      await page.evaluate(() => {
        window.heard = [];
        for (const type of [
          "pointerdown",
          "mousedown",
          "pointerup",
          "mouseup",
          "click",
          "keydown",
          "submit",
        ]) {
          // On the window and capturing, as early as a page can listen.
          window.addEventListener(type, (event) => window.heard.push(`${type} ${event.isTrusted}`), true);
        }
      });
      await page.click("#box");
      await page.keyboard.type(ONE);
      await marksNumber(it, page, 1);
      await page.evaluate(() => window.heard.splice(0));
      await page.click("#send");
      await question();
      await clickButton(it, page, "Go back", "question");
      const heard = await page.evaluate(() => window.heard);
      assert.deepEqual(heard, ["pointerdown true", "mousedown true", "pointerup true", "mouseup true"]);
    });

    test("a key that opens or closes card or question isn't heard going down or coming up, wherever the focus is", async () => {
      await begin();
      await page.evaluate(() => window.keysHeard.splice(0));
      const panel = (kind) => until(`the ${kind}`, async () => (await it.layer(page))[kind]);
      const nothingOpen = () =>
        until("nothing open", async () => {
          const { card, question } = await it.layer(page);
          return !card && !question;
        });
      /** Walks to a button with the keyboard and presses it. */
      const enter = async (kind, label) => {
        for (let step = 0; step < 10 && (await panel(kind)).focused !== label; step++) {
          await page.keyboard.press("Tab");
        }
        assert.equal((await panel(kind)).focused, label);
        await page.keyboard.press("Enter");
      };
      await press(page, "Alt+.");
      await panel("card");
      await page.keyboard.press("Escape");
      await nothingOpen();
      await press(page, "Control+Enter");
      await enter("question", "Go back");
      await nothingOpen();
      await press(page, "Alt+.");
      await enter("card", "Not a problem here");
      await until("the note", async () => (await panel("card")).text.includes("Put away"));
      await marksNumber(it, page, 0);
      await enter("card", "Undo");
      await nothingOpen();
      await marksNumber(it, page, 1);
      // A card that came by hovering is closed from the box, where the focus has stayed.
      await hover(it, page, (await it.layer(page)).marks[0]);
      await page.keyboard.press("Escape");
      await nothingOpen();
      // A key of the page's own, which it hears as ever.
      await page.keyboard.press("Shift");
      const heard = await until("the last key", () =>
        page.evaluate(() => window.keysHeard.includes("keyup Shift") && window.keysHeard),
      );
      assert.deepEqual(heard, [
        "keydown Alt",
        "keydown Control",
        "keydown Alt",
        "keydown Shift",
        "keyup Shift",
      ]);
      assert.deepEqual(await page.evaluate(() => window.posted), []);
    });

    test("Escape in the box that takes a picture's card away isn't heard, the next one is", async () => {
      await page.goto(PICTURES);
      await page.click("#box");
      const input = await page.$("#file");
      await input.uploadFile(PICTURE);
      await input.dispose();
      await until("the picture's card", async () => (await it.layer(page)).photo);
      await page.keyboard.press("Escape");
      await until("the card to go", async () => !(await it.layer(page)).photo);
      assert.deepEqual(await page.evaluate(() => window.keysHeard), []);
      await page.keyboard.press("Escape");
      await until("the second Escape", () =>
        page.evaluate(() => window.keysHeard.join() === "keydown Escape,keyup Escape"),
      );
    });
  });
}
