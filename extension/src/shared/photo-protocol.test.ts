import assert from "node:assert/strict";
import { test } from "node:test";
import { bytesOf, readPhotoToWorker } from "./photo-protocol.js";

test("messages in shape are read, others are none", () => {
  assert.deepEqual(readPhotoToWorker({ kind: "begin", size: 3, name: "a.jpg", more: 1 }), {
    kind: "begin",
    size: 3,
    name: "a.jpg",
  });
  assert.deepEqual(readPhotoToWorker({ kind: "copy", photo: 1 }), { kind: "copy", photo: 1 });
  const wrong = [
    undefined,
    "begin",
    {},
    { kind: "begin", size: -1, name: "a" },
    { kind: "begin", size: 1.5, name: "a" },
    { kind: "begin", size: 1, name: "a".repeat(2000) },
    { kind: "bytes", start: 0, base64: 7 },
    { kind: "copy" },
  ];
  for (const value of wrong) assert.equal(readPhotoToWorker(value), undefined);
});

test("base64 is bytes", () => {
  assert.deepEqual([...bytesOf("/9j/AA==")], [0xff, 0xd8, 0xff, 0]);
  assert.throws(() => bytesOf("é"));
});
