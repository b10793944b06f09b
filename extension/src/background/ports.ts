/** The ports of content scripts: who may open one, and what is done with each message. */
import { policies } from "clausemark";
import { browser } from "../shared/browser.js";
import { PORT, readToWorker, type Shortcuts, type ToPage, type ToWorker } from "../shared/protocol.js";
import { changeChoices, changeDismissals, today } from "../shared/settings.js";
import { siteOfHost } from "../shared/sites.js";
import { check, forget, readyChecker } from "./checker.js";

/** A content script that is being served. */
interface Client {
  id: number;
  port: chrome.runtime.Port;
  /** Host name of the frame it runs in. */
  site: string;
}

const clients = new Map<chrome.runtime.Port, Client>();
let lastId = 0;

/** Serves a port, if it comes from this extension's own content script in a page. */
export function acceptPort(port: chrome.runtime.Port): void {
  const site = siteOf(port.sender);
  if (port.name !== PORT || site === undefined) {
    port.disconnect();
    return;
  }
  const client = { id: ++lastId, port, site };
  clients.set(port, client);
  port.onMessage.addListener((value: unknown) => {
    const message = readToWorker(value);
    if (message) void serve(client, message);
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

/** The ports of one tab's frames. */
export function portsOfTab(tab: number | undefined): chrome.runtime.Port[] {
  return [...clients.keys()].filter((port) => tab !== undefined && port.sender?.tab?.id === tab);
}

/** The host name a sender stands for; undefined if it isn't a content script of ours in a page. */
function siteOf(sender: chrome.runtime.MessageSender | undefined): string | undefined {
  if (!sender?.tab || sender.id !== browser.runtime.id) return undefined;
  try {
    // A frame without an address of its own (`about:blank`) belongs to the page in the tab.
    const own = new URL(sender.url ?? "");
    const url = /^https?:$/.test(own.protocol) ? own : new URL(sender.origin ?? sender.tab.url ?? "");
    return /^https?:$/.test(url.protocol) ? url.hostname : undefined;
  } catch {
    return undefined;
  }
}

async function serve(client: Client, message: ToWorker): Promise<void> {
  switch (message.kind) {
    case "check": {
      const { box, version, text } = message;
      const findings = await check(`${client.id}:${box}:`, text, client.site).catch(() => []);
      return send(client, { kind: "findings", box, version, findings });
    }
    case "forget":
      return forget(`${client.id}:${message.box}:`);
    case "read-clause":
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
      await changeChoices((choices) => {
        const others = choices.off.filter((other) => other !== category);
        return { ...choices, off: on ? others : [...others, category] };
      });
      return;
    }
  }
}

/** Opens the clause page beside the tab; the page itself couldn't, since it may not reach the extension's files. */
async function readClause(policy: string, clause: string, from: chrome.tabs.Tab | undefined): Promise<void> {
  const place = `#${encodeURIComponent(policy)}/${encodeURIComponent(clause)}`;
  const beside = from ? { index: from.index + 1, windowId: from.windowId } : {};
  await browser.tabs.create({ url: browser.runtime.getURL(`clauses.html${place}`), ...beside });
}

async function tellState(client: Client): Promise<void> {
  const shortcuts = await readShortcuts();
  try {
    const { choices } = await readyChecker();
    const names = Object.fromEntries(policies().map(({ id, short }) => [id, short]));
    const on = !choices.sitesOff.includes(client.site);
    const posts = choices.askBeforePosting ? (siteOfHost(client.site)?.posts ?? []) : [];
    send(client, { kind: "state", on, names, shortcuts, posts });
  } catch {
    // Without a checker there is nothing to mark: the content script stays quiet.
    send(client, { kind: "state", on: false, names: {}, shortcuts, posts: [] });
  }
}

async function readShortcuts(): Promise<Shortcuts> {
  const commands = await browser.commands.getAll();
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
