/** The photo module as a browser loads it: plain objects in and out, the same answers as the command line's. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { before, describe, it } from "node:test";
import init, { PhotoReader, readPhoto, stripPhoto } from "../../dist/wasm-photo/photo.js";

const sample = (name) => readFile(new URL(`../photo/${name}`, import.meta.url));

describe("the photo module", () => {
  before(async () => {
    const bytes = await readFile(new URL("../../dist/wasm-photo/photo_bg.wasm", import.meta.url));
    await init({ module_or_path: bytes });
  });

  it("tells what a picture gives away", async () => {
    const report = readPhoto(await sample("phone.jpg"), "phone.jpg");
    assert.deepEqual([report.format, report.width, report.height, report.removable], ["jpeg", 320, 240, true]);
    const [place] = report.gives;
    assert.deepEqual([place.kind, place.field, place.label], ["place", "coordinates", "Where it was taken"]);
    assert.ok(Math.abs(place.place.latitude - 44.9917) < 1e-6);
    assert.equal("problem" in report, false);
  });

  it("copies without what it tells", async () => {
    const copy = stripPhoto(await sample("agency.jpg"));
    assert.ok(copy instanceof Uint8Array);
    assert.deepEqual(readPhoto(copy).gives, []);
    assert.throws(() => stripPhoto(new TextEncoder().encode("%PDF-1.7")), /no picture/);
  });

  it("asks for the ranges that it needs", async () => {
    const file = await sample("apple.heic");
    const reader = new PhotoReader(file.length, "apple.heic");
    let step = reader.step();
    for (let round = 0; step.needs && round < 10; round++) {
      const { start, end } = step.needs;
      assert.ok(Number.isInteger(start) && end <= file.length);
      reader.add(start, file.subarray(start, end));
      step = reader.step();
    }
    assert.deepEqual(step.report, readPhoto(file));
    reader.free();
  });

  it("answers for anything", () => {
    assert.equal(readPhoto(new Uint8Array()).problem.kind, "empty");
    const pdf = readPhoto(new TextEncoder().encode("%PDF-1.7"), "porch.jpg");
    assert.equal(pdf.problem.message, "The name ends in .jpg, but this is a PDF document and no picture.");
    assert.equal("format" in pdf, false);
  });

  it("gives up on what doesn't come", () => {
    const reader = new PhotoReader(200 * 1024 * 1024, "huge.jpg");
    assert.deepEqual(reader.step().needs, { start: 0, end: 65536 });
    assert.equal(reader.giveUp().problem.kind, "too-large");
  });
});
