/**
 * Pictures handed to a page: chosen, dropped, pasted. The card tells what they give away, the copy without it lands among the
 * downloads with the same pixels, and the page gets its event as ever and learns nothing else.
 */
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import { auditLayer } from "./lib/access.mjs";
import { BROWSERS, launch, until } from "./lib/browsers.mjs";
import { heardOn } from "./lib/heard.mjs";
import { startSites } from "./lib/site.mjs";
import { marksNumber, press as pressKeys } from "./lib/writing.mjs";

const ADDRESS = "https://www.facebook.com/photos.html";
const sample = (name) => fileURLToPath(new URL(`../photo/${name}`, import.meta.url));
/** What a PNG begins with. */
const PNG = "\x89PNG\r\n\x1a\n";

for (const name of BROWSERS) {
  describe(name, () => {
    let sites;
    let it;
    let page;
    let folder;
    before(async () => {
      folder = await mkdtemp(join(tmpdir(), "photos-"));
      sites = await startSites();
      it = await launch(name, { sites, downloads: folder });
      page = await it.browser.newPage();
    });
    after(async () => {
      await it?.close();
      sites?.close();
      await rm(folder, { recursive: true, force: true });
    });
    beforeEach(() => page.goto(ADDRESS));

    const choose = async (...files) => {
      const input = await page.$("#file");
      await input.uploadFile(...files);
      await input.dispose();
    };
    const card = (what = "the photo card") => until(what, async () => (await it.layer(page)).photo);
    const noCard = () => until("the photo card to go", async () => !(await it.layer(page)).photo);
    const press = async (label) => {
      const { buttons } = await card();
      const button = buttons.find((one) => one.label === label);
      assert.ok(button, `${label} in ${buttons.map((one) => one.label)}`);
      await page.mouse.click((button.left + button.right) / 2, (button.top + button.bottom) / 2);
    };
    const heard = () => page.evaluate(() => window.heard);

    test("a chosen picture is told of, and the page gets it as ever", async () => {
      await page.click("#box");
      await choose(sample("phone.jpg"));
      const { text, label, buttons } = await card();
      assert.equal(label, "This picture tells where it was taken");
      assert.match(text, /Where it was taken\s+44\.99170, -93\.26250/);
      assert.match(text, /Erin Whitcomb/);
      assert.match(text, /Uniform, badge or patch\s+26\.3/);
      assert.ok(buttons.some((button) => button.label === "Save a copy without it"));
      assert.deepEqual(await heard(), ["change false phone.jpg"]);
      await press(buttons.find((button) => /more thing/.test(button.label)).label);
      assert.match((await card()).text, /Camera\s+Larkfield L7/);
      await press("Close");
      await noCard();
    });

    /** A picture that tells nothing: the phone's without its metadata, from its first table on. */
    const plainPicture = async (called = "plain.jpg") => {
      const plain = join(folder, called);
      const phone = await readFile(sample("phone.jpg"));
      const table = phone.lastIndexOf(Buffer.from([0xff, 0xdb, 0, 0x43, 0]));
      await writeFile(plain, Buffer.concat([phone.subarray(0, 2), phone.subarray(table)]));
      return plain;
    };

    test("several pictures are one card; those that tell nothing aren't in it", async () => {
      const plain = await plainPicture();
      await choose(sample("apple.heic"), plain, sample("web.webp"));
      assert.match((await card()).text, /Picture 1 of 2: apple\.heic/);
      await press("Next picture");
      await until("the next", async () => /Picture 2 of 2: web\.webp/.test((await card()).text));
      await page.keyboard.press("Escape");
      await noCard();
      await rm(plain);
    });

    test("a picture that comes while another's card is open takes nothing away", async () => {
      const plain = await plainPicture();
      // Two batches, as two quick pastes are: the first isn't answered yet when the second comes.
      await choose(sample("phone.jpg"));
      await choose(plain);
      await until("the first one's card", async () => (await card()).label.endsWith("where it was taken"));
      await choose(sample("agency.jpg"));
      await until("both", async () => /Picture 2 of 2: agency\.jpg/.test((await card()).text));
      await press("Next picture");
      await until("the first again", async () => /Picture 1 of 2: phone\.jpg/.test((await card()).text));
      await press("Close");
      await noCard();
      await rm(plain);
    });

    test("what a picture tells is said to screen readers, though nothing is written or marked", async () => {
      await choose(sample("phone.jpg"));
      await card();
      // The listening begins on what is drawn by now, so that another picture is waited for.
      await heardOn(it, page);
      const odd = join(folder, "letter.jpg");
      await writeFile(odd, "%PDF-1.7 a letter", "latin1");
      await choose(odd);
      const said = await until("the second to be said", async () =>
        (await heardOn(it, page)).find((one) => one.startsWith("This picture could not be read")),
      );
      assert.match(said, /Picture 2 of 2: letter\.jpg/);
      assert.match(said, /holds something else/);
      await rm(odd);
    });

    test("the shortcut leads into the card, the keys through it, and Escape back to the box", async () => {
      await page.click("#box");
      // The keys are known once a mark has come; then the box is as empty as before.
      await page.keyboard.type("well fuck it");
      await marksNumber(it, page, 1);
      await pressKeys(page, "Control+a");
      await page.keyboard.press("Delete");
      await marksNumber(it, page, 0);
      await choose(sample("phone.jpg"));
      assert.equal((await card()).hasFocus, false);
      await pressKeys(page, "Alt+.");
      await until("the focus in the card", async () => (await card()).hasFocus);
      await page.keyboard.press("Tab");
      // The button goes away when it is pressed, and the focus stays in the card.
      assert.match((await card()).focused, /more thing/);
      await page.keyboard.press("Enter");
      await until("the other things", async () => /Larkfield L7/.test((await card()).text));
      assert.equal((await card()).hasFocus, true);
      await page.evaluate(() => {
        window.addEventListener("keydown", (event) => window.heard.push(event.key), true);
      });
      await page.keyboard.press("Escape");
      await noCard();
      assert.equal(await page.evaluate(() => document.activeElement.id), "box");
      await page.keyboard.type("ok");
      await until("the letters in the box", () => page.$eval("#box", (box) => box.innerText.trim() === "ok"));
      assert.ok(!(await heard()).includes("Escape"), "the page heard the key");
    });

    test("with marks in the box the shortcut leads to the picture's card first, and then to the marks", async () => {
      await page.click("#box");
      await page.keyboard.type("well fuck it");
      await marksNumber(it, page, 1);
      await choose(sample("phone.jpg"));
      await card();
      await pressKeys(page, "Alt+.");
      await until("the focus in the photo card", async () => (await card()).hasFocus);
      await pressKeys(page, "Alt+.");
      const shown = await until("the mark's card", async () => (await it.layer(page)).card);
      assert.equal(shown.hasFocus, true);
      await page.keyboard.press("Escape");
      await until("the mark's card to go", async () => !(await it.layer(page)).card);
      assert.equal(await page.evaluate(() => document.activeElement.id), "box");
      assert.ok((await it.layer(page)).photo, "the picture's card went with it");
    });

    /** How long it takes until the card of a picture is there, in milliseconds; it must be called so. */
    const time = async (file, label) => {
      const start = performance.now();
      await choose(file);
      const told = await card(file);
      const took = performance.now() - start;
      assert.equal(told.label, label, file);
      await press("Close");
      await noCard();
      return took;
    };

    /** A picture's card is there within a second, in the best of three. */
    const assertSoon = async (file, label) => {
      const [small, own] = [[], []];
      for (let round = 0; round < 3; round++) {
        small.push(await time(sample("phone.jpg"), "This picture tells where it was taken"));
        own.push(await time(file, label));
      }
      // On a machine that is busy with other things, no longer than a small one takes there.
      const most = Math.max(1000, 1.5 * Math.min(...small));
      assert.ok(Math.min(...own) < most, `${file}: ${own} ms, and ${small} ms for one of 6 kB`);
    };

    test("files that can't be read, and one that unpacks to far more, get a plain answer within a second", async () => {
      const unreadable = "This picture could not be read";
      const odd = {
        "letter.jpg": ["%PDF-1.7 a letter", unreadable],
        "cut.png": [`${PNG}\0\0`, unreadable],
        "empty.jpg": ["", unreadable],
        "bomb.png": [bomb(), "This picture tells more than it shows"],
      };
      for (const [file, [content, label]] of Object.entries(odd)) {
        const path = join(folder, file);
        await writeFile(path, content, "latin1");
        await assertSoon(path, label);
        await rm(path);
      }
    });

    test("a photo of 200 MB is told of within a second", async () => {
      const path = join(folder, "huge.jpg");
      const phone = await readFile(sample("phone.jpg"));
      await writeFile(
        path,
        Buffer.concat([phone.subarray(0, -2), Buffer.alloc(200 * 1024 * 1024, 0x55), phone.subarray(-2)]),
      );
      await assertSoon(path, "This picture tells where it was taken");
      await rm(path);
    });

    test("a picture that tells nothing brings what to look for, once", async () => {
      await page.click("#box");
      // Firefox without a window keeps no pictures in its clipboard: there one is chosen.
      const isPasted = name === "chromium";
      if (isPasted) await copyPicture();
      const give = async (called) => (isPasted ? paste() : choose(await plainPicture(called)));
      await give("plain-1.jpg");
      const { label, text } = await card();
      assert.equal(label, "Before you post this picture");
      assert.match(text, /Coworkers/);
      await press("Close");
      await noCard();
      await give("plain-2.jpg");
      // Proof that it has been answered: a picture asked about later has its card.
      await choose(sample("phone.jpg"));
      assert.equal((await card()).label, "This picture tells where it was taken");
      const event = isPasted ? "paste false" : "change false plain-";
      assert.equal((await heard()).filter((what) => what.startsWith(event)).length, 2);
    });

    async function copyPicture() {
      await it.browser
        .defaultBrowserContext()
        .overridePermissions(new URL(ADDRESS).origin, ["clipboard-sanitized-write"]);
      await page.click("#copy");
      await until("the copying", () =>
        page.evaluate(() => document.getElementById("copy").textContent === "Copied"),
      );
      await page.click("#box");
    }

    async function paste() {
      await page.keyboard.down("Control");
      await page.keyboard.press("v");
      await page.keyboard.up("Control");
    }

    test("switched off, no picture is read", async () => {
      await it.store({ choices: { photos: false } });
      await page.bringToFront();
      await choose(sample("phone.jpg"));
      await page.click("#box");
      await page.keyboard.type("well fuck it");
      await until("a mark", async () => (await it.layer(page)).marks.length > 0);
      assert.equal((await it.layer(page)).photo, null);
      await it.store({ choices: {} });
    });

    // Only Chromium's protocol can drop files; what follows the event is one code for both.
    if (name === "chromium") {
      test("a dropped picture is told of, and dropped as ever", async () => {
        const session = await page.createCDPSession();
        const data = { items: [], files: [sample("phone.jpg")], dragOperationsMask: 1 };
        for (const type of ["dragEnter", "dragOver", "drop"]) {
          await session.send("Input.dispatchDragEvent", { type, x: 200, y: 120, data });
        }
        assert.equal((await card()).label, "This picture tells where it was taken");
        assert.deepEqual(await heard(), ["drop false phone.jpg"]);
      });

      test("axe finds nothing in the photo card, folded and unfolded", async () => {
        await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
        // A site that asks for no trusted types, of which axe makes none.
        await page.goto("https://mastodon.social/photos.html");
        const audit = async (state) => {
          const { violations, passes } = await auditLayer(page);
          assert.deepEqual(violations, [], state);
          assert.ok(passes > 3, `${state}: axe looked at nothing`);
        };
        await choose(sample("phone.jpg"));
        const { buttons } = await card();
        await audit("folded");
        await press(buttons.find(({ label }) => /more thing/.test(label)).label);
        await until("the other things", async () => /Larkfield L7/.test((await card()).text));
        await audit("unfolded");
        await page.emulateMediaFeatures([]);
      });
    }

    // Last: its page is another tab's, after which Firefox gives a driver's keys back to this one late.
    test("the copy has the same picture and nothing else, and the page doesn't see it", async () => {
      await choose(sample("agency.jpg"));
      await card();
      await press("Save a copy without it");
      const saved = join(folder, "agency-copy.jpg");
      // Firefox makes an empty file before it has the whole one.
      const copy = await until("the copy", async () => {
        const file = await readFile(saved).catch(() => undefined);
        return file?.subarray(-2).equals(Buffer.from([0xff, 0xd9])) ? file : undefined;
      });
      await rm(saved);
      const original = await readFile(sample("agency.jpg"));
      const tables = copy.indexOf(Buffer.from([0xff, 0xdb]));
      assert.ok(copy.length < original.length && copy.length - tables > 1000);
      assert.ok(original.includes(copy.subarray(tables)), "the picture's own bytes are the same");
      for (const word of ["Dana Pell", "Fernhollow", "Walt Imber", "Photoshop"]) {
        assert.ok(original.includes(word) && !copy.includes(word), word);
      }
      const shown = await until("the copy's page", async () =>
        (await it.extensionPages()).find(({ url }) => url.includes("/photo.html")),
      );
      const words = await until("what was taken out", () =>
        shown.run(() => document.querySelector("dl")?.innerText),
      );
      assert.match(words, /Walt Imber/);
      assert.equal(await shown.run(() => document.querySelectorAll("dl").length), 1);
      await shown.close();
      assert.deepEqual(await heard(), ["change false agency.jpg"]);
      const record = await page.evaluate(() => window.record);
      assert.deepEqual(
        record.added.map(({ attributes, isClosed }) => [attributes, isClosed]),
        [[0, true]],
      );
      assert.deepEqual([record.attributes, record.calls, record.events, record.errors], [[], [], [], []]);
      assert.deepEqual(
        (await readdir(folder)).filter((file) => !file.startsWith("plain")),
        [],
      );
    });
  });
}

/** A picture of one pixel, as latin1, with a comment that becomes a thousand times as long when it is unpacked: 256 MB. */
function bomb() {
  const chunk = (name, data) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    // Nobody asks for the checksum behind it.
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)]).toString("latin1");
  };
  const packed = deflateSync(Buffer.alloc(256 * 1024 * 1024, " "));
  return [
    PNG,
    chunk("IHDR", Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])),
    chunk("zTXt", Buffer.concat([Buffer.from("Comment\0\0"), packed])),
    chunk("IDAT", deflateSync(Buffer.alloc(4))),
    chunk("IEND", Buffer.alloc(0)),
  ].join("");
}
