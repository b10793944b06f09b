/**
 * Figures of the built extension in Chromium, for a quiet machine: `node tests/browser/figures.mjs`, those named in
 * CLAUSEMARK_FIGURES (`area,quiet`) alone. From a key press to the painted mark, what typing costs with and without the
 * extension, what a page without a compose box pays, many boxes and a very long draft, and a killed worker's return.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { median, quantile } from "../bench/lib/measure.mjs";
import { atMost, note, rounded } from "../bench/lib/table.mjs";
import { draft, everyday } from "../bench/lib/texts.mjs";
import { built, launch, until } from "./lib/browsers.mjs";
import { closedRoot } from "./lib/layer.mjs";
import { serveFolder, startSites } from "./lib/site.mjs";
import { killWorker, workerOf } from "./lib/worker.mjs";
import { marksNumber } from "./lib/writing.mjs";

const ADDRESS = "https://mastodon.social/editors/";
const { posts } = everyday();
/** Twenty keys a second: faster than nearly everybody types. */
const BETWEEN_KEYS = 50;
/** Nine keys, of which the fifth, `h`, makes a mark and none before it; as many more take them away again. */
const WORDS = "Bitch ok ";
const ROUNDS = 40;

const sites = await startSites();
const withIt = await launch("chromium", { sites });
const plain = await launch("chromium", { sites, extension: false });

const PARTS = {
  area: () => keyToMark("textarea", 2000, ROUNDS, "text area of 2,000 characters", 33),
  editor: () => keyToMark("plain", 2000, ROUNDS, "editor of 2,000 characters", 33),
  boxes: manyBoxes,
  "long-area": () => keyToMark("textarea", 100_000, 12, "text area of 100,000 characters", 100),
  "long-editor": () => keyToMark("plain", 100_000, 12, "editor of 100,000 characters", 100),
  sandbox: inSandbox,
  quiet: quietPage,
  idle: idleMark,
  worker: killedWorker,
  size,
};
const wanted = process.env.CLAUSEMARK_FIGURES?.split(",") ?? Object.keys(PARTS);
for (const name of wanted) await PARTS[name]();

await withIt.close();
await plain.close();
sites.close();

async function open(it, name) {
  const page = await it.browser.newPage();
  await page.goto(`${ADDRESS}${name}.html`);
  await until("the editor", () => page.evaluate(() => Boolean(window.editor)));
  return page;
}

/** Puts a quiet text into the editor without a key, and the caret at its end. */
async function fill(page, length) {
  await page.evaluate(
    (text) => {
      const { root } = window.editor;
      root.focus();
      if ("value" in root) {
        root.style.height = "300px";
        root.setRangeText(text, 0, 0, "end");
        root.dispatchEvent(new Event("input", { bubbles: true }));
        root.scrollTop = root.scrollHeight;
      } else {
        root.style.maxHeight = "300px";
        root.style.overflowY = "auto";
        root.replaceChildren(
          ...text.split("\n").map((line) => {
            const paragraph = document.createElement("p");
            paragraph.textContent = line;
            return paragraph;
          }),
        );
        getSelection().selectAllChildren(root);
        getSelection().collapseToEnd();
        root.scrollTop = root.scrollHeight;
      }
    },
    `${draft(posts, length)}. `,
  );
}

/** Measures from each key to the next painted frame, and whatever kept the page from answering. */
function watchKeys() {
  window.delays = [];
  window.long = [];
  const afterPaint = (then) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(0);
    });
  addEventListener(
    "keydown",
    ({ timeStamp }) => afterPaint(() => window.delays.push(performance.now() - timeStamp)),
    true,
  );
  new PerformanceObserver((list) =>
    window.long.push(...list.getEntries().map(({ duration }) => duration)),
  ).observe({
    type: "longtask",
  });
}

async function type(page, rounds) {
  const keys = [...WORDS].map((key) => (key === " " ? "Space" : key));
  for (let round = 0; round < rounds; round++) {
    for (const key of [...keys, ...keys.map(() => "Backspace")]) {
      const next = Date.now() + BETWEEN_KEYS;
      await page.keyboard.press(key);
      await new Promise((resolve) => setTimeout(resolve, next - Date.now()));
    }
  }
}

async function keyToMark(name, length, rounds, title, most) {
  const bare = await open(plain, name);
  await fill(bare, length);
  await bare.evaluate(watchKeys);
  await type(bare, Math.ceil(rounds / 3));
  const without = await bare.evaluate(() => ({ delays: window.delays, long: window.long }));
  await bare.close();

  const page = await open(withIt, name);
  await fill(page, length);
  // The first mark of all puts the layer into the page; how the rest come is what is measured.
  await page.keyboard.type(WORDS);
  await until("the first mark", async () => (await withIt.layer(page)).marks.length > 0);
  for (const _ of WORDS) await page.keyboard.press("Backspace");
  await page.evaluate(watchKeys);
  await watchMarks(page);
  await type(page, rounds);
  const seen = await page.evaluate(() => ({
    delays: window.delays,
    long: window.long,
    marks: window.painted,
  }));
  await page.close();

  atMost(`${title}: key to painted mark, p95`, quantile(seen.marks, 0.95), most, " ms");
  note("  … median, number", `${rounded(median(seen.marks))} ms, ${seen.marks.length}`);
  const delay = ({ delays }) => `${rounded(median(delays))} and ${rounded(quantile(delays, 0.95))} ms`;
  note("  … key to next frame with it, median and p95", delay(seen));
  note("  … the same without", delay(without));
  const worst = (list) => list.filter((time) => time > 50).length;
  const per = (one, keys) => worst(one.long) / keys;
  note("  … tasks over 50 ms with it, without", `${worst(seen.long)}, ${worst(without.long)}`);
  if (length <= 2000) {
    atMost(
      "  … tasks over 50 ms more than without, per key",
      per(seen, seen.delays.length) - per(without, without.delays.length),
      0.005,
    );
  }
}

/** From the key that makes a mark to the frame in which its line is painted; looks into the closed root. */
async function watchMarks(page) {
  const { session, objectId } = await closedRoot(page);
  await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: String(function watch() {
      window.painted = [];
      let pressed = 0;
      let number = this.querySelectorAll(".mark").length;
      addEventListener(
        "keydown",
        ({ key, timeStamp }) => {
          if (key === "h") pressed = timeStamp;
        },
        true,
      );
      new MutationObserver(() => {
        const now = this.querySelectorAll(".mark").length;
        if (now > number && pressed > 0) {
          const start = pressed;
          pressed = 0;
          const channel = new MessageChannel();
          channel.port1.onmessage = () => window.painted.push(performance.now() - start);
          channel.port2.postMessage(0);
        }
        number = now;
      }).observe(this, { childList: true, subtree: true });
    }),
  });
}

async function manyBoxes() {
  const page = await open(withIt, "plain");
  await page.evaluate(() => {
    const host = document.getElementById("host");
    for (let index = 1; index < 50; index++) {
      const box = document.createElement("div");
      box.contentEditable = "true";
      box.textContent = "A quiet line. Well fuck it. ";
      host.append(box);
      box.focus();
    }
    window.editor.root.focus();
  });
  await page.keyboard.type(WORDS);
  await until("the first mark", async () => (await withIt.layer(page)).marks.length > 10);
  for (const _ of WORDS) await page.keyboard.press("Backspace");
  await watchMarks(page);
  await type(page, ROUNDS);
  const marks = await page.evaluate(() => window.painted);
  atMost("50 boxes: key to painted mark, p95", quantile(marks, 0.95), 100, " ms");
  note("  … median, number", `${rounded(median(marks))} ms, ${marks.length}`);
  // Its mark comes behind the first marks of all the other boxes.
  note("  … the first key", `${rounded(marks[0])} ms`);
  await page.close();
}

/** From key press to painted mark in the sandbox's own box, where the checker runs in the page. */
async function inSandbox() {
  const server = await serveFolder(built("www"));
  const page = await plain.browser.newPage();
  await page.goto(`${server.address}#/write`);
  await page.waitForSelector("#post");
  await page.evaluate(
    (text) => {
      const box = document.getElementById("post");
      box.focus();
      box.setRangeText(text, 0, box.value.length, "end");
      box.dispatchEvent(new Event("input", { bubbles: true }));
    },
    `${draft(posts, 2000)}. `,
  );
  await page.keyboard.type(WORDS);
  await until("the first mark", async () => {
    // A line that the window's edge cuts off has no mark, and the page grows with the box.
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }));
    return (await plain.layer(page)).marks.length > 0;
  });
  for (const _ of WORDS) await page.keyboard.press("Backspace");
  await watchMarks(page);
  await type(page, ROUNDS);
  const marks = await page.evaluate(() => window.painted);
  atMost("sandbox, 2,000 characters: key to painted mark, p95", quantile(marks, 0.95), 33, " ms");
  note("  … median, number", `${rounded(median(marks))} ms, ${marks.length}`);
  await page.close();
  server.close();
}

/**
 * Time of our script on a page where nobody writes: on the first page of a new tab, whose process has never read the script, and on
 * the one that follows in the same tab, for which V8 has it already; beside it, in turns, the same extension with an empty
 * script, which is what the browser itself takes to bring one in.
 */
async function quietPage() {
  const folder = await mkdtemp(join(tmpdir(), "clausemark-figures-"));
  await cp(fileURLToPath(built("chromium")), folder, { recursive: true });
  await writeFile(join(folder, "content.js"), "");
  const hollow = await launch("chromium", { sites, folder });
  const first = [];
  const next = [];
  const empty = [];
  for (let round = 0; round < 15; round++) {
    const page = await withIt.browser.newPage();
    first.push(await timeOfScript(page));
    next.push(await timeOfScript(page));
    await page.close();
    const other = await hollow.browser.newPage();
    empty.push(await timeOfScript(other));
    await other.close();
  }
  await hollow.close();
  await rm(folder, { recursive: true });
  const all = ({ all }) => all;
  atMost(
    "a page without a compose box, each after a tab's first: our script",
    median(next.map(all)),
    2,
    " ms",
  );
  atMost("  … a tab's first page", median(first.map(all)), 2, " ms");
  note("  … of it V8's reading", `${rounded(median(first.map(({ reading }) => reading)))} ms`);
  note("  … an empty script in its place", `${rounded(median(empty.map(all)))} ms`);
}

/** What the extension's content script costs the page that is loaded next, and how much of it is its reading. */
async function timeOfScript(page) {
  await page.tracing.start({ categories: ["devtools.timeline", "v8"] });
  await page.goto("https://mastodon.social/quiet.html");
  await page.mouse.move(200, 200, { steps: 5 });
  const { traceEvents } = JSON.parse(new TextDecoder().decode(await page.tracing.stop()));
  const kinds = ["EvaluateScript", "FunctionCall", "v8.compile", "TimerFire", "FireAnimationFrame"];
  const ours = traceEvents.filter(
    ({ name, args }) =>
      kinds.includes(name) && /^chrome-extension:.*content\.js/.test(args?.data?.url ?? args?.fileName ?? ""),
  );
  const isInside = (one, other) =>
    one !== other && one.tid === other.tid && other.ts <= one.ts && one.ts + one.dur <= other.ts + other.dur;
  // Time of the processor, where the trace has it: what the machine does meanwhile isn't ours.
  const sum = (list) => list.reduce((sum, { tdur, dur = 0 }) => sum + (tdur ?? dur), 0) / 1000;
  return {
    all: sum(ours.filter((one) => !ours.some((other) => isInside(one, other)))),
    reading: sum(ours.filter(({ name }) => name === "v8.compile")),
  };
}

/**
 * What a mark costs that stands there while nobody types. In Firefox the script says four times a second that it lives
 * (`lease.ts`); in Chromium it need not.
 */
async function idleMark() {
  const firefox = await launch("firefox", { sites });
  const bare = await launch("firefox", { sites, extension: false });
  for (const [title, marked, unmarked] of [
    ["Chromium", withIt, plain],
    ["Firefox", firefox, bare],
  ]) {
    const [found, without] = [await idle(marked, true), await idle(unmarked, false)];
    note(
      `${title}, a mark while nobody types: processor time a second`,
      `${rounded(found)} ms, without ${rounded(without)} ms`,
    );
  }
  await firefox.close();
  await bare.close();
}

/** Processor time that a browser takes in a second, in ms, with a text in a box and its mark if there is one. */
async function idle(it, marks) {
  const seconds = 20;
  const page = await open(it, "plain");
  await page.evaluate(() => window.editor.root.focus());
  await page.keyboard.type(WORDS);
  if (marks) await until("the mark", async () => (await it.layer(page)).marks.length > 0);
  const root = it.browser.process().pid;
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const before = processorTime(root);
  await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  const taken = processorTime(root) - before;
  await page.close();
  return taken / seconds;
}

/** Processor time of a process and all that it has started, in ms. */
function processorTime(root) {
  const lines = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" });
  const children = new Map();
  for (const line of lines.trim().split("\n")) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const all = [root];
  for (const pid of all) all.push(...(children.get(pid) ?? []));
  return all.reduce((sum, pid) => sum + ticks(pid) * 10, 0);
}

/** Hundredths of a second that a process has run, as Linux counts them. */
function ticks(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return 0;
  }
}

/** From the return of a killed worker to the painted answer. */
async function killedWorker() {
  const times = [];
  for (let round = 0; round < 7; round++) {
    const page = await open(withIt, "plain");
    await page.evaluate(() => window.editor.root.focus());
    await page.keyboard.type(WORDS);
    await marksNumber(withIt, page, 1);
    for (const _ of WORDS) await page.keyboard.press("Backspace");
    await marksNumber(withIt, page, 0);
    await watchMarks(page);
    await killWorker(withIt);
    await until("the worker to stop", () => !workerOf(withIt));
    const returned = new Promise((resolve) => {
      const note = (target) => {
        if (target.type() !== "service_worker") return;
        withIt.browser.off("targetcreated", note);
        resolve(Date.now());
      };
      withIt.browser.on("targetcreated", note);
    });
    await page.keyboard.type(WORDS.trim());
    const start = await returned;
    await until("the answer", () => page.evaluate(() => window.painted.length > 0));
    times.push(Date.now() - start);
    await page.close();
  }
  atMost("a killed worker: from its return to the mark, median of 7", median(times), 300, " ms");
}

function size() {
  const script = readFileSync(new URL("content.js", built("chromium")));
  atMost("content script, gzip", gzipSync(script).length / 1024, 40, " KiB");
}
