/** What takes the room in the wasm module. */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { WASM, WEIGHTS } from "./module.mjs";

const CODE = 10;
const DATA = 11;

/** Bytes of the whole and of its parts after gzip; the parts add up to a little more than the whole. */
export function sizes() {
  const wasm = readFileSync(WASM);
  const parts = { code: [], data: [], other: [] };
  for (const { id, bytes } of sections(wasm)) {
    parts[id === CODE ? "code" : id === DATA ? "data" : "other"].push(bytes);
  }
  const data = Buffer.concat(parts.data);
  const weights = readFileSync(WEIGHTS);
  const at = data.indexOf(weights);
  // A module built before the last training holds other weights.
  const rest = at < 0 ? data : Buffer.concat([data.subarray(0, at), data.subarray(at + weights.length)]);
  return {
    whole: packed(wasm),
    raw: wasm.length,
    code: packed(Buffer.concat(parts.code)),
    rules: packed(rest),
    weights: at < 0 ? undefined : packed(weights),
    other: packed(Buffer.concat(parts.other)),
  };
}

const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;

/** The sections of a wasm file: an 8-byte head, then for each its id, its length and so many bytes. */
function* sections(wasm) {
  let at = 8;
  while (at < wasm.length) {
    const id = wasm[at++];
    let length = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      length |= (byte & 127) << shift;
      if (byte < 128) break;
    }
    yield { id, bytes: wasm.subarray(at, at + length) };
    at += length;
  }
}
