/** The wasm module in Node: speed beside write-good and alex on the same texts, start, memory and size. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { text as alex } from "alex";
import writeGood from "write-good";
import { keystrokes } from "./lib/keystrokes.mjs";
import { median, quantile, taken } from "./lib/measure.mjs";
import { load, settings } from "./lib/module.mjs";
import { sizes } from "./lib/sections.mjs";
import { atLeast, atMost, note, rounded } from "./lib/table.mjs";
import { draft, everyday } from "./lib/texts.mjs";

const KIB = 1024;
const { from, posts } = everyday();

const { module, memory } = await load();
const checker = new module.Checker(settings);
const check = (text) => checker.check(text, {});

note(`wasm in Node ${process.version}`, `${posts.length} texts, ${from}`);
besideOthers();
longDrafts();
keystrokes(checker, posts);
memoryInUse();
startUp();
size();

/** One check of a post by each checker, on every post. */
function besideOthers() {
  const others = [check, writeGood, (text) => alex(text)];
  // Every engine first compiles what runs often; that is no part of a check.
  taken(others, posts.slice(0, 300), 2);
  const [ours, good, considerate] = taken(others, posts, 3);
  const middle = median(ours);
  atLeast("write-good's median by ours", median(good) / middle, 5);
  atLeast("alex's median by ours", median(considerate) / middle, 60);
  atMost("p99 by the median", quantile(ours, 0.99) / middle, 8);
  note("  … median check", `${rounded(middle)} µs`);
  note("  … of write-good, of alex", `${rounded(median(good))} µs, ${rounded(median(considerate))} µs`);
  const found = posts.filter((text) => check(text).length > 0).length;
  note("  … texts with a finding", `${rounded((found / posts.length) * 100)} %`);
}

/** Ten times the text is ten times the work. */
function longDrafts() {
  const texts = [10_000, 100_000].map((length) => draft(posts, length));
  const [times] = taken([check], texts, 25);
  atMost("100,000 characters by 10,000", times[1] / times[0], 12);
  note("  … 10,000 characters", `${rounded(times[0] / 1000)} ms`);
}

/** What the module holds on to after many checks. */
function memoryInUse() {
  const run = (count) => {
    for (let i = 0; i < count; i++) check(posts[i % posts.length]);
    return memory.buffer.byteLength;
  };
  const first = run(10_000);
  const second = run(10_000);
  atMost("memory after 10,000 checks", first / KIB / KIB, 24, " MiB");
  atMost("  … growth in the next 10,000", (second - first) / KIB, 0, " KiB");
}

/** Each start in a process of its own. */
function startUp() {
  const script = fileURLToPath(new URL("lib/start.mjs", import.meta.url));
  const starts = Array.from({ length: 15 }, () => {
    const { time, findings } = JSON.parse(execFileSync(process.execPath, [script], { encoding: "utf8" }));
    if (findings === 0) throw new Error("the first answer holds no finding, so it is none");
    return time;
  });
  atMost("module start to first answer in Node", median(starts), 40, " ms");
  note("  … fastest of 15", `${rounded(Math.min(...starts))} ms`);
}

/** The module as it goes over the wire. */
function size() {
  const { whole, code, rules, weights, other } = sizes();
  const kib = (bytes) => (bytes === undefined ? "older than weights.bin" : `${rounded(bytes / KIB)} KiB`);
  atMost("wasm with all rules, gzip", whole / KIB, 900, " KiB");
  note("  … code", kib(code));
  note("  … packed rules and constants", kib(rules));
  note("  … weights of the scorer", kib(weights));
  note("  … names and the like", kib(other));
}
