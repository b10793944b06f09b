/** Keeps the content scripts of added sites to what the writer allowed. */
import { addedHosts } from "../shared/added-sites.js";
import { browser } from "../shared/browser.js";
import { patternFor } from "../shared/sites.js";

/** Registers the content script for each added site and for no other, and starts it in pages that are open. */
export async function followAddedSites(): Promise<void> {
  // The permission to register comes with the first site that is added.
  if (!browser.scripting) return;
  await navigator.locks.request("added-sites", async () => {
    const hosts = await addedHosts();
    const known = (await browser.scripting.getRegisteredContentScripts()).map(({ id }) => id);
    const gone = known.filter((id) => !hosts.includes(id));
    if (gone.length > 0) await browser.scripting.unregisterContentScripts({ ids: gone });
    // Nothing is kept that isn't needed: the permission to register goes with the last site.
    if (hosts.length === 0) await browser.permissions.remove({ permissions: ["scripting"] });
    const fresh = hosts.filter((host) => !known.includes(host));
    if (fresh.length === 0) return;
    await browser.scripting.registerContentScripts(
      fresh.map((host) => ({
        id: host,
        matches: [patternFor(host)],
        js: ["content.js"],
        runAt: "document_start",
        allFrames: true,
        matchOriginAsFallback: true,
      })),
    );
    await startIn(fresh);
  });
}

/** A page that was open before its site was added needn't be loaded again. */
async function startIn(hosts: string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: hosts.map(patternFor) });
  const start = ({ id }: chrome.tabs.Tab) =>
    browser.scripting.executeScript({
      target: { tabId: id as number, allFrames: true },
      files: ["content.js"],
    });
  // A tab may close meanwhile, or show an error page that no script may touch.
  await Promise.allSettled(tabs.map(start));
}
