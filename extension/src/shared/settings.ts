/**
 * What is kept on the device: settings, dismissals (as keyed hashes, never as text), and the secret that keys
 * them. Storage is not trusted: it may be empty, half written or from another version, so what is read is put
 * into shape key by key, and the last settings that worked are kept beside the current ones.
 */
import { browser } from "./browser.js";
import { type Choices, type Dismissal, isDismissal, isRecord, readChoices } from "./choices.js";

const CHOICES = "choices";
const LAST_GOOD = "choices-last-good";
const DISMISSALS = "dismissals";
const SECRET = "secret";
const PAUSE = "paused-until";

/** Most dismissals kept; the oldest go first. */
const MOST_DISMISSALS = 2000;

/** The choices in force. If nothing usable is stored, the last ones that worked; if there are none, the defaults. */
export async function loadChoices(): Promise<Choices> {
  const stored = await load([CHOICES, LAST_GOOD]);
  const current = stored[CHOICES];
  return readChoices(isRecord(current) ? current : stored[LAST_GOOD]);
}

/** The choices that last made a working checker. */
export async function loadLastGood(): Promise<Choices> {
  return readChoices((await load([LAST_GOOD]))[LAST_GOOD]);
}

/** Remembers that these choices made a working checker. */
export async function keepLastGood(choices: Choices): Promise<void> {
  await browser.storage.local.set({ [LAST_GOOD]: choices });
}

/** Changes the choices as they are now in storage, so that two open pages don't undo each other. */
export function changeChoices(change: (choices: Choices) => Choices): Promise<Choices> {
  return inTurn(CHOICES, async () => {
    const changed = readChoices(change(await loadChoices()));
    await browser.storage.local.set({ [CHOICES]: changed });
    return changed;
  });
}

/** What was put away, newest first. */
export async function loadDismissals(): Promise<Dismissal[]> {
  const stored = (await load([DISMISSALS]))[DISMISSALS];
  if (!Array.isArray(stored)) return [];
  return stored.filter(isDismissal);
}

/** Changes the list as it is now in storage. */
export function changeDismissals(change: (kept: Dismissal[]) => Dismissal[]): Promise<void> {
  return inTurn(DISMISSALS, async () => {
    const kept = change(await loadDismissals()).slice(0, MOST_DISMISSALS);
    await browser.storage.local.set({ [DISMISSALS]: kept });
  });
}

/** When the pause ends, in milliseconds since 1970; 0 if there is none. */
export async function loadPause(): Promise<number> {
  const until = (await load([PAUSE]))[PAUSE];
  return typeof until === "number" && Number.isFinite(until) ? until : 0;
}

/** Reads along nowhere until then; a time that has passed ends a pause. */
export async function pauseUntil(until: number): Promise<void> {
  await browser.storage.local.set({ [PAUSE]: until });
}

/** Forgets choices, dismissals and pause. The secret stays: nothing that was put away is left to be told by it. */
export async function resetAll(): Promise<void> {
  await browser.storage.local.remove([CHOICES, LAST_GOOD, DISMISSALS, PAUSE]);
}

/** The secret of this installation, made when first asked for. */
export function loadSecret(): Promise<string> {
  return inTurn(SECRET, async () => {
    const stored = (await load([SECRET]))[SECRET];
    if (typeof stored === "string" && stored.length >= 32) return stored;
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const secret = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    // Storage that refuses costs the dismissals of this session, not the checking.
    await browser.storage.local.set({ [SECRET]: secret }).catch(() => undefined);
    return secret;
  });
}

/** Calls `changed` when choices, dismissals or pause change in any of the extension's scripts; returns how to stop. */
export function onSettingsChange(changed: () => void): () => void {
  const hear = (changes: Record<string, unknown>, area: string) => {
    if (area === "local" && [CHOICES, DISMISSALS, PAUSE].some((key) => key in changes)) changed();
  };
  browser.storage.onChanged.addListener(hear);
  return () => browser.storage.onChanged.removeListener(hear);
}

/** Today, as it stands in a dismissal. */
export function today(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** Reading, changing and writing is one step: no other page or worker of the extension does it meanwhile. */
async function inTurn<T>(what: string, work: () => Promise<T>): Promise<T> {
  return (await navigator.locks.request(what, work)) as T;
}

/** Storage that refuses counts as empty: the checker then runs on its defaults. */
async function load(keys: string[]): Promise<Record<string, unknown>> {
  try {
    return await browser.storage.local.get(keys);
  } catch {
    return {};
  }
}
