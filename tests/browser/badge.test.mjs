/** The count at the box's corner: right, quiet, out of the way, and a way to the cards. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { startSites } from "./lib/site.mjs";
import { marksNumber, press } from "./lib/writing.mjs";

const FACEBOOK = "https://www.facebook.com/";
const TWO = "Fuck this. Fuck that.";
const MORE = "and so on ";
/** Boxes whose marked words have scrolled away under the typing, each in a way of its own. */
const FAR = [
  [
    "a text area with short lines before the words and long ones after",
    "#comment",
    {},
    `${"so on\n".repeat(20)}Fuck this. ${MORE.repeat(60)}`,
  ],
  ["an input that scrolls sideways", "#reply", {}, `${MORE.repeat(12)}Fuck this. ${MORE.repeat(12)}`],
  [
    "a paragraph that is taller than its editor",
    "#box",
    { width: "200px", height: "96px", overflowY: "auto" },
    `Fuck this. ${MORE.repeat(25)}`,
  ],
  [
    "an editor that scrolls smoothly",
    "#box",
    { height: "96px", overflowY: "auto", scrollBehavior: "smooth" },
    `Fuck this.${"\nand so on".repeat(10)}`,
  ],
];

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

    const type = async (selector, text, number) => {
      await page.click(selector);
      await page.keyboard.type(text);
      await marksNumber(it, page, number);
    };
    const badge = (count) =>
      until(`a badge that says ${count}`, async () => {
        const { badge } = await it.layer(page);
        return badge?.count === String(count) && badge;
      });
    const noBadge = () => until("no badge", async () => !(await it.layer(page)).badge);
    const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
    /** The controls of the page that a rectangle lies over, and whether it lies over the box's words. */
    const covered = ({ left, top, right, bottom }, box) =>
      page.evaluate(
        (spot, selector) => {
          const meets = (rect) =>
            rect.left < spot.right &&
            rect.right > spot.left &&
            rect.top < spot.bottom &&
            rect.bottom > spot.top;
          const controls = [...document.querySelectorAll("button, a, input, textarea, [role=button]")]
            .filter((control) => !control.matches(selector) && meets(control.getBoundingClientRect()))
            .map((control) => control.outerHTML);
          const range = document.createRange();
          range.selectNodeContents(document.querySelector(selector));
          return {
            controls,
            words: [...range.getClientRects()].filter(({ width }) => width > 0 && width < 400).some(meets),
          };
        },
        { left, top, right, bottom },
        box,
      );

    test("it counts, and is gone with the last mark", async () => {
      await page.goto(FACEBOOK);
      await page.click("#box");
      await page.keyboard.type("A quiet day.");
      await type("#reply", "fuck it", 1);
      await badge(1);
      await type("#box", ` ${TWO}`, 3);
      await badge(2);
      await press(page, "Control+a");
      await page.keyboard.press("Delete");
      await marksNumber(it, page, 1);
      await noBadge();
      await page.click("#reply");
      await badge(1);
    });

    test("a click opens the first mark's card, the next click the next", async () => {
      await page.goto(FACEBOOK);
      await type("#box", TWO, 2);
      const at = middle(await badge(2));
      await page.mouse.click(...at);
      const first = await until("the first card", async () => (await it.layer(page)).card);
      assert.match(first.label, /1 of 2$/);
      assert.equal(first.hasFocus, false);
      await page.mouse.click(...at);
      await until("the second card", async () => /2 of 2$/.test((await it.layer(page)).card?.label));
      await page.keyboard.type("!");
      await until("the text", () => page.$eval("#box", (box) => box.innerText.trim().endsWith("that.!")));
    });

    test("it opens a card whose words are out of sight", async () => {
      await page.goto(FACEBOOK);
      await page.click("#comment");
      await page.keyboard.type(`Fuck this.${"\nand so on".repeat(12)}`);
      // The first line has scrolled away under the typing.
      await until("the badge", async () => {
        const drawn = await it.layer(page);
        return drawn.badge?.count === "1" && drawn.marks.length === 0;
      });
      await page.mouse.click(...middle(await badge(1)));
      await until("card and mark", async () => {
        const drawn = await it.layer(page);
        return drawn.card && drawn.marks.length === 1;
      });
    });

    for (const [kind, selector, style, text] of FAR) {
      for (const way of ["badge", "shortcut"]) {
        test(`${kind}: the ${way} brings the words into sight, and the card beside them`, async () => {
          await page.goto(FACEBOOK);
          await page.$eval(selector, (box, rules) => Object.assign(box.style, rules), style);
          await page.click(selector);
          await page.keyboard.type(text);
          await until("words out of sight", async () => {
            const drawn = await it.layer(page);
            return drawn.badge?.count === "1" && drawn.marks.length === 0;
          });
          if (way === "badge") await page.mouse.click(...middle(await badge(1)));
          else await press(page, "Alt+.");
          const { card, mark } = await until("card and mark", async () => {
            const { card, marks } = await it.layer(page);
            return card && marks.length === 1 && { card, mark: marks[0] };
          });
          assertBeside(card, mark);
        });
      }
    }

    test("words under the site's header come out from under it", async () => {
      await page.goto(FACEBOOK);
      await type("#box", "Fuck this.", 1);
      const [{ top }] = (await it.layer(page)).marks;
      await page.evaluate((above) => {
        const header = document.createElement("header");
        document.body.append(header);
        header.style.cssText = "position:fixed; inset:0 0 auto; height:60px; background:#fff";
        scrollTo(0, above - 20);
      }, top);
      await marksNumber(it, page, 0);
      await page.mouse.click(...middle(await badge(1)));
      const { card, mark } = await until("card and mark", async () => {
        const { card, marks } = await it.layer(page);
        return card && marks.length === 1 && { card, mark: marks[0] };
      });
      assertBeside(card, mark);
    });

    for (const [host, id, box] of [
      ["x.com", "x", "#box"],
      ["www.youtube.com", "youtube", "#contenteditable-root"],
      ["www.messenger.com", "messenger", "#box"],
      ["www.instagram.com", "instagram", "#comment"],
      ["mastodon.social", "mastodon", "#box"],
      ["bsky.app", "bluesky", "#box"],
    ]) {
      test(`${id}: it covers no control and no word`, async () => {
        await page.goto(`https://${host}/sites/${id}.html`);
        await type(box, TWO, 2);
        const found = await covered(await badge(2), box);
        assert.deepEqual(found, { controls: [], words: false });
      });
    }

    test("it makes way for a control that the site puts at its corner, and goes where there is no corner left", async () => {
      await page.goto(FACEBOOK);
      await type("#box", TWO, 2);
      const before = await badge(2);
      const cover = (edges) =>
        page.evaluate((wanted) => {
          const { left, top, width, height } = document.getElementById("box").getBoundingClientRect();
          for (const edge of wanted) {
            const bar = document.createElement("button");
            bar.textContent = edge;
            const y = edge === "bottom" ? top + height - 30 : top - 30;
            bar.style.cssText = `position:fixed; left:${left - 60}px; width:${width + 120}px; top:${y}px; height:60px; padding:0`;
            document.body.append(bar);
          }
        }, edges);
      await cover(["bottom"]);
      const moved = await until("another corner", async () => {
        const { badge } = await it.layer(page);
        return badge && badge.top !== before.top && badge;
      });
      assert.deepEqual((await covered(moved, "#box")).controls, []);
      await cover(["top"]);
      await noBadge();
    });
  });
}

/** How far a card may stand from the words that it is about, in pixels. */
const NEAR = 12;

/** Throws unless a card stands at the side of a mark, near to it and not over it. */
function assertBeside(card, mark) {
  const across = Math.max(card.left - mark.right, mark.left - card.right);
  const along = Math.max(card.top - mark.bottom, mark.top - card.bottom);
  const gap = Math.max(across, along);
  assert.ok(gap >= 0 && gap <= NEAR, `the card ${JSON.stringify(card)} isn't beside ${JSON.stringify(mark)}`);
}
