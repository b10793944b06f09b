/**
 * What a page can learn: it patches what it can before any other script, listens to everything, reaches for the
 * extension's files and plays the writer. It must come to know no more than that at some time one plain element
 * was added, the same for one mark as for many, and nothing at all where nothing was marked.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { hover, marksNumber, press, write } from "./lib/writing.mjs";

const ADDRESS = "https://www.facebook.com/";
const ONE = "well fuck it";
/** Ten marks, on one line as the one is. */
const MANY = "Fuck. ".repeat(10).trim();

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

    /** Types a text on the page and returns what the page has come to know. */
    const learned = async (text, number, then = async () => undefined) => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      // Not `write`, which measures the words with the page's own, patched functions.
      await page.click("#box");
      await page.keyboard.type(text);
      await marksNumber(it, page, number);
      await then(page);
      const record = await page.evaluate(() => window.record);
      const highlights = await page.evaluate(() => window.highlightCount());
      await page.close();
      return { ...record, highlights };
    };

    test("one mark and ten look the same: one plain, closed, empty element", async () => {
      const one = await learned(ONE, 1);
      const many = await learned(MANY, 10);
      assert.deepEqual(one.added, [{ name: "div", attributes: 0, text: "", isClosed: true, box: "0,0,0,0" }]);
      assert.deepEqual(many, one);
      assert.deepEqual(one.attributes, []);
      assert.deepEqual(one.calls, [], "a patched function was called");
      assert.deepEqual(one.events, []);
      assert.deepEqual(one.errors, []);
      assert.equal(one.messages, 0);
      assert.equal(one.highlights, 0);
    });

    test("the badge lies on the same points of the page for one mark and for ten", async () => {
      /** The points across and around the badge at which the page finds an element that it didn't make. */
      const pointsUnder = async (text, number) => {
        const page = await it.browser.newPage();
        await page.goto(ADDRESS);
        await page.click("#box");
        await page.keyboard.type(text);
        await marksNumber(it, page, number);
        const { left, top, right, bottom } = await until("the badge", async () => {
          const { badge } = await it.layer(page);
          return badge?.count === String(number) && badge;
        });
        const points = await page.evaluate(
          (from, to) => {
            const [host] = window.strangers();
            const found = [];
            for (let y = Math.floor(from.y); y < to.y; y++) {
              for (let x = Math.floor(from.x); x < to.x; x++) {
                if (document.elementFromPoint(x, y) === host) found.push(`${x},${y}`);
              }
            }
            return found;
          },
          { x: left - 20, y: top - 4 },
          { x: right + 20, y: bottom + 4 },
        );
        await page.close();
        return points;
      };
      const one = await pointsUnder(ONE, 1);
      assert.ok(one.length > 0, "the page finds no badge at all");
      assert.deepEqual(await pointsUnder(MANY, 10), one);
    });

    test("a page where nothing is marked learns nothing", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await page.click("#box");
      await page.keyboard.type("Grill is on, game starts at six, bring your own chairs.");
      await page.click("#comment");
      await page.keyboard.type("Same here.");
      const before = await page.evaluate(() => JSON.stringify(window.record));
      // Proof that the boxes have been answered: a box asked later has its mark.
      await page.click("#reply");
      await page.keyboard.type(ONE);
      await marksNumber(it, page, 1);
      const empty = {
        added: [],
        attributes: [],
        calls: [],
        events: [],
        messages: 0,
        highlights: 0,
        errors: [],
      };
      assert.deepEqual(JSON.parse(before), empty);
      await page.close();
    });

    test("a card that is used is not heard", async () => {
      const record = await learned(ONE, 1, async (page) => {
        const card = await hover(it, page, (await it.layer(page)).marks[0]);
        await page.mouse.move(card.left + 20, card.top + 20, { steps: 5 });
        await page.mouse.click(card.left + 20, card.top + 20);
        await page.keyboard.press("Escape");
        await until("the card to go", async () => !(await it.layer(page)).card);
      });
      assert.deepEqual(record.events, []);
      assert.equal(record.added.length, 1);
    });

    test("a card that is touched, scrolled and copied from is not heard, whatever the browser calls it", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      const listenFor = (...types) =>
        page.evaluate((names) => {
          window.stray ??= [];
          for (const type of names) {
            window.addEventListener(
              type,
              ({ target }) => window.strangers().includes(target) && window.stray.push(type),
              true,
            );
          }
        }, types);
      await listenFor("gotpointercapture", "lostpointercapture", "DOMMouseScroll", "MozMousePixelScroll");
      await listenFor("copy", "cut", "paste", "beforecopy", "beforecut", "beforepaste");
      await listenFor("DOMFocusIn", "DOMFocusOut");
      await page.click("#box");
      await page.keyboard.type(ONE);
      const { marks } = await marksNumber(it, page, 1);
      const card = await hover(it, page, marks[0]);
      // The shield stands before this one only where the page begins to listen after the first mark.
      await listenFor("pointerrawupdate");
      const place = [card.left + 20, card.top + 20];
      await page.mouse.move(...place, { steps: 5 });
      await page.mouse.wheel({ deltaY: 20 });
      await page.touchscreen.tap(...place);
      await press(page, "Alt+.");
      await until("the focus in the card", async () => (await it.layer(page)).card?.hasFocus);
      await page.keyboard.down("Control");
      await page.keyboard.press("c", { commands: ["Copy"] });
      await page.keyboard.up("Control");
      await page.keyboard.press("Escape");
      await until("the card to go", async () => !(await it.layer(page)).card);
      assert.deepEqual(await page.evaluate(() => window.stray), []);
      await page.close();
    });

    test("what the page does itself opens nothing and changes nothing", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await write(it, page, "#box", ONE);
      const [mark] = (await it.layer(page)).marks;
      const play = (target) =>
        page.evaluate(
          (x, y, on) => {
            const at = { bubbles: true, cancelable: true, composed: true, clientX: x, clientY: y, detail: 1 };
            const element = on === "host" ? window.strangers()[0] : document.getElementById("box");
            for (const type of [
              "pointerover",
              "pointermove",
              "pointerdown",
              "mousedown",
              "pointerup",
              "click",
            ]) {
              const Kind = type.startsWith("pointer") ? PointerEvent : MouseEvent;
              element.dispatchEvent(new Kind(type, at));
            }
            const keys = { bubbles: true, composed: true, key: ".", code: "Period", altKey: true };
            element.dispatchEvent(new KeyboardEvent("keydown", keys));
          },
          (mark.left + mark.right) / 2,
          (mark.top + mark.bottom) / 2,
          target,
        );
      await play("box");
      assert.equal((await it.layer(page)).card, null, "the page opened a card");
      const card = await hover(it, page, mark);
      const button = card.buttons.find(({ label }) => label === "Not a problem here");
      await page.evaluate(
        (x, y) => {
          const host = window.strangers()[0];
          for (const type of ["pointerdown", "mousedown", "pointerup", "click"]) {
            const at = { bubbles: true, composed: true, clientX: x, clientY: y, detail: 1 };
            host.dispatchEvent(new MouseEvent(type, at));
          }
          host.click();
          host.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, composed: true }));
        },
        (button.left + button.right) / 2,
        (button.top + button.bottom) / 2,
      );
      const still = await it.layer(page);
      assert.equal(still.marks.length, 1, "the page put a finding away");
      assert.ok(still.card, "the page closed the card");
      assert.equal(await page.$eval("#box", (box) => box.innerText.trim()), ONE);
      await page.close();
    });

    test("the closed root stays closed, and no file of the extension can be reached", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await write(it, page, "#box", ONE);
      const [mark] = (await it.layer(page)).marks;
      const found = await page.evaluate(
        (x, y) => {
          const [host] = window.strangers();
          return {
            root: host.shadowRoot,
            text: host.textContent + host.innerHTML,
            under: document.elementFromPoint(x, y) === host,
            style: host.getAttribute("style"),
            size: [host.offsetWidth, host.offsetHeight, host.scrollWidth, host.scrollHeight].join(),
            frames: window.length,
            animations: document.getAnimations().length,
          };
        },
        (mark.left + mark.right) / 2,
        (mark.top + mark.bottom) / 2,
      );
      assert.deepEqual(found, {
        root: null,
        text: "",
        under: false,
        style: null,
        size: "0,0,0,0",
        frames: 0,
        animations: 0,
      });
      const [inside] = await it.extensionFiles();
      const outcome = await page.evaluate(
        (address) =>
          new Promise((resolve) => {
            const image = new Image();
            image.onload = () => resolve("loaded");
            image.onerror = () => resolve("refused");
            image.src = address;
          }),
        inside,
      );
      assert.equal(outcome, "refused");
      await page.close();
    });

    test("all that a spying page can write down is the same without the extension, but for one element", async () => {
      const bare = await launch(name, { sites, extension: false });
      const told = async (browser, marks) => {
        const page = await browser.browser.newPage();
        await page.goto(`${ADDRESS}spy.html`);
        for (const selector of ["#box", "#comment", "#reply"]) {
          await page.click(selector);
          await page.keyboard.type(MANY);
        }
        await until("marks", async () => {
          await page.evaluate(() => window.deafen(true));
          const drawn = await browser.layer(page);
          await page.evaluate(() => window.deafen(false));
          return drawn.marks.length >= marks;
        });
        // Marks are looked after from frame to frame; so is this page.
        await page.evaluate(() => new Promise((resolve) => window.afterFrames(30, resolve)));
        const report = JSON.parse(await page.evaluate(() => window.reportOf()));
        await page.close();
        return report;
      };
      const without = await told(bare, 0);
      await bare.close();
      const found = await told(it, 21);
      assert.ok(without.events.length > 10, "the page heard nothing at all");
      const added = (list, known) => list.filter((line) => !known.includes(line));
      assert.deepEqual(added(found.calls, without.calls), []);
      assert.deepEqual(added(found.events, without.events), []);
      assert.deepEqual(added(found.changes, without.changes), ["childList HTML  DIV"]);
    });

    test("a page that takes the element out gets it back with the next mark, and no error", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await write(it, page, "#box", ONE);
      await page.evaluate(() => window.strangers()[0].remove());
      await page.keyboard.type(". And fuck that");
      await marksNumber(it, page, 2);
      assert.deepEqual(await page.evaluate(() => window.record.errors), []);
      await page.close();
    });

    test("the page's own search finds nothing of what was said to screen readers", async () => {
      const page = await it.browser.newPage();
      await page.goto(ADDRESS);
      await page.click("#box");
      await page.keyboard.type(ONE);
      await marksNumber(it, page, 1);
      const said = async () => (await it.layer(page)).said;
      await until("the summary", said);
      await until("the summary to be taken away", async () => !(await said()));
      const found = await page.evaluate(() =>
        ["Not allowed", "Create post"].map((words) => {
          // From the page's start, wherever the search before this one has ended.
          window.getSelection().removeAllRanges();
          return window.find(words, false, false, true);
        }),
      );
      assert.deepEqual(found, [false, true]);
      assert.equal((await it.layer(page)).marks.length, 1);
      await page.close();
    });
  });
}
