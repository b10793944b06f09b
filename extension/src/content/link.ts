/**
 * The line to the background worker. The browser may stop the worker at any moment: the port then closes, and
 * what was asked and not answered is asked again over a new one, which starts the worker.
 */
import type { Finding } from "clausemark";
import type { Engine } from "../dom/engine.js";
import { browser, isAlive } from "../shared/browser.js";
import {
  type DismissalReason,
  LONGEST_TEXT,
  PORT,
  type Shortcuts,
  type State,
  type ToPage,
  type ToWorker,
} from "../shared/protocol.js";
import type { PostRule } from "../shared/sites.js";

/** What the worker says of its own accord. */
export interface LinkEvents {
  state(state: State): void;
  recheck(): void;
  step(forward: boolean): void;
  /** What was asked for last could not be kept. */
  refused(): void;
  /** The extension was updated or removed: nothing will ever answer again. */
  orphaned(): void;
}

interface Question {
  message: Extract<ToWorker, { kind: "check" }>;
  answer(findings: Finding[] | undefined): void;
}

/** Lines lost in a row before the next is opened with a pause. */
const LOSSES_AT_ONCE = 3;
/** First and longest pause, in milliseconds; each is twice the one before. */
const FIRST_PAUSE = 250;
const LONGEST_PAUSE = 30_000;

/** Asks the worker. */
export class Link implements Engine {
  private port: chrome.runtime.Port | undefined;
  /** The open question of each box: at most one, since a newer text makes the older question idle. */
  private readonly open = new Map<number, Question>();
  private version = 0;
  /** Lines lost in a row with nothing heard: a worker that dies at every start is asked less and less often. */
  private losses = 0;
  private pause: ReturnType<typeof setTimeout> | undefined;
  private names: Record<string, string> = {};
  private keys: Shortcuts = { next: "", previous: "" };
  private posts: readonly PostRule[] = [];
  private isFree = true;

  constructor(private readonly events: LinkEvents) {}

  async check(box: number, text: string): Promise<Finding[] | undefined> {
    // Nothing can be found in nothing: an emptied box needn't wake the worker.
    if (text.trim() === "") return [];
    return new Promise((answer) => {
      this.open.get(box)?.answer(undefined);
      const message = {
        kind: "check",
        box,
        version: ++this.version,
        text: text.slice(0, LONGEST_TEXT),
      } as const;
      this.open.set(box, { message, answer });
      this.post(message);
    });
  }

  forget(box: number): void {
    this.open.get(box)?.answer(undefined);
    this.open.delete(box);
    if (this.port) this.post({ kind: "forget", box });
  }

  policyName(policy: string): string {
    return this.names[policy] ?? policy;
  }

  shortcuts(): Shortcuts {
    return this.keys;
  }

  postRules(): readonly PostRule[] {
    return this.posts;
  }

  readClause(policy: string, clause: string): void {
    this.post({ kind: "read-clause", policy, clause });
  }

  dismiss({ dismissal, category }: Finding, reason: DismissalReason): void {
    this.post({ kind: "dismiss", hash: dismissal, category, reason });
  }

  restore({ dismissal }: Finding): void {
    this.post({ kind: "restore", hash: dismissal });
  }

  canSwitchRules(): boolean {
    return this.isFree;
  }

  switchRule(category: string, on: boolean): void {
    this.post({ kind: "switch-rule", category, on });
  }

  /** Opens the line anew: the worker then says how things stand, and what was asked is asked again. */
  wake(): void {
    const old = this.port;
    this.port = undefined;
    old?.disconnect();
    try {
      this.port = this.connect();
      for (const { message } of this.open.values()) this.port.postMessage(message);
    } catch {
      this.lost();
    }
  }

  /** Whether there is a line to the worker. */
  get isUp(): boolean {
    return this.port !== undefined;
  }

  isGone(): boolean {
    return !isAlive();
  }

  /** Closes the line and lets go of every question. */
  close(): void {
    clearTimeout(this.pause);
    this.port?.disconnect();
    this.port = undefined;
    for (const { answer } of this.open.values()) answer(undefined);
    this.open.clear();
  }

  private post(message: ToWorker): void {
    try {
      this.port ??= this.connect();
      this.port.postMessage(message);
    } catch {
      this.lost();
    }
  }

  private connect(): chrome.runtime.Port {
    const port = browser.runtime.connect({ name: PORT });
    port.onMessage.addListener((message: ToPage) => this.hear(message));
    port.onDisconnect.addListener(() => {
      // Reading it keeps the browser from writing it to the page's console.
      void browser.runtime.lastError;
      if (this.port === port) this.lost();
    });
    return port;
  }

  private lost(): void {
    this.port = undefined;
    if (!isAlive()) {
      this.close();
      this.events.orphaned();
      return;
    }
    if (this.open.size === 0) return;
    this.losses += 1;
    clearTimeout(this.pause);
    if (this.losses <= LOSSES_AT_ONCE) return this.askAgain();
    const pause = FIRST_PAUSE * 2 ** (this.losses - LOSSES_AT_ONCE - 1);
    this.pause = setTimeout(() => this.askAgain(), Math.min(pause, LONGEST_PAUSE));
  }

  /** Opens a new line, which starts the worker, and puts every open question once more. */
  private askAgain(): void {
    try {
      this.port ??= this.connect();
      for (const { message } of this.open.values()) this.port.postMessage(message);
    } catch {
      this.close();
      this.events.orphaned();
    }
  }

  private hear(message: ToPage): void {
    this.losses = 0;
    switch (message.kind) {
      case "state":
        this.names = message.names;
        this.keys = message.shortcuts;
        this.posts = message.posts;
        this.isFree = message.canSwitchRules;
        return this.events.state(message);
      case "recheck":
        return this.events.recheck();
      case "step":
        return this.events.step(message.forward);
      case "refused":
        return this.events.refused();
      case "findings": {
        const question = this.open.get(message.box);
        if (question?.message.version !== message.version) return;
        this.open.delete(message.box);
        return question.answer(message.findings);
      }
    }
  }
}
