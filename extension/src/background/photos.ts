/** Reads pictures for content scripts: asks for the bytes that the module needs, and answers with what it came to. */
import init, { PhotoReader, type PhotoReport, type PhotoStep } from "clausemark-photo";
import { browser } from "../shared/browser.js";
import { type Choices, choicesOn } from "../shared/choices.js";
import {
  bytesOf,
  type PhotoAnswer,
  type PhotoToPage,
  type Range,
  readPhotoToWorker,
} from "../shared/photo-protocol.js";
import { siteId } from "../shared/sites.js";
import { policyDocument } from "../shared/wasm.js";
import { openBeside } from "./beside.js";
import { readyChecker } from "./checker.js";
import { readsOn } from "./reach.js";
import { sightsOf } from "./sights.js";

/** After so many milliseconds the answer is what is known by then. With the way there and back it comes within a second. */
const LONGEST = 800;

let loading: Promise<unknown> | undefined;

async function loadPhotoWasm(): Promise<void> {
  loading ??= init({ module_or_path: browser.runtime.getURL("photo_bg.wasm") });
  await loading.catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
}

/** Serves one picture over a port that the caller has found to be a content script's of ours. */
export function servePhoto(port: chrome.runtime.Port, host: string): void {
  let reading: Reading | undefined;
  port.onMessage.addListener((value: unknown) => {
    const message = readPhotoToWorker(value);
    if (message?.kind === "begin" && !reading) {
      reading = new Reading(port, host, message.size, message.name);
    } else if (message?.kind === "bytes") reading?.take(message.start, message.base64);
    else if (message?.kind === "copy") void openCopy(port.sender, message.photo);
  });
  port.onDisconnect.addListener(() => reading?.end());
}

/** Opens the page that makes the copy, beside the tab. Its address tells where to ask for the picture, and nothing of it. */
async function openCopy(sender: chrome.runtime.MessageSender | undefined, photo: number): Promise<void> {
  const tab = sender?.tab;
  if (tab?.id === undefined) return;
  await openBeside(tab, `photo.html#${tab.id}/${sender?.frameId ?? 0}/${photo}`);
}

/** One picture while it is being read. */
class Reading {
  private reader: PhotoReader | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private choices: Choices | undefined;
  private isOver = false;

  constructor(
    private readonly port: chrome.runtime.Port,
    private readonly host: string,
    size: number,
    name: string,
  ) {
    void this.begin(size, name).catch(() => this.answer(undefined));
  }

  take(start: number, base64: string): void {
    if (!this.reader) return;
    try {
      this.reader.add(start, bytesOf(base64));
      this.step();
    } catch {
      this.answer(undefined);
    }
  }

  end(): void {
    this.isOver = true;
    clearTimeout(this.timer);
    this.reader?.free();
    this.reader = undefined;
  }

  private async begin(size: number, name: string): Promise<void> {
    const [{ choices }] = await Promise.all([readyChecker(), loadPhotoWasm()]);
    const isWanted = choices.photos && (await readsOn(this.host, choices));
    if (this.isOver) return;
    if (!isWanted) return this.answer(undefined);
    this.choices = choices;
    this.reader = new PhotoReader(size, name);
    this.timer = setTimeout(() => this.reader && this.answer(this.reader.giveUp()), LONGEST);
    this.step();
  }

  private step(): void {
    const { needs, report }: PhotoStep = this.reader?.step() ?? {};
    if (needs) this.send({ kind: "needs", range: needs as unknown as Range });
    else if (report) this.answer(report);
  }

  private answer(report: PhotoReport | undefined): void {
    const { choices } = this;
    let answer: PhotoAnswer | undefined;
    if (report && choices) {
      const document = policyDocument(choices.policy);
      const { account } = choicesOn(siteId(this.host), choices);
      const sights = document ? sightsOf(document, account, choices.profile.writer.role ?? "sworn") : [];
      answer = { report, sights, policyName: document?.summary.short ?? "" };
    }
    this.send({ kind: "answer", answer });
    this.end();
  }

  private send(message: PhotoToPage): void {
    try {
      this.port.postMessage(message);
    } catch {
      // The page closed between question and answer.
      this.end();
    }
  }
}
