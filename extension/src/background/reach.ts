/** Where Clausemark reads along. */
import { isGranted } from "../shared/added-sites.js";
import { type Choices, choicesOn } from "../shared/choices.js";
import { loadPause } from "../shared/settings.js";
import { isListed, siteId } from "../shared/sites.js";

/** Whether it reads along on a host: switched on, not paused, and still allowed. An empty host is a page of our own. */
export async function readsOn(host: string, choices: Choices): Promise<boolean> {
  const site = siteId(host);
  if (!choicesOn(site, choices).on) return false;
  if (host === "") return true;
  if ((await loadPause()) > Date.now()) return false;
  // A site that the writer added may have been taken back since the page was opened.
  return isListed(site) || isGranted(host);
}
