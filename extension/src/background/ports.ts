/** The ports of content scripts: who may open one, and what is done with each message. */
import type { Finding } from "clausemark";
import { browser } from "../shared/browser.js";
import { holdOn } from "../shared/organisation.js";
import { PHOTO_PORT } from "../shared/photo-protocol.js";
import {
  type Call,
  PORT,
  readToWorker,
  type Shortcuts,
  type ToPage,
  type ToWorker,
} from "../shared/protocol.js";
import { changeChoices, changeDismissals, loadPause, loadSettings, today } from "../shared/settings.js";
import { siteId, siteOfHost } from "../shared/sites.js";
import { policyList } from "../shared/wasm.js";
import { wordsFor } from "../shared/words.js";
import { openBeside } from "./beside.js";
import { check, forget, readyChecker } from "./checker.js";
import { servePhoto } from "./photos.js";
import { readsOn } from "./reach.js";

/** A content script that is being served. */
interface Client {
  id: number;
  port: chrome.runtime.Port;
  /** Host name of the frame it runs in; empty for a page of the extension itself. */
  host: string;
  /** Id of the site that this is. */
  site: string;
  /** Whether it is read along there, as it was when the script was last told how things stand. */
  isOn: Promise<boolean>;
  /** The newest text of each box that waits for its findings. */
  waiting: Map<number, Question>;
  isAnswering: boolean;
  /** When the last answer went out, and when a clause page was last opened; milliseconds of `performance.now`. */
  answeredAt: number;
  openedAt: number;
  /** Questions in a row that came in a rush. */
  rushes: number;
}

type Question = Extract<ToWorker, { kind: "check" }>;

/** Questions that come closer than this on an answer, in milliseconds, are no typing: whatever else has come is looked at first. */
const RUSH = 3;
/**
 * After so many of them in a row it is a flood: between two checks there is then a pause, in milliseconds, in which others are
 * answered and newer texts take the place of those that wait. No person's keys come so close together for so long.
 */
const FLOOD = 20;
const PAUSE = 50;
/** A person opens no two clause pages in less time than this. */
const BETWEEN_PAGES = 700;

const clients = new Map<chrome.runtime.Port, Client>();
let lastId = 0;

/** Serves a port, if it comes from this extension's own content script in a page. */
export function acceptPort(port: chrome.runtime.Port): void {
  const host = hostOf(port.sender);
  if (port.name === PHOTO_PORT && host) return servePhoto(port, host);
  if (port.name !== PORT || host === undefined) {
    port.disconnect();
    return;
  }
  const client: Client = {
    id: ++lastId,
    port,
    host,
    site: siteId(host),
    isOn: Promise.resolve(false),
    waiting: new Map(),
    isAnswering: false,
    answeredAt: Number.NEGATIVE_INFINITY,
    openedAt: Number.NEGATIVE_INFINITY,
    rushes: 0,
  };
  clients.set(port, client);
  port.onMessage.addListener((value: unknown) => {
    const message = readToWorker(value);
    if (message) void serve(client, message).catch(() => send(client, { kind: "refused" }));
  });
  port.onDisconnect.addListener(() => {
    clients.delete(port);
    void forget(`${client.id}:`);
  });
  void tellState(client);
}

/** Tells every content script. */
export function broadcast(message: ToPage): void {
  for (const client of clients.values()) send(client, message);
}

/** Tells every content script how things stand on its site now. */
export async function broadcastState(): Promise<void> {
  await Promise.all([...clients.values()].map(tellState));
}

/** Reaches content scripts that have no line to this worker, since it was asleep for a while. */
export async function wakeOthers(): Promise<void> {
  for (const { id } of await browser.tabs.query({})) callOut(id, { kind: "look-again" });
}

/** Steps to the next or previous mark in a tab, or in the one in front. */
export async function step(forward: boolean, tab: number | undefined): Promise<void> {
  const id = tab ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
  const message = { kind: "step" as const, forward };
  for (const client of clients.values()) if (client.port.sender?.tab?.id === id) send(client, message);
  callOut(id, message);
}

/** Tells a tab's frames whose line is down; those with a line are told over it. */
function callOut(tab: number | undefined, message: Call): void {
  // Most tabs have no content script of ours and refuse.
  if (tab !== undefined) browser.tabs.sendMessage(tab, message).catch(() => undefined);
}

/** The host name a sender stands for; undefined if it is neither a content script of ours nor a page of ours. */
function hostOf(sender: chrome.runtime.MessageSender | undefined): string | undefined {
  if (!sender?.tab || sender.id !== browser.runtime.id) return undefined;
  if (sender.url?.startsWith(browser.runtime.getURL(""))) return "";
  try {
    // A frame without an address of its own (`about:blank`) belongs to the page in the tab.
    const own = new URL(sender.url ?? "");
    const url = /^https?:$/.test(own.protocol) ? own : new URL(sender.origin ?? sender.tab.url ?? "");
    return /^https?:$/.test(url.protocol) ? url.hostname : undefined;
  } catch {
    return undefined;
  }
}

async function serve(client: Client, message: ToWorker): Promise<unknown> {
  switch (message.kind) {
    case "check":
      client.waiting.set(message.box, message);
      return answer(client);
    case "forget":
      client.waiting.delete(message.box);
      return forget(`${client.id}:${message.box}:`);
    case "read-clause":
      if (performance.now() - client.openedAt < BETWEEN_PAGES) return;
      client.openedAt = performance.now();
      return readClause(message.policy, message.clause, client.port.sender?.tab);
    case "dismiss": {
      const { hash, category, reason } = message;
      const entry = { hash, category, reason, day: today() };
      return changeDismissals((kept) => [entry, ...kept.filter((other) => other.hash !== hash)]);
    }
    case "restore":
      return changeDismissals((kept) => kept.filter(({ hash }) => hash !== message.hash));
    case "switch-rule": {
      const { category, on } = message;
      return changeChoices((choices) => {
        const others = choices.off.filter((other) => other !== category);
        return { ...choices, off: on ? others : [...others, category] };
      });
    }
  }
}

/**
 * Answers what waits, one box after another. While a text is checked, a newer one takes the place of one that waits; texts that come
 * more slowly than they are checked are all checked. A flood is answered in part, and keeps nobody else waiting.
 */
async function answer(client: Client): Promise<void> {
  if (client.isAnswering) return;
  client.isAnswering = true;
  try {
    for (;;) {
      client.rushes = performance.now() - client.answeredAt < RUSH ? client.rushes + 1 : 0;
      if (client.rushes > 0)
        await new Promise((resolve) => setTimeout(resolve, client.rushes > FLOOD ? PAUSE : 0));
      const question = client.waiting.values().next().value;
      if (!question || !clients.has(client.port)) return;
      const { box, version, text } = question;
      client.waiting.delete(box);
      const findings = (await client.isOn) ? await findingsOf(client, box, text) : [];
      send(client, { kind: "findings", box, version, findings });
      client.answeredAt = performance.now();
    }
  } finally {
    client.isAnswering = false;
  }
}

function findingsOf({ id, site }: Client, box: number, text: string): Promise<Finding[]> {
  return check(`${id}:${box}:`, text, site).catch(() => []);
}

/** Opens the clause page beside the tab; the page itself couldn't, since it may not reach the extension's files. */
function readClause(policy: string, clause: string, from: chrome.tabs.Tab | undefined): Promise<unknown> {
  const place = `#${encodeURIComponent(policy)}/${encodeURIComponent(clause)}`;
  return openBeside(from, `clauses.html${place}`);
}

async function tellState(client: Client): Promise<void> {
  const ready = readyChecker();
  client.isOn = ready.then(({ choices }) => readsOn(client.host, choices)).catch(() => false);
  const [shortcuts, pausedUntil] = await Promise.all([readShortcuts(), loadPause()]);
  const state = { kind: "state" as const, names: {}, shortcuts, posts: [], pausedUntil, words: undefined };
  try {
    const { choices } = await ready;
    const { organisation } = await loadSettings();
    const canSwitchRules = holdOn("off", organisation, []) !== "locked";
    const names = Object.fromEntries(policyList().map(({ id, short }) => [id, short]));
    const on = await client.isOn;
    const posts = choices.askBeforePosting ? (siteOfHost(client.host)?.posts ?? []) : [];
    send(client, { ...state, on, names, posts, canSwitchRules, words: await wordsFor(choices.language) });
  } catch {
    // Without a checker there is nothing to mark: the content script stays quiet.
    send(client, { ...state, on: false, canSwitchRules: false });
  }
}

async function readShortcuts(): Promise<Shortcuts> {
  // Firefox on Android has no commands.
  const commands = (await browser.commands?.getAll()) ?? [];
  const keys = (name: string) => commands.find((command) => command.name === name)?.shortcut ?? "";
  return { next: keys("next-mark"), previous: keys("previous-mark") };
}

function send(client: Client, message: ToPage): void {
  try {
    client.port.postMessage(message);
  } catch {
    // The page closed between question and answer.
    clients.delete(client.port);
  }
}
