/**
 * What is kept on the device: settings, dismissals (as keyed hashes, never as text), and the secret that keys
 * them. Storage is not trusted: it may be empty, half written or from another version, so what is read is put
 * into shape key by key, and the last settings that worked are kept beside the current ones.
 */
import { browser } from "./browser.js";
import { type Choices, type Dismissal, isDismissal, isRecord, readChoices } from "./choices.js";
import { inForce, type Organisation, ownAfter } from "./organisation.js";

const CHOICES = "choices";
const LAST_GOOD = "choices-last-good";
const DISMISSALS = "dismissals";
const SECRET = "secret";
const PAUSE = "paused-until";
const ORGANISATION = "organisation";
const CHOSEN = "chosen-over-organisation";

/** What settings are made of. */
const SETTINGS = [CHOICES, LAST_GOOD, ORGANISATION, CHOSEN];

/** Most dismissals kept; the oldest go first. */
const MOST_DISMISSALS = 2000;

/** What the writer chose, what the organisation sets, and what holds of both. */
export interface Settings {
  /** What holds. */
  choices: Choices;
  /** What is stored as the writer's; what an organisation sets isn't in it. */
  own: Choices;
  organisation: Organisation | undefined;
  /** Settings that the writer chose over the organisation's suggestion. */
  chosen: string[];
  /** Whether storage could be read; if not, these are the defaults and say nothing of what is stored. */
  isRead: boolean;
}

/** The settings. If nothing usable is stored, the last ones that worked; if there are none, the defaults. */
export async function loadSettings(): Promise<Settings> {
  return settingsIn(await load(SETTINGS));
}

/** The choices in force. */
export async function loadChoices(): Promise<Choices> {
  return (await loadSettings()).choices;
}

/** The settings with the writer's choices that last made a working checker. */
export async function loadLastGood(): Promise<Settings> {
  const stored = await load([LAST_GOOD, ORGANISATION, CHOSEN]);
  return settingsFrom(stored[LAST_GOOD], stored);
}

function settingsIn(stored: Record<string, unknown>): Settings {
  return settingsFrom(isRecord(stored[CHOICES]) ? stored[CHOICES] : stored[LAST_GOOD], stored);
}

function settingsFrom(ownStored: unknown, stored: Record<string, unknown>): Settings {
  const own = readChoices(ownStored);
  // Written by the worker, which has looked at it; anything else of this name is left alone.
  const isOurs = isRecord(stored[ORGANISATION]) && isRecord(stored[ORGANISATION].given);
  const organisation = isOurs ? (stored[ORGANISATION] as unknown as Organisation) : undefined;
  const list = stored[CHOSEN];
  const chosen = Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
  const isRead = stored !== UNREAD;
  return { choices: inForce(own, organisation, chosen), own, organisation, chosen, isRead };
}

/** Remembers that these choices of the writer's made a working checker. */
export async function keepLastGood(own: Choices): Promise<void> {
  await browser.storage.local.set({ [LAST_GOOD]: own });
}

/**
 * Changes the choices as they are now in storage, so that two open pages don't undo each other. What the
 * organisation locked stays as it is.
 *
 * @throws If the browser refuses to read or to store; what was stored is then left as it is.
 */
export function changeChoices(change: (choices: Choices) => Choices): Promise<Choices> {
  return inTurn(CHOICES, async () => {
    const { choices, own, organisation, chosen } = settingsIn(await read(SETTINGS));
    const kept = ownAfter(own, choices, readChoices(change(choices)), organisation, chosen);
    await browser.storage.local.set({
      [CHOICES]: kept.own,
      ...(kept.chosen.length > chosen.length ? { [CHOSEN]: kept.chosen } : {}),
    });
    return inForce(kept.own, organisation, kept.chosen);
  });
}

/** Puts down what the organisation sets, as `make` makes it from what was put down before. */
export function changeOrganisation(
  make: (before: Organisation | undefined) => Organisation | undefined,
): Promise<void> {
  return inTurn(ORGANISATION, async () => {
    const { organisation } = settingsIn(await read(SETTINGS));
    const after = make(organisation);
    if (after) await browser.storage.local.set({ [ORGANISATION]: after });
    else await browser.storage.local.remove(ORGANISATION);
  });
}

/** What was put away, newest first. */
export async function loadDismissals(): Promise<Dismissal[]> {
  return dismissalsIn(await load([DISMISSALS]));
}

function dismissalsIn({ [DISMISSALS]: stored }: Record<string, unknown>): Dismissal[] {
  return Array.isArray(stored) ? stored.filter(isDismissal) : [];
}

/**
 * Changes the list as it is now in storage.
 *
 * @throws If the browser refuses to read or to store; what was stored is then left as it is.
 */
export function changeDismissals(change: (kept: Dismissal[]) => Dismissal[]): Promise<void> {
  return inTurn(DISMISSALS, async () => {
    const kept = change(dismissalsIn(await read([DISMISSALS]))).slice(0, MOST_DISMISSALS);
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

/**
 * Forgets all that is the writer's: choices, dismissals, pause, attached documents. What an organisation sets is not the writer's
 * to forget. The secret stays: nothing that was put away is left to be told by it.
 */
export async function resetAll(): Promise<void> {
  const kept = Object.keys(await browser.storage.local.get(null));
  await browser.storage.local.remove(kept.filter((key) => key !== SECRET && key !== ORGANISATION));
}

/** The secret of this installation, made when first asked for. */
export function loadSecret(): Promise<string> {
  return inTurn(SECRET, async () => {
    const stored = await load([SECRET]);
    const known = stored[SECRET];
    if (typeof known === "string" && known.length >= 32) return known;
    const bytes = crypto.getRandomValues(new Uint8Array(32));
    const secret = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    // Storage that refuses costs the dismissals of this session, not the checking. One that can't be read may hold a secret,
    // without which everything that was ever put away would come back.
    if (stored !== UNREAD) await browser.storage.local.set({ [SECRET]: secret }).catch(() => undefined);
    return secret;
  });
}

/** Calls `changed` when choices, dismissals, pause or what the organisation sets change in any of the extension's scripts; returns how to stop. */
export function onSettingsChange(changed: () => void): () => void {
  const hear = (changes: Record<string, unknown>, area: string) => {
    if (area === "local" && [CHOICES, CHOSEN, DISMISSALS, PAUSE, ORGANISATION].some((key) => key in changes))
      changed();
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

/** What `load` gives where storage can't be read. */
const UNREAD: Record<string, unknown> = Object.freeze({});

/** For looking only: storage that refuses counts as empty, and the checker then runs on its defaults. */
function load(keys: string[]): Promise<Record<string, unknown>> {
  return read(keys).catch(() => UNREAD);
}

/** For changing: what is written next may only be made from what was really there. */
async function read(keys: string[]): Promise<Record<string, unknown>> {
  return browser.storage.local.get(keys);
}
