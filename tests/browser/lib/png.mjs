/** Reads a screenshot: just enough of PNG for what browsers write (8 bits, RGB or RGBA, not interlaced). */
import { inflateSync } from "node:zlib";

/** Width, height and a function from a place to its [red, green, blue]. */
export function readPng(file) {
  const data = Buffer.from(file);
  let width = 0;
  let height = 0;
  let channels = 4;
  const parts = [];
  for (let at = 8; at < data.length; ) {
    const length = data.readUInt32BE(at);
    const kind = data.toString("latin1", at + 4, at + 8);
    const body = data.subarray(at + 8, at + 8 + length);
    if (kind === "IHDR") {
      width = body.readUInt32BE(0);
      height = body.readUInt32BE(4);
      channels = body[9] === 6 ? 4 : 3;
    } else if (kind === "IDAT") parts.push(body);
    at += length + 12;
  }
  const pixels = unfilter(inflateSync(Buffer.concat(parts)), width * channels, height, channels);
  const pixel = (x, y) => {
    const at = (y * width + x) * channels;
    return [pixels[at], pixels[at + 1], pixels[at + 2]];
  };
  return { width, height, pixel };
}

function unfilter(raw, stride, height, channels) {
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row++) {
    const filter = raw[row * (stride + 1)];
    for (let column = 0; column < stride; column++) {
      const here = row * stride + column;
      const left = column >= channels ? out[here - channels] : 0;
      const up = row > 0 ? out[here - stride] : 0;
      const corner = row > 0 && column >= channels ? out[here - stride - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[here] = raw[row * (stride + 1) + 1 + column] + guess;
    }
  }
  return out;
}

function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
