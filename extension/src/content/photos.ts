/** The page's side of reading a picture: hands the worker the bytes that it asks for, and the copy's page the file. */
import type { PhotoEngine } from "../dom/photos.js";
import { browser } from "../shared/browser.js";
import {
  COPY_PORT,
  type CopyAnswer,
  type CopyQuestion,
  LONGEST_RANGE,
  PHOTO_PORT,
  type PhotoAnswer,
  type PhotoToPage,
  type PhotoToWorker,
  type Range,
} from "../shared/photo-protocol.js";

/** Pictures that a copy can still be made of; the oldest goes first. */
const MOST_KEPT = 10;

/** Asks the worker what pictures give away. */
export class PhotoLink implements PhotoEngine {
  private readonly kept = new Map<number, File>();
  private lastId = 0;

  /** `wake` opens the line that brings the words on the screen. */
  constructor(private readonly wake: () => void) {}

  /** Begins to answer the page that makes copies. Only the extension itself can open such a port. */
  start(): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name !== COPY_PORT) return;
      port.onMessage.addListener((question: CopyQuestion) => void this.serve(port, question));
    });
  }

  read(file: File): Promise<PhotoAnswer | undefined> {
    this.wake();
    return new Promise((resolve) => {
      let port: chrome.runtime.Port;
      try {
        port = browser.runtime.connect({ name: PHOTO_PORT });
      } catch {
        // The extension was updated or removed.
        return resolve(undefined);
      }
      const send = (message: PhotoToWorker) => port.postMessage(message);
      port.onMessage.addListener((message: PhotoToPage) => {
        if (message.kind === "needs") {
          const { range } = message;
          base64Of(file, range).then(
            (base64) => send({ kind: "bytes", start: range.start, base64 }),
            // Moved or deleted since it was chosen. The others of the batch are still told of.
            () => {
              resolve(undefined);
              port.disconnect();
            },
          );
        } else {
          resolve(message.answer);
          port.disconnect();
        }
      });
      port.onDisconnect.addListener(() => {
        // Reading it keeps the browser from writing it to the page's console.
        void browser.runtime.lastError;
        resolve(undefined);
      });
      send({ kind: "begin", size: file.size, name: file.name });
    });
  }

  saveCopy(file: File): void {
    const photo = ++this.lastId;
    this.kept.set(photo, file);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    try {
      const port = browser.runtime.connect({ name: PHOTO_PORT });
      const message: PhotoToWorker = { kind: "copy", photo };
      port.postMessage(message);
    } catch {
      // The extension was updated or removed: there is no page to open.
    }
  }

  private async serve(port: chrome.runtime.Port, question: CopyQuestion): Promise<void> {
    const file = this.kept.get(question.photo);
    const send = (answer: CopyAnswer) => port.postMessage(answer);
    try {
      if (question.kind === "file") {
        send(file ? { kind: "file", name: file.name, size: file.size } : { kind: "file", name: "" });
      } else if (file) {
        send({ kind: "bytes", start: question.range.start, base64: await base64Of(file, question.range) });
      }
    } catch {
      // The file was moved or changed since: the page sees the line go down and says so.
      port.disconnect();
    }
  }
}

/** A range of a file as base64, by the browser's own reader, which the page can't reach into. */
function base64Of(file: File, { start, end }: Range): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file.slice(start, Math.min(end, start + LONGEST_RANGE)));
  });
}
