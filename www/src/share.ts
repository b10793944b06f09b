/**
 * A set of scenarios in a link: JSON, deflated, as base64url after the `#`. What stands there is never sent to a server; it
 * is the one text that an address may hold, and only when the trainer makes such a link.
 */
import { fromRecord, type OwnSet, type ReadSet, toRecord } from "./own.js";
import { addressOf } from "./router.js";

/** From this length on, mail and chat programs may cut a link. */
export const LONG_LINK = 8000;

/** Most bytes that a link may unfold to; a made-up one could hold a thousand times its length. */
const MOST_BYTES = 2_000_000;

/** The whole address of a page that shows the set. */
export async function linkTo(set: OwnSet): Promise<string> {
  const json = new TextEncoder().encode(JSON.stringify(toRecord(set)));
  const packed = await bytesOf(new Blob([json]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  let text = "";
  for (const byte of packed) text += String.fromCharCode(byte);
  const word = btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return new URL(addressOf("set", word), location.href).href;
}

/** The set that such an address holds; undefined if it holds none, or only a part of one. */
export async function setIn(word: string): Promise<ReadSet | undefined> {
  try {
    const text = atob(word.replaceAll("-", "+").replaceAll("_", "/"));
    const packed = Uint8Array.from(text, (sign) => sign.charCodeAt(0));
    const json = await bytesOf(
      new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")),
      MOST_BYTES,
    );
    return fromRecord(JSON.parse(new TextDecoder().decode(json)));
  } catch {
    return undefined;
  }
}

/** All bytes of a stream, or an error once there are too many. */
async function bytesOf(
  stream: ReadableStream<Uint8Array>,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array> {
  const reader = stream.getReader();
  const parts: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel();
      throw new Error("more bytes than a set of scenarios has");
    }
    parts.push(value);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
