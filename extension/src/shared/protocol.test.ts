import assert from "node:assert/strict";
import { test } from "node:test";
import { LONGEST_TEXT, readToWorker } from "./protocol.js";

test("messages are taken as they are meant", () => {
  const check = { kind: "check", box: 1, version: 2, text: "hello" };
  assert.deepEqual(readToWorker(check), check);
  const dismiss = { kind: "dismiss", hash: "h", category: "conf.call", reason: "permission" };
  assert.deepEqual(readToWorker(dismiss), dismiss);
});

test("nothing more than a message's own keys gets through", () => {
  const message = readToWorker({ kind: "forget", box: 1, text: "more" });
  assert.deepEqual(message, { kind: "forget", box: 1 });
});

test("anything else is refused", () => {
  const wrong = [
    undefined,
    "check",
    { kind: "check", box: -1, version: 1, text: "" },
    { kind: "check", box: 1, version: 1, text: 5 },
    { kind: "check", box: 1, version: 1, text: "x".repeat(LONGEST_TEXT + 1) },
    { kind: "dismiss", hash: "h", category: "c", reason: "because" },
    { kind: "switch-rule", category: "c", on: "yes" },
    { kind: "open", url: "https://x.com/" },
  ];
  for (const message of wrong) assert.equal(readToWorker(message), undefined);
});
