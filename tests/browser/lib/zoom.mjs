/** The browser's own zoom, as a person sets it with Ctrl and plus. */
import { until } from "./browsers.mjs";
import { inChrome } from "./input-method.mjs";
import { workerOf } from "./worker.mjs";

/** Zooms the tab in front; 1 is 100 %. */
export async function setZoom({ name, browser }, page, factor) {
  const before = await page.evaluate(() => devicePixelRatio * 100);
  if (name === "firefox") {
    await inChrome(browser, `() => { gBrowser.selectedBrowser.fullZoom = ${factor}; }`);
  } else {
    const worker = await until("the worker", () => workerOf({ browser }));
    await (await worker.worker()).evaluate(
      async (address, zoom) => {
        const [tab] = await chrome.tabs.query({ url: address });
        await chrome.tabs.setZoom(tab.id, zoom);
      },
      page.url(),
      factor,
    );
  }
  await until(`zoom from ${before} to ${factor}`, () =>
    page.evaluate((wanted) => Math.abs(devicePixelRatio - wanted) < 0.02, factor),
  );
}
