/**
 * What the sandbox remembers: choices and answers in this browser, own scenarios because a trainer wrote them to be kept.
 * A text of free writing or a name is never given to it; these end with the page.
 */

/** Reads a value that an earlier version, another tab or anybody else may have left in any shape. */
export function recall(area: Storage | undefined, key: string): unknown {
  try {
    return JSON.parse(area?.getItem(PREFIX + key) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps a value; false if the browser refuses, as in some private windows. */
export function keep(area: Storage | undefined, key: string, value: unknown): boolean {
  try {
    if (value === undefined) area?.removeItem(PREFIX + key);
    else area?.setItem(PREFIX + key, JSON.stringify(value));
    return area !== undefined;
  } catch {
    return false;
  }
}

/** Kept until it is deleted. */
export const lasting = (): Storage | undefined => areaOf("localStorage");

/** Kept as long as the tab. */
export const passing = (): Storage | undefined => areaOf("sessionStorage");

/** Several sandboxes and other pages can share a host. */
const PREFIX = "clausemark-sandbox:";

function areaOf(name: "localStorage" | "sessionStorage"): Storage | undefined {
  try {
    return window[name];
  } catch {
    return undefined;
  }
}
