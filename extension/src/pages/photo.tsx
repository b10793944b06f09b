/**
 * Makes the copy of a picture without metadata, and saves it. It is a page of the extension's own and no part of the site:
 * a site can watch the downloads that begin in it, and could fetch what they hold.
 */
import init, { type PhotoReport, readPhoto, stripPhoto, type Trace } from "clausemark-photo";
import { useEffect, useRef } from "preact/hooks";
import { browser } from "../shared/browser.js";
import { bytesOf, COPY_PORT, type CopyAnswer, type CopyQuestion } from "../shared/photo-protocol.js";
import { say } from "../shared/words.js";
import { startPage } from "./start.js";

/** Bytes of one message. */
const STEP = 4 * 1024 * 1024;

/** A copy, or why there is none. */
type Outcome = { copy: Blob; name: string; before: PhotoReport; after: PhotoReport } | { reason: string };

void startPage("photo_page_title", async () => {
  const outcome = await makeCopy().catch((): Outcome => ({ reason: say("photo_page_gone") }));
  return (
    <main class="page narrow">
      <h1>{say("photo_page_title")}</h1>
      {"copy" in outcome ? <Copy {...outcome} /> : <p class="warning">{outcome.reason}</p>}
    </main>
  );
});

function Copy({ copy, name, before, after }: Extract<Outcome, { copy: Blob }>) {
  const link = useRef<HTMLAnchorElement>(null);
  // The press on the card asked for it.
  useEffect(() => link.current?.click(), []);
  return (
    <section class="panel">
      <p role="status">{say("photo_page_done", name)}</p>
      <p class="quiet">{say("photo_page_same")}</p>
      <p>
        <a ref={link} id="save" class="button" href={URL.createObjectURL(copy)} download={name}>
          {say("photo_page_again")}
        </a>
      </p>
      <Traces title={say("photo_page_out")} traces={before.gives} />
      <Traces title={say("photo_page_left")} traces={after.gives} />
    </section>
  );
}

function Traces({ title, traces }: { title: string; traces: Trace[] }) {
  if (traces.length === 0) return null;
  return (
    <>
      <h2>{title}</h2>
      <dl class="traces">
        {traces.map(({ field, value }) => (
          <div key={`${field} ${value}`}>
            <dt>{say(`photo_field_${field.replaceAll("-", "_")}`)}</dt>
            <dd>{value || say("photo_there")}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

async function makeCopy(): Promise<Outcome> {
  const [tab, frame, photo] = location.hash.slice(1).split("/").map(Number);
  if (tab === undefined || frame === undefined || photo === undefined)
    return { reason: say("photo_page_gone") };
  const [file] = await Promise.all([
    fetchFile(tab, frame, photo),
    init({ module_or_path: browser.runtime.getURL("photo_bg.wasm") }),
  ]);
  const before = readPhoto(file.bytes, file.name);
  try {
    const bytes = stripPhoto(file.bytes) as Uint8Array<ArrayBuffer>;
    const copy = new Blob([bytes], { type: before.format ? `image/${before.format}` : "" });
    return { copy, name: nameOfCopy(file.name), before, after: readPhoto(bytes) };
  } catch {
    return { reason: say("photo_page_failed", say("photo_problem_not_removable")) };
  }
}

/** Fetches the picture from the content script that it was handed to. */
async function fetchFile(tab: number, frameId: number, photo: number) {
  const port = browser.tabs.connect(tab, { name: COPY_PORT, frameId });
  const ask = (question: CopyQuestion) =>
    new Promise<CopyAnswer>((resolve, reject) => {
      const hear = (answer: CopyAnswer) => {
        port.onMessage.removeListener(hear);
        resolve(answer);
      };
      port.onMessage.addListener(hear);
      port.onDisconnect.addListener(() => reject(browser.runtime.lastError));
      port.postMessage(question);
    });
  const file = await ask({ kind: "file", photo });
  if (file.kind !== "file" || file.size === undefined) throw new Error("the picture is gone");
  const bytes = new Uint8Array(file.size);
  for (let start = 0; start < file.size; start += STEP) {
    const range = { start, end: Math.min(start + STEP, file.size) };
    const part = await ask({ kind: "bytes", photo, range });
    if (part.kind === "bytes") bytes.set(bytesOf(part.base64), start);
  }
  port.disconnect();
  return { bytes, name: file.name };
}

/** `porch.jpg` as `porch-copy.jpg`. */
function nameOfCopy(name: string): string {
  const [, stem, ending] = /^(.*?)(\.[^.]*)?$/s.exec(name) ?? [];
  return `${stem || "picture"}-copy${ending ?? ""}`;
}
