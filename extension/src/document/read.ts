/** A file in, the wording of a policy's clauses out. */
import type { PolicyDocument } from "clausemark";
import type { Outcome, OutlineClause, Problem } from "clausemark-document";
import { browser } from "../shared/browser.js";
import type { Question } from "./worker.js";

/** Longest that one file may take, in ms. A manual of 300 pages takes about two seconds. */
const PATIENCE = 30_000;
/** Largest file that is opened, in bytes; the reader has the same limit. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** Why there is no wording: what the reader says, or that it never answered. */
export type Refusal = Problem | "too-slow" | "unreadable";

/** The policy's clauses as the reader wants them. */
function outlineOf(policy: PolicyDocument): OutlineClause[] {
  return policy.clauses.map(({ id, heading, gist }) => ({ id, about: `${heading} ${gist}` }));
}

/** Reads a file that the user chose and finds the policy's clauses in it. */
export async function readOfficialDocument(file: File, policy: PolicyDocument): Promise<Outcome | Refusal> {
  if (file.size > LARGEST_FILE) return "too-large";
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = new Uint8Array(await file.arrayBuffer());
  } catch {
    return "unreadable";
  }
  const worker = new Worker(browser.runtime.getURL("document-worker.js"), { type: "module" });
  const question: Question = {
    module: browser.runtime.getURL("document_bg.wasm"),
    bytes,
    outline: outlineOf(policy),
  };
  try {
    return await new Promise<Outcome | Refusal>((resolve) => {
      const timer = setTimeout(() => resolve("too-slow"), PATIENCE);
      worker.addEventListener("message", ({ data }: MessageEvent<Outcome>) => {
        clearTimeout(timer);
        resolve(data);
      });
      worker.addEventListener("error", () => {
        clearTimeout(timer);
        resolve("damaged");
      });
      worker.postMessage(question, [bytes.buffer]);
    });
  } finally {
    worker.terminate();
  }
}
