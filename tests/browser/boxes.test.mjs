/** Boxes of every kind, and what becomes of marks when the text or the page moves under them. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { findingsOf } from "./lib/expected.mjs";
import { readPng } from "./lib/png.mjs";
import { profile } from "./lib/posts.mjs";
import { startSites } from "./lib/site.mjs";
import { clickButton, hover, marked, marksNumber, press, write } from "./lib/writing.mjs";

const FACEBOOK = "https://www.facebook.com/";
const X = "https://x.com/";
/** One word that the policy forbids, between plain ones; its letters fill their places to the edge. */
const TEXT = "well fuck it";

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let page;
    const open = async (address) => {
      await page?.close();
      page = await it.browser.newPage();
      await page.goto(address);
    };
    before(async () => {
      sites = await startSites();
      it = await launch(name, { sites });
    });
    after(async () => {
      await it?.close();
      sites?.close();
    });

    for (const [kind, selector] of Object.entries({ "text area": "#comment", input: "#reply" })) {
      test(`${kind}: the mark stands under the word's own ink`, async () => {
        await open(FACEBOOK);
        await page.click(selector);
        await page.keyboard.type(TEXT);
        const { marks } = await marksNumber(it, page, 1);
        await assertOverInk(page, marks[0]);
      });
    }

    test("text area: the mark follows wraps, scrolling and typing before it", async () => {
      await open(FACEBOOK);
      await page.click("#comment");
      await page.keyboard.type(`${"a quiet day with the dog and the grill ".repeat(9)}${TEXT} `);
      const { marks } = await marksNumber(it, page, 1);
      await assertOverInk(page, marks[0]);
      await page.$eval("#comment", (area) => {
        area.scrollTop = 0;
      });
      await marksNumber(it, page, 0);
      await page.$eval("#comment", (area) => {
        area.scrollTop = 10_000;
      });
      await marksNumber(it, page, 1);
      await press(page, "Control+Home");
      await page.keyboard.type("So. ");
      await page.$eval("#comment", (area) => {
        area.scrollTop = 10_000;
      });
      const moved = await marksNumber(it, page, 1);
      await assertOverInk(page, moved.marks[0]);
    });

    test("searches, passwords and e-mail fields are not read", async () => {
      await open(FACEBOOK);
      for (const selector of ["#search", "#password", "#email", "#find", "#code", "#postcode", "#buscar"]) {
        await page.click(selector);
        await page.keyboard.type(TEXT);
      }
      // A box that is read, after them: when its mark is there, theirs would be too.
      await page.click("#reply");
      await page.keyboard.type(TEXT);
      await marksNumber(it, page, 1);
    });

    test("a box whose label is Spanish is read", async () => {
      await open(FACEBOOK);
      await page.click("#comentario");
      await page.keyboard.type(TEXT);
      await marksNumber(it, page, 1);
    });

    for (const [how, change] of Object.entries({
      "hidden by its looks alone": (box) => box.parentElement.style.setProperty("visibility", "hidden"),
      "see-through": (box) => box.parentElement.style.setProperty("opacity", "0"),
      "turned into what was posted": (box) => box.setAttribute("contenteditable", "false"),
    })) {
      test(`a box that is ${how} has neither marks nor badge`, async () => {
        await open(FACEBOOK);
        await write(it, page, "#box", TEXT);
        await until("the badge", async () => (await it.layer(page)).badge);
        await page.$eval("#box", change);
        await marksNumber(it, page, 0);
        await until("the badge to go", async () => !(await it.layer(page)).badge);
        await page.$eval("#box", (box) => {
          box.parentElement.removeAttribute("style");
          box.setAttribute("contenteditable", "true");
        });
        await marksNumber(it, page, 1);
      });
    }

    test("marks are not cut by what doesn't cut their box", async () => {
      await open(FACEBOOK);
      await page.$eval("main", (main) => {
        main.style.cssText = "height: 40px; overflow-x: clip";
      });
      await write(it, page, "#box", TEXT);
      await marksNumber(it, page, 1);
      await page.$eval("#box", (box) => {
        box.style.cssText = "position: absolute; top: 300px; left: 40px; width: 400px";
        box.parentElement.style.cssText = "height: 40px; overflow: hidden";
      });
      await marked(it, page, "#box", TEXT);
    });

    test("editor: marks follow paragraphs, page scrolling and layout shifts", async () => {
      await open(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type("One line.");
      await page.keyboard.press("Enter");
      await page.keyboard.type(TEXT);
      const text = `One line.\n${TEXT}`;
      await marked(it, page, "#box", text);
      await page.evaluate(() => scrollTo(0, 60));
      await marked(it, page, "#box", text);
      // Nothing scrolls and no key is pressed: the page only puts something above the box.
      await page.evaluate(() => {
        const banner = document.createElement("p");
        banner.textContent = "A banner that came late";
        document.body.prepend(banner);
      });
      await marked(it, page, "#box", text);
    });

    test("editor: a word that is typed on loses its mark, a removed box all of them", async () => {
      await open(FACEBOOK);
      await write(it, page, "#box", "Well fuck");
      await page.keyboard.press("Backspace");
      await page.keyboard.press("Backspace");
      await marksNumber(it, page, 0);
      await page.keyboard.type("ck");
      await marksNumber(it, page, 1);
      await page.$eval("#box", (box) => box.remove());
      await marksNumber(it, page, 0);
    });

    test("of fifty boxes on a page the first and the last are marked, each on its own words", async () => {
      await open(FACEBOOK);
      await page.$eval("#box", (box) => {
        const more = Array.from({ length: 49 }, () => box.cloneNode(true));
        more.at(-1).id = "last";
        box.after(...more);
      });
      const texts = { "#box": TEXT, "#last": `and so, ${TEXT}` };
      for (const [selector, text] of Object.entries(texts)) await write(it, page, selector, text);
      // Of the two only one is in sight at a time.
      for (const [selector, text] of Object.entries(texts)) {
        await page.$eval(selector, (box) => box.scrollIntoView({ block: "center" }));
        await marked(it, page, selector, text);
      }
    });

    test("a sticky header hides the marks that it covers", async () => {
      await open(FACEBOOK);
      await write(it, page, "#box", TEXT);
      await page.evaluate(() => {
        const header = document.createElement("header");
        document.body.append(header);
        header.style.cssText = "position:fixed; inset:0 0 auto; height:200px; background:#fff";
      });
      await marksNumber(it, page, 0);
    });

    test("a modal dialog: marks lie above it and the card can be used", async () => {
      await open(X);
      await page.click("#open");
      await write(it, page, "#dialog-box", TEXT);
      const { marks } = await it.layer(page);
      const before = await page.screenshot();
      assert.ok(hasInk(readPng(before), marks[0], isTint), "the mark is hidden by the dialog");
      await hover(it, page, marks[0]);
      await clickButton(it, page, "Not a problem here");
      const card = await until("the note", async () => {
        const { card } = await it.layer(page);
        return card?.buttons.some(({ label }) => label === "Undo") && card;
      });
      assert.ok(card.text.includes("Put away"));
      await clickButton(it, page, "Undo");
      await marksNumber(it, page, 1);
    });

    test("a box in an open shadow root", async () => {
      await open("https://www.reddit.com/");
      await page.click("shadow-box");
      await page.evaluate(() =>
        document.querySelector("shadow-box").shadowRoot.getElementById("inner").focus(),
      );
      await page.keyboard.type(TEXT);
      const { marks } = await marksNumber(it, page, 1);
      await assertOverInk(page, marks[0]);
    });

    for (const selector of ["#box", "#comment"]) {
      test(`a fix in ${selector} goes through the editor, and one undo takes it back`, async () => {
        await open(FACEBOOK);
        await it.store({ choices: { policy: "lakewood-pp-1069", profile } });
        await page.bringToFront();
        const text = "Write to me at jordan.avery@fairmontpd.example for the invite.";
        const [{ fixes }] = await findingsOf(text, "lakewood-pp-1069", profile);
        const fixed = text.slice(0, fixes[0].start) + fixes[0].replacement + text.slice(fixes[0].end);
        await page.click(selector);
        await page.keyboard.type(text);
        const { marks } = await marksNumber(it, page, 1);
        const now = () =>
          page.$eval(selector, (box) => (box.value ?? box.innerText).trim().replace(/\u00a0/g, " "));
        await hover(it, page, marks[0]);
        await clickButton(it, page, fixes[0].label);
        await until("the text without the words", async () => (await now()) === fixed);
        await press(page, "Control+z");
        await until("the text as it was", async () => (await now()) === text);
        await it.store({ choices: {} });
      });
    }

    test("dismissed for good, until it is undone", async () => {
      await open(FACEBOOK);
      await write(it, page, "#box", TEXT);
      const [mark] = (await it.layer(page)).marks;
      await hover(it, page, mark);
      await clickButton(it, page, "Not a problem here");
      await marksNumber(it, page, 0);
      await clickButton(it, page, "Undo");
      await marksNumber(it, page, 1);
    });

    test("switched off for this rule, until it is undone", async () => {
      await open(FACEBOOK);
      await write(it, page, "#box", TEXT);
      const [mark] = (await it.layer(page)).marks;
      const card = await hover(it, page, mark);
      if (card.buttons.some(({ label }) => label === "More")) await clickButton(it, page, "More");
      await clickButton(it, page, "Never for this rule");
      await marksNumber(it, page, 0);
      await clickButton(it, page, "Undo");
      await marksNumber(it, page, 1);
    });
  });
}

const isDark = ([red, green, blue]) => red + green + blue < 240;
/** Brick, the colour of what is not allowed, on light or dark. */
const isTint = ([red, green, blue]) => red > 150 && red - blue > 80 && red - green > 60;

/** The columns inside the mark's words, above its line, must hold ink from edge to edge, and none beside it. */
async function assertOverInk(page, { left, right, top, bottom }) {
  const image = readPng(await page.screenshot());
  const columns = [];
  for (let x = Math.floor(left) - 6; x <= Math.ceil(right) + 6; x++) {
    let ink = false;
    for (let y = Math.ceil(top); y < bottom - 3; y++) ink ||= isDark(image.pixel(x, y));
    if (ink) columns.push(x);
  }
  const word = columns.filter((x) => x >= left - 2.5 && x <= right + 2.5);
  assert.ok(word.length > 0, "no ink over the mark");
  assert.ok(Math.abs(word[0] - left) <= 2.5, `the word begins at ${word[0]}, the mark at ${left}`);
  assert.ok(Math.abs(word.at(-1) - right) <= 2.5, `the word ends at ${word.at(-1)}, the mark at ${right}`);
}

function hasInk(image, { left, right, bottom }, wanted) {
  for (let y = Math.floor(bottom) - 3; y <= bottom; y++) {
    if (wanted(image.pixel(Math.round((left + right) / 2), y))) return true;
  }
  return false;
}
