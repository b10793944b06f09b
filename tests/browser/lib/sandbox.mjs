/** The sandbox as a trainer has it open: a page from a plain web server, and what one does in it. */
import { readFileSync } from "node:fs";
import { built, launch, until } from "./browsers.mjs";
import { serveFolder } from "./site.mjs";

/** Serves the sandbox, starts a browser without the extension and opens a page of it. */
export async function startSandbox(name, { pages } = {}) {
  const server = await serveFolder(built("www"), pages);
  const it = await launch(name, { extension: false });
  const page = await it.browser.newPage();
  // Nothing in these tests is about losing a draft; the question whether to leave is answered with yes.
  page.on("dialog", (dialog) => void dialog.accept());
  return {
    ...it,
    server,
    page,
    /** Opens a view, as a link from anywhere does. */
    async open(hash = "", ready = "main h1") {
      await page.goto("about:blank");
      await page.goto(`${server.address}${hash}`);
      await page.waitForSelector(ready);
    },
    hash: () => page.evaluate(() => location.hash),
    async close() {
      await it.close();
      server.close();
    },
  };
}

/** Clicks what the selector finds, wherever on the page it stands. */
export async function click(page, selector) {
  await page.waitForSelector(selector);
  await page.$eval(selector, (element) => element.scrollIntoView({ block: "center", behavior: "instant" }));
  await page.click(selector);
}

/** The text of what the selector finds, once it holds the words. */
export function reads(page, selector, words) {
  return until(`“${words}” in ${selector}`, async () => {
    const text = await page.$eval(selector, (element) => element.innerText);
    return text.includes(words) && text;
  });
}

/** Words of the sandbox in English, by key. */
export const words = JSON.parse(
  readFileSync(new URL("../../../www/src/words/en.json", import.meta.url), "utf8"),
);
