/** Draws the PNG icons from icon.svg: `node extension/icons/draw.mjs`, with `CHROMIUM` naming the browser. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const svg = await readFile(new URL("icon.svg", import.meta.url), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
for (const size of [16, 32, 48, 128]) {
  await page.setViewport({ width: size, height: size });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${svg}`);
  const path = fileURLToPath(new URL(`${size}.png`, import.meta.url));
  await page.screenshot({ path, omitBackground: true });
}
await browser.close();
