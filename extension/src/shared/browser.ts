/**
 * The one place that names the browser's extension API. Firefox calls it `browser`, Chromium `chrome`; both
 * answer with promises under Manifest V3, so one type serves.
 */
const globals = globalThis as unknown as { browser?: typeof chrome; chrome?: typeof chrome };

/** The extension API of whichever browser this runs in. */
export const browser: typeof chrome = (globals.browser ?? globals.chrome) as typeof chrome;

/** Whether this script still belongs to a running extension; false after an update or removal. */
export function isAlive(): boolean {
  try {
    return Boolean(browser.runtime?.id);
  } catch {
    return false;
  }
}
