/**
 * Puts made-up metadata into a JPEG, as a phone does: an EXIF block (CIPA DC-008) behind the first marker. Only what the sample
 * pictures need: texts and degrees, little-endian.
 */

/** What a made-up phone writes. */
export interface Metadata {
  make: string;
  model: string;
  software: string;
  /** As EXIF has it: `2026:03:14 02:07:31`. */
  taken: string;
  owner?: string;
  serial?: string;
  /** Degrees, north and east positive. */
  place?: { latitude: number; longitude: number };
}

const ASCII = 2;
const LONG = 4;
const RATIONAL = 5;

/** One entry of a directory: tag, kind, number of values, their bytes. */
interface Entry {
  tag: number;
  kind: number;
  count: number;
  bytes: number[];
}

/** The JPEG with this metadata; its picture is not touched. */
export function withMetadata(jpeg: Uint8Array, metadata: Metadata): Uint8Array {
  const exif = [...ascii("Exif\0"), 0, ...tiff(metadata)];
  const length = exif.length + 2;
  const segment = [0xff, 0xe1, length >> 8, length & 0xff, ...exif];
  const out = new Uint8Array(jpeg.length + segment.length);
  out.set(jpeg.subarray(0, 2));
  out.set(segment, 2);
  out.set(jpeg.subarray(2), 2 + segment.length);
  return out;
}

/** The three directories: the picture's, the camera's, the place's. */
function tiff({ make, model, software, taken, owner, serial, place }: Metadata): number[] {
  const camera = [text(0x9003, taken), owner && text(0xa430, owner), serial && text(0xa431, serial)].filter(
    isEntry,
  );
  const first = [text(0x010f, make), text(0x0110, model), text(0x0131, software), text(0x0132, taken)];
  const where = place
    ? [
        text(1, place.latitude < 0 ? "S" : "N"),
        degrees(2, place.latitude),
        text(3, place.longitude < 0 ? "W" : "E"),
        degrees(4, place.longitude),
      ]
    : [];
  const links = place ? 2 : 1;
  const start = 8;
  const cameraAt = start + sizeOf(first, links);
  const whereAt = cameraAt + sizeOf(camera);
  const entries = [...first, pointer(0x8769, cameraAt), ...(place ? [pointer(0x8825, whereAt)] : [])];
  const head = [...ascii("II"), 42, 0, ...long(start)];
  return [
    ...head,
    ...directory(entries, start),
    ...directory(camera, cameraAt),
    ...(place ? directory(where, whereAt) : []),
  ];
}

/** A directory at an offset, with the values that don't fit into an entry behind it. */
function directory(entries: readonly Entry[], offset: number): number[] {
  const head = short(entries.length);
  const values: number[] = [];
  const valuesAt = offset + 2 + 12 * entries.length + 4;
  for (const { tag, kind, count, bytes } of entries) {
    head.push(...short(tag), ...short(kind), ...long(count));
    if (bytes.length <= 4) head.push(...bytes, ...new Array(4 - bytes.length).fill(0));
    else {
      head.push(...long(valuesAt + values.length));
      values.push(...bytes);
    }
  }
  return [...head, ...long(0), ...values];
}

/** Bytes of a directory with that many pointers besides. */
function sizeOf(entries: readonly Entry[], pointers = 0): number {
  const values = entries.reduce((all, { bytes }) => all + (bytes.length > 4 ? bytes.length : 0), 0);
  return 2 + 12 * (entries.length + pointers) + 4 + values;
}

function text(tag: number, value: string): Entry {
  const bytes = ascii(`${value}\0`);
  return { tag, kind: ASCII, count: bytes.length, bytes };
}

function pointer(tag: number, offset: number): Entry {
  return { tag, kind: LONG, count: 1, bytes: long(offset) };
}

/** Degrees, minutes and hundredths of seconds. */
function degrees(tag: number, value: number): Entry {
  const all = Math.round(Math.abs(value) * 360_000);
  const parts = [Math.floor(all / 360_000), Math.floor(all / 6000) % 60, all % 6000];
  const bytes = parts.flatMap((part, at) => [...long(part), ...long(at === 2 ? 100 : 1)]);
  return { tag, kind: RATIONAL, count: 3, bytes };
}

function isEntry(entry: Entry | "" | undefined): entry is Entry {
  return entry !== undefined && entry !== "";
}

const ascii = (value: string) => [...value].map((sign) => sign.charCodeAt(0) & 0x7f);
const short = (value: number) => [value & 0xff, (value >> 8) & 0xff];
const long = (value: number) => [...short(value & 0xffff), ...short(value >>> 16)];
