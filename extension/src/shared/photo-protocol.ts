/**
 * What is said about a picture: between a content script and the worker while it is read, and between a content script
 * and the page of the extension that makes a copy of it.
 *
 * Chromium's ports carry JSON only, so bytes go as base64, and only those that are asked for: of a usual photo the first
 * 64 KiB. The module that reads them may not run in a page (see "Two processes" in ARCHITECTURE.md).
 */
import type { Modality } from "clausemark";
import type { PhotoReport } from "clausemark-photo";

/** Name of the port that a content script opens for each picture. */
export const PHOTO_PORT = "photo";
/** Name of the port that the copy's page opens to the content script. */
export const COPY_PORT = "photo-copy";

/** Things that a picture can show and a policy can speak of, in the order in which they are asked about. */
export const SIGHTS = ["insignia", "vehicle", "scene", "coworkers", "papers", "people"] as const;
/** One of them. */
export type Sight = (typeof SIGHTS)[number];

/** A sight, and the clause of the policy in force that speaks of it. */
export interface SightClause {
  sight: Sight;
  policy: string;
  clause: string;
  modality: Modality;
}

/** What the worker makes of a picture. */
export interface PhotoAnswer {
  report: PhotoReport;
  /** What to look for in the picture itself, since no program sees it. */
  sights: SightClause[];
  /** Short name of the policy in force. */
  policyName: string;
}

/** A range of a file in bytes. */
export interface Range {
  start: number;
  end: number;
}

/** From a content script to the worker: a picture begins, the bytes that were asked for, a copy is wanted. */
export type PhotoToWorker =
  | { kind: "begin"; size: number; name: string }
  | { kind: "bytes"; start: number; base64: string }
  | { kind: "copy"; photo: number };

/** From the worker: bytes that it needs, or its answer; none where pictures aren't looked at. */
export type PhotoToPage =
  | { kind: "needs"; range: Range }
  | { kind: "answer"; answer: PhotoAnswer | undefined };

/** From the copy's page to the content script. */
export type CopyQuestion = { kind: "file"; photo: number } | { kind: "bytes"; photo: number; range: Range };

/** From the content script to the copy's page; `size` is missing if the picture is no longer at hand. */
export type CopyAnswer =
  | { kind: "file"; name: string; size?: number }
  | { kind: "bytes"; start: number; base64: string };

/** Longest range that is sent at once, in bytes; messages have a limit of 64 MiB. */
export const LONGEST_RANGE = 12 * 1024 * 1024;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isText = (value: unknown, most: number): value is string =>
  typeof value === "string" && value.length <= most;

/** The message in `value`, or undefined if it is none. */
export function readPhotoToWorker(value: unknown): PhotoToWorker | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { kind, size, name, start, base64, photo } = value as Record<string, unknown>;
  if (kind === "begin" && isCount(size) && isText(name, 1000)) return { kind, size, name };
  if (kind === "bytes" && isCount(start) && isText(base64, LONGEST_RANGE * 2)) return { kind, start, base64 };
  return kind === "copy" && isCount(photo) ? { kind, photo } : undefined;
}

/** The bytes that base64 stands for. */
export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  for (let index = 0; index < letters.length; index++) bytes[index] = letters.charCodeAt(index);
  return bytes;
}
