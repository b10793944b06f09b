/** Follows what an organisation sets in the browser: read, looked at, put down for every script of the extension. */
import { browser } from "../shared/browser.js";
import { readManaged } from "../shared/managed.js";
import { changeOrganisation, loadSettings } from "../shared/settings.js";
import { loadWasm } from "../shared/wasm.js";

/** Time in milliseconds in which Chromium has read its policies after a start, with room to spare. */
const SETTLED = 10_000;

/**
 * Takes over what the browser has now, and whatever it becomes. Called while the worker's script first runs.
 * Just after a start Chromium may not have read its policies yet: nothing at all is believed the second time only.
 */
export function followOrganisation(): void {
  browser.storage.onChanged.addListener((_, area) => {
    if (area === "managed") void take(true);
  });
  void take(false);
}

async function take(isSure: boolean): Promise<void> {
  // Firefox refuses where nothing is set.
  const values = await browser.storage.managed.get(null).catch(() => ({}));
  // Another version may have other rules, which an organisation's policy has to fit.
  const source = JSON.stringify([browser.runtime.getManifest().version, values]);
  const { organisation } = await loadSettings();
  if (Object.keys(values).length > 0) {
    if (organisation?.source === source) return;
    await loadWasm(browser.runtime.getURL("clausemark_bg.wasm"));
    await changeOrganisation((before) => readManaged(values, before, source));
  } else if (organisation && isSure) await changeOrganisation(() => undefined);
  else if (organisation) setTimeout(() => void take(true), SETTLED);
}
