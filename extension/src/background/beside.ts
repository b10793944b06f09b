/** Opens the extension's own pages beside the tab that asks for them. */
import { browser } from "../shared/browser.js";

/**
 * Opens a page of the extension beside a tab. The tab may have been moved to another window or closed since the browser last
 * told of it.
 */
export async function openBeside(from: chrome.tabs.Tab | undefined, page: string): Promise<unknown> {
  const url = browser.runtime.getURL(page);
  try {
    const { index, windowId } = await browser.tabs.get(from?.id ?? -1);
    return await browser.tabs.create({ url, index: index + 1, windowId });
  } catch {
    return browser.tabs.create({ url });
  }
}
