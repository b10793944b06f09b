/** What a picture gives away: the samples, a file of one's own, one that is no picture, and the copy without it. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, until } from "./lib/browsers.mjs";
import { click, reads, startSandbox, words } from "./lib/sandbox.mjs";

for (const name of BROWSERS) {
  describe(name, () => {
    let it;
    let page;
    let folder;
    before(async () => {
      it = await startSandbox(name);
      page = it.page;
      folder = await mkdtemp(join(tmpdir(), "clausemark-photo-"));
      await it.open("#/photos", "#choose");
    });
    after(async () => {
      await it?.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** What is listed: words of each kind. */
    const told = () =>
      page.$$eval(".traces dl > div", (entries) =>
        Object.fromEntries(entries.map((entry) => [entry.dataset.kind, entry.querySelector("dd").innerText])),
      );
    const choose = async (file, content) => {
      const path = join(folder, file);
      await writeFile(path, content);
      await (await page.$("#picture")).uploadFile(path);
    };
    /** The bytes that are saved when the button is pressed. */
    const savedCopy = () =>
      page.evaluate(async () => {
        const make = URL.createObjectURL;
        const saved = new Promise((resolve) => {
          URL.createObjectURL = (blob) => {
            URL.createObjectURL = make;
            resolve(blob);
            return make.call(URL, blob);
          };
        });
        document.querySelector("#strip").click();
        return [...new Uint8Array(await (await saved).arrayBuffer())];
      });

    test("a sample tells place, time and person, and its copy tells nothing", async () => {
      await click(page, '[data-sample="porch"]');
      const found = await until("the place", async () => (await told()).place && told());
      assert.match(found.place, /40/);
      assert.match(found.time, /2026/);
      assert.match(found.person, /Jordan Avery/);
      assert.match(await it.hash(), /^#\/photos\/porch/);
      const copy = await savedCopy();
      assert.deepEqual(copy.slice(0, 2), [0xff, 0xd8]);
      await choose("copy.jpg", Buffer.from(copy));
      await reads(page, ".traces", words.photos_gives_none.message);
      assert.doesNotMatch(await it.hash(), /porch|copy/, "a picture of one's own stands in no address");
    });

    test("what is no picture gets a plain answer", async () => {
      await choose("draft.jpg", "%PDF-1.7 nothing to see");
      await page.waitForSelector('[data-problem="not-a-picture"]');
      assert.deepEqual(await told(), {});
    });

    test("a sample's serial number is told; nothing of any picture is sent or kept", async () => {
      await click(page, '[data-sample="scene"]');
      await until("the serial number", async () => /SN-0042-7731/.test((await told()).serial ?? ""));
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      assert.doesNotMatch(kept, /SN-0042|Jordan|porch/);
      assert.ok(it.server.received.every((request) => !/^POST|SN-0042/.test(request)));
    });
  });
}
