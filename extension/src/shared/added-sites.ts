/**
 * The sites that the writer added. The browser's own list of granted permissions is the only list of them, since
 * the writer may change it in the browser's settings, too.
 */
import { browser } from "./browser.js";
import { hostIn, patternFor } from "./sites.js";

/** Host names that the writer added, in order. */
export async function addedHosts(): Promise<string[]> {
  const { origins } = await browser.permissions.getAll();
  return (origins ?? [])
    .map(hostIn)
    .filter((host): host is string => host !== undefined)
    .sort();
}

/** Whether the writer added this host and has not taken it back. */
export function isGranted(host: string): Promise<boolean> {
  return browser.permissions.contains({ origins: [patternFor(host)] });
}

/**
 * Asks the browser for these hosts, which puts the question to the writer; false if the answer is no. Must be
 * called straight from a click.
 */
export function requestHosts(hosts: readonly string[]): Promise<boolean> {
  return browser.permissions.request({ permissions: ["scripting"], origins: hosts.map(patternFor) });
}

/** Gives the permission for these hosts back. */
export async function giveBack(hosts: readonly string[]): Promise<void> {
  if (hosts.length > 0) await browser.permissions.remove({ origins: hosts.map(patternFor) });
}
