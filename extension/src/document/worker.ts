/**
 * Reads a document in a worker of the clause page, so that a large PDF doesn't freeze the page and a file that breaks the
 * reader breaks nothing else. The page starts it for one file and ends it.
 */
import init, { attachDocument, type OutlineClause } from "clausemark-document";

/** What the worker is asked. */
export interface Question {
  /** Address of the wasm module. */
  module: string;
  bytes: Uint8Array;
  outline: OutlineClause[];
}

self.addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  try {
    await init({ module_or_path: data.module });
    self.postMessage(attachDocument(data.bytes, data.outline));
  } catch (error) {
    // The page hears of it as an error of the worker.
    self.reportError(error);
  }
});
