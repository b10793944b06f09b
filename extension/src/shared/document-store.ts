/**
 * The official document of a policy, as it was attached: the words of each clause, kept on this device and nowhere else. The file
 * itself is not kept. Storage is not trusted; what isn't in shape counts as not there.
 */
import type { Attachment, Format, Wording } from "clausemark-document";
import { browser } from "./browser.js";
import { isRecord } from "./choices.js";
import { today } from "./settings.js";

/** A document that was attached to a policy. */
export interface OfficialDocument {
  /** The file's name. */
  name: string;
  /** When it was attached, as `2026-11-28`. */
  day: string;
  attachment: Attachment;
}

/** What is stored for a policy. */
export interface Stored {
  document: OfficialDocument | undefined;
  /** There is something, and it can't be read. */
  isDamaged: boolean;
}

/** Most characters of wording kept for a policy: forty times the longest of the five policies. */
const MOST_WORDING = 1_000_000;
const LONGEST_NAME = 200;
const FORMATS: readonly Format[] = ["text", "word", "pdf"];

const keyOf = (policy: string) => `document:${policy}`;

/** The document of a policy. */
export async function loadDocument(policy: string): Promise<Stored> {
  const key = keyOf(policy);
  try {
    const value = (await browser.storage.local.get([key]))[key];
    if (value === undefined) return { document: undefined, isDamaged: false };
    const document = readDocument(value);
    return { document, isDamaged: !document };
  } catch {
    return { document: undefined, isDamaged: true };
  }
}

/**
 * Keeps what was read of a file.
 *
 * @throws If the wording is longer than any policy's, or the browser refuses to store it.
 */
export async function keepDocument(
  policy: string,
  name: string,
  attachment: Attachment,
): Promise<OfficialDocument> {
  const document = { name: name.slice(0, LONGEST_NAME), day: today(), attachment };
  if (lengthOf(attachment) > MOST_WORDING) throw new Error("longer than a policy");
  await browser.storage.local.set({ [keyOf(policy)]: document });
  return document;
}

/** Forgets the document of a policy. */
export async function removeDocument(policy: string): Promise<void> {
  await browser.storage.local.remove(keyOf(policy));
}

/** What was stored, if it is in shape. */
export function readDocument(value: unknown): OfficialDocument | undefined {
  if (!isRecord(value) || !isText(value.name) || !isText(value.day) || !isRecord(value.attachment))
    return undefined;
  const { format, clauses, missing, extra } = value.attachment;
  const good =
    FORMATS.includes(format as Format) &&
    isListOf(clauses, ["id", "printed", "wording", "fragment"]) &&
    Array.isArray(missing) &&
    missing.every(isText) &&
    isListOf(extra, ["printed", "text"]) &&
    // A fragment goes behind a link's address, so it can only be one.
    (clauses as Wording[]).every(({ fragment }) => fragment === "" || fragment.startsWith("#:~:text="));
  return good ? (value as unknown as OfficialDocument) : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isListOf(value: unknown, keys: string[]): boolean {
  return (
    Array.isArray(value) && value.every((entry) => isRecord(entry) && keys.every((key) => isText(entry[key])))
  );
}

function lengthOf({ clauses, extra }: Attachment): number {
  const lengths = [...clauses.map(({ wording }) => wording.length), ...extra.map(({ text }) => text.length)];
  return lengths.reduce((sum, length) => sum + length, 0);
}
