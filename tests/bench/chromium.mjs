/** The wasm module in a worker of Chromium: from the worker's first line to the first answer. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { launch } from "../browser/lib/browsers.mjs";
import { median } from "./lib/measure.mjs";
import { GLUE, settings, WASM } from "./lib/module.mjs";
import { atMost, note, rounded } from "./lib/table.mjs";

const STARTS = 15;

const WORKER = `
const start = performance.now();
const { default: init, Checker } = await import("/clausemark.js");
await init({ module_or_path: fetch("/clausemark_bg.wasm") });
const findings = new Checker(${JSON.stringify(settings)}).check("well fuck it", {});
postMessage({ time: performance.now() - start, findings: findings.length });
`;

const FILES = {
  "/": ["text/html", "<!doctype html><title>bench</title>"],
  "/worker.js": ["text/javascript", WORKER],
  "/clausemark.js": ["text/javascript", readFileSync(GLUE)],
  "/clausemark_bg.wasm": ["application/wasm", readFileSync(WASM)],
};

const server = createServer((request, response) => {
  const [type, body] = FILES[request.url] ?? ["text/plain", ""];
  response.setHeader("content-type", type);
  response.end(body);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const { browser, close } = await launch("chromium", { extension: false });
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const starts = [];
  for (let i = 0; i < STARTS; i++) starts.push(await page.evaluate(startWorker));
  if (starts.some(({ findings }) => findings === 0)) throw new Error("the first answer holds no finding");
  note("wasm in a worker", await browser.version());
  atMost("module start to first answer in Chromium", median(starts.map(({ time }) => time)), 60, " ms");
  note("  … the first of all", `${rounded(starts[0].time)} ms`);
  note("  … with the start of the worker itself", `${rounded(median(starts.map(({ whole }) => whole)))} ms`);
} finally {
  await close();
  server.close();
}

/** In the page: starts a worker and waits for its first answer. */
function startWorker() {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const worker = new Worker("/worker.js", { type: "module" });
    worker.onerror = () => reject(new Error("the worker failed"));
    worker.onmessage = ({ data }) => {
      worker.terminate();
      resolve({ ...data, whole: performance.now() - begin });
    };
  });
}
