/**
 * What content script and background worker say to each other, and nothing else. Text travels one way, to the
 * worker; findings come back. Every message is checked on arrival, since a port is only as honest as its sender.
 */
import type { ClauseRef, Confidence, Finding, Modality } from "clausemark";
import type { PostRule } from "./sites.js";
import type { MessageFile } from "./words.js";

/** Name of the port that a content script opens when a compose box first gets the focus. */
export const PORT = "draft";

/** Name of the port that the popup opens to the content scripts of the tab in front. */
export const POPUP_PORT = "popup";

/** Keys that step through the marks, as the browser writes them (`Alt+Period`); empty when the user set none. */
export interface Shortcuts {
  next: string;
  previous: string;
}

/** Why a finding was put away: not a problem here, or permission was given. */
export type DismissalReason = "not-here" | "permission";

/** From a content script to the worker. */
export type ToWorker =
  | { kind: "check"; box: number; version: number; text: string }
  | { kind: "forget"; box: number }
  | { kind: "read-clause"; policy: string; clause: string }
  | { kind: "dismiss"; hash: string; category: string; reason: DismissalReason }
  | { kind: "restore"; hash: string }
  | { kind: "switch-rule"; category: string; on: boolean };

/** How things stand on a site. */
export interface State {
  kind: "state";
  on: boolean;
  /** Short names of policies, by id. */
  names: Record<string, string>;
  shortcuts: Shortcuts;
  /** How one posts on this site; empty unless the question before posting is switched on. */
  posts: PostRule[];
  /** Whether the writer may switch rules off. */
  canSwitchRules: boolean;
  /** When a pause ends, in milliseconds since 1970; in the past if there is none. */
  pausedUntil: number;
  /** The words on the screen, where the writer chose another language than the browser's. */
  words: MessageFile | undefined;
}

/** A clause of a finding. To the first the worker adds what the policy asks for beside it that no text can show. */
export interface ClauseShown extends ClauseRef {
  reminder?: string;
}

/** From the worker to a content script. */
export type ToPage =
  | State
  | { kind: "findings"; box: number; version: number; findings: Finding[] }
  | { kind: "recheck" }
  | { kind: "step"; forward: boolean }
  /** What was asked for last could not be kept: storage refused. */
  | { kind: "refused" };

/** From the worker, by tab, to content scripts whose line is down: the settings have changed, or a shortcut was pressed. */
export type Call = { kind: "look-again" } | { kind: "step"; forward: boolean };

/** From a content script to the popup: the marks of the box that last had the focus, and when it got it. */
export interface BoxReport {
  focusedAt: number;
  marks: MarkReport[];
}

/** A mark, as the popup lists it. */
export interface MarkReport {
  title: string;
  /** The marked words; they go from the page to the extension's own popup and no further. */
  words: string;
  modality: Modality | undefined;
  confidence: Confidence;
}

/** From the popup to a content script: tell what is marked, or open the card of the mark at this place of the report. */
export type FromPopup = { kind: "look" } | { kind: "jump"; mark: number; focusedAt: number };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length <= most;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Longest text that is checked; a longer one is cut there, far past what any site takes. */
export const LONGEST_TEXT = 400_000;

/** The message in `value`, or undefined if it is none. */
export function readToWorker(value: unknown): ToWorker | undefined {
  if (!isObject(value)) return undefined;
  const { kind, box, version, text, policy, clause, hash, category, reason, on } = value;
  switch (kind) {
    case "check":
      if (isCount(box) && isCount(version) && isText(text, LONGEST_TEXT)) return { kind, box, version, text };
      return undefined;
    case "forget":
      return isCount(box) ? { kind, box } : undefined;
    case "read-clause":
      return isText(policy, 100) && isText(clause, 100) ? { kind, policy, clause } : undefined;
    case "dismiss":
      if (!isText(hash, 200) || !isText(category, 100)) return undefined;
      return reason === "not-here" || reason === "permission" ? { kind, hash, category, reason } : undefined;
    case "restore":
      return isText(hash, 200) ? { kind, hash } : undefined;
    case "switch-rule":
      return isText(category, 100) && typeof on === "boolean" ? { kind, category, on } : undefined;
    default:
      return undefined;
  }
}
