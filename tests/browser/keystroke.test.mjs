/**
 * A key press, end to end: a person types a post on a site with a strict policy of its own, words are marked, a
 * card says why, and the card opens the clause. In both browsers, with the real module and nothing left out.
 */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { posts } from "./lib/posts.mjs";
import { startSites } from "./lib/site.mjs";
import { firstMark, hover, press, write } from "./lib/writing.mjs";

const SITES = ["https://www.facebook.com/", "https://x.com/"];

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

    for (const address of SITES) {
      for (const post of posts) {
        test(`${post.id} on ${address} is marked over its words`, async () => {
          const page = await it.browser.newPage();
          await page.goto(address);
          assert.ok((await firstMark(post.text)).length > 0, "the post has nothing to mark");
          const apart = await write(it, page, "#box", post.text);
          assert.ok(apart <= 2, `${apart} px apart`);
          await page.close();
        });
      }
    }

    test("the card opens by mouse and leads to the clause", async () => {
      const page = await it.browser.newPage();
      await page.goto(SITES[0]);
      const [{ text }] = posts;
      await write(it, page, "#box", text);
      const [finding] = await firstMark(text);
      const [mark] = (await it.layer(page)).marks;
      const card = await hover(it, page, mark);
      for (const words of [finding.message, finding.advice, finding.clauses[0].gist]) {
        assert.ok(card.text.includes(words), `${words} isn't in ${card.text}`);
      }
      assert.ok(card.top >= mark.bottom || card.bottom <= mark.top, "the card covers the words");
      assert.equal(card.hasFocus, false, "the card took the focus unasked");
      const link = card.buttons.find(({ label }) => label === "Read the clause");
      await page.mouse.click((link.left + link.right) / 2, (link.top + link.bottom) / 2);
      await landsOn(it, finding.clauses[0]);
      await page.close();
    });

    test("the card opens by keyboard, and Escape gives the focus back", async () => {
      const page = await it.browser.newPage();
      await page.goto(SITES[1]);
      const [{ text }] = posts;
      await write(it, page, "#box", text);
      const [finding] = await firstMark(text);
      await press(page, "Alt+.");
      const card = await until("the card", async () => (await it.layer(page)).card);
      assert.equal(card.hasFocus, true);
      assert.ok(card.label.includes(finding.title), card.label);
      await page.keyboard.press("Escape");
      await until("the card to go", async () => !(await it.layer(page)).card);
      await page.keyboard.type("!");
      const now = await page.$eval("#box", (box) => box.innerText.trim());
      assert.equal(now, `${text}!`, "the caret is back where it was");
      // Once more, and on to the link with the keyboard alone.
      await press(page, "Alt+.");
      await until("the card", async () => (await it.layer(page)).card);
      for (let step = 0; step < 12; step++) {
        await page.keyboard.press("Tab");
        if ((await it.layer(page)).card.focused === "Read the clause") break;
      }
      await page.keyboard.press("Enter");
      await landsOn(it, finding.clauses[0]);
      await page.close();
    });

    test("nothing is asked for but the pages themselves", () => {
      const own =
        /^https:\/\/(www\.facebook\.com|x\.com)\/(page\.css|recorder\.js|dialog\.js|favicon\.ico)?$/;
      assert.deepEqual(
        sites.requests.filter((address) => !own.test(address)),
        [],
      );
      assert.deepEqual(sites.strangers, [], "another host was asked for");
    });
  });
}

/** The clause page opens at the clause, and can reach nothing outside. */
async function landsOn(it, { policy, clause, gist }) {
  const isClausePage = ({ url }) => url.includes("/clauses.html#");
  const tab = await until("the clause page", async () => (await it.extensionPages()).find(isClausePage));
  assert.ok(tab.url.endsWith(`/clauses.html#${policy}/${clause}`), tab.url);
  const here = await until("the clause in sight", () =>
    tab.run(() => {
      const element = document.querySelector(".clause.here");
      // With its examples a clause can be taller than the window; it begins in its upper half.
      const { top } = element.getBoundingClientRect();
      return top >= 0 && top < innerHeight / 2 && element.innerText;
    }),
  );
  assert.ok(here.includes(clause) && here.includes(gist), here);
  const reached = await tab.run(() => fetch("https://x.com/").then(String, (error) => error.name));
  assert.equal(reached, "TypeError", "the clause page could reach a site");
  await tab.close();
}
