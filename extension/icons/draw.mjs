/** Draws the PNG icons of extension and sandbox from icon.svg: `node extension/icons/draw.mjs`, with `CHROMIUM` naming the browser. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const svg = await readFile(new URL("icon.svg", import.meta.url), "utf8");
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const page = await browser.newPage();
/** Draws the icon that wide, on a ground that fills the picture where a system cuts its own shape out of it. */
async function draw(file, size, isMaskable = false) {
  await page.setViewport({ width: size, height: size });
  // A system may cut away a tenth at each side.
  const style = isMaskable
    ? "body{margin:10%;background:#2F5D8C}svg{display:block}"
    : "body{margin:0}svg{display:block}";
  await page.setContent(`<style>${style}</style>${svg}`);
  await page.screenshot({ path: fileURLToPath(new URL(file, import.meta.url)), omitBackground: true });
}

for (const size of [16, 32, 48, 128]) await draw(`${size}.png`, size);
for (const size of [192, 512]) await draw(`../../www/icons/icon-${size}.png`, size);
await draw("../../www/icons/icon-maskable-512.png", 512, true);
await browser.close();
