/**
 * One list of behaviours for every editor: what a page does to the box. After each, the marks must stand on their
 * words again, without any key.
 */
import assert from "node:assert/strict";
import { until } from "./lib/browsers.mjs";
import { readPng } from "./lib/png.mjs";
import { onEveryEditor } from "./lib/table.mjs";
import { setZoom } from "./lib/zoom.mjs";

const TEXT = "well fuck this, and fuck that, and a few words more; I drove home drunk";
/** One mark that is longer than a narrow line. */
const LONG = "So somebody ought to put a bullet in every last one";

const style = (post, selector, properties, where = post.page) =>
  where.evaluate(
    (name, values) => {
      for (const element of document.querySelectorAll(name)) Object.assign(element.style, values);
    },
    selector,
    properties,
  );

onEveryEditor({
  "resized, zoomed, transformed, another font, dark, pushed down": async (post) => {
    post.isAsNew = false;
    await post.write(TEXT);
    await post.settled();
    const { page } = post;

    await style(post, "#host", { width: "300px" });
    await post.settled();
    await page.setViewport({ width: 700, height: 600 });
    await post.settled();
    await page.setViewport({ width: 1100, height: 800 });
    await style(post, "#host", { width: "" });
    await post.settled();

    for (const factor of [0.8, 1.25, 2, 1]) {
      await setZoom(post.it, page, factor);
      await post.settled();
    }
    for (const transform of ["translate(37px, 19px)", "scale(1.3)", "scale(0.75) translateX(40px)", "none"]) {
      await style(post, "#around", { transform, transformOrigin: "0 0" });
      await post.settled();
    }
    await style(post, "html", { zoom: "1.2" });
    await post.settled();
    await style(post, "html", { zoom: "" });

    await post.frame.evaluate(async () => {
      const late = new FontFace("Late", 'local("DejaVu Serif"), local("Georgia"), local("Times New Roman")');
      const sheet = document.createElement("style");
      sheet.textContent =
        "#host [contenteditable=true], #host textarea, #host input, body { font-family: Late, monospace !important }";
      document.head.append(sheet);
      document.fonts.add(late);
      await late.load();
    });
    await post.settled();

    await page.evaluate(() => {
      document.getElementById("above").textContent = "Something came late and needs two lines. ".repeat(5);
    });
    await post.settled();

    assert.equal((await post.drawn()).marks[0].tone, "light");
    await post.frame.evaluate(() => document.body.classList.add("dark"));
    await page.evaluate(() => document.body.classList.add("dark"));
    // TinyMCE and CKEditor paint their own white paper, whatever the page around them does.
    const tone = ["tinymce", "ckeditor"].includes(post.name) ? "light" : "dark";
    await until(`the colours for a ${tone} box`, async () => (await post.drawn()).marks[0].tone === tone);
  },

  "a mark that runs over several lines stands on each of them": async (post) => {
    // The page in the frame is as wide as its own host.
    const where = post.name === "frame" ? post.frame : post.page;
    await post.write(LONG);
    await post.settled();
    const { length } = await post.words();
    await style(post, "#host", { width: "200px" }, where);
    // An input keeps to one line, however narrow it is.
    await post.settled({ least: post.name === "input" ? 1 : length + 1 });
    await style(post, "#host", { width: "" }, where);
    await post.settled();
  },

  "a sticky header hides what it covers, and nothing else": async (post) => {
    await post.write(TEXT);
    const { lines } = await post.settled();
    await post.frame.evaluate(() => {
      const header = document.createElement("header");
      // Not into the body, which is the editor itself in some.
      document.documentElement.append(header);
      const { root } = window.editor ?? window.parent.editor;
      const { top } = root.getBoundingClientRect();
      // Over editors that lift themselves, as Draft.js does.
      header.style.cssText = `position:fixed; z-index:9; inset:0 0 auto; height:${Math.max(top, 0) + 34}px; background:#eee`;
    });
    await until("a covered line", async () => (await post.settled({ least: 0 })).lines < lines);
    await post.frame.evaluate(() => document.querySelector("header").remove());
    await until("all lines", async () => (await post.settled()).lines === lines);
  },

  "in a dialog, a popover and full screen": async (post) => {
    post.isAsNew = false;
    const { page } = post;
    await post.write(TEXT);
    await post.settled();
    const lift = {
      dialog: () => {
        const around = document.getElementById("around");
        around.close();
        around.showModal();
      },
      popover: () => {
        const around = document.getElementById("around");
        around.close();
        around.popover = "manual";
        around.showPopover();
      },
    };
    for (const [what, open] of Object.entries(lift)) {
      await page.evaluate(open);
      await post.click();
      await post.settled();
      await assertSeen(post, what);
    }
    await page.evaluate(() => {
      const around = document.getElementById("around");
      around.hidePopover();
      around.popover = null;
      around.show();
    });
    await page.click("#full");
    await until("full screen", () => page.evaluate(() => document.fullscreenElement !== null));
    await post.click();
    await post.settled();
    await assertSeen(post, "full screen");
    await page.evaluate(() => document.exitFullscreen());
    await post.settled();
  },

  "moved, taken out, and replaced by the site's router": async (post) => {
    const { page } = post;
    post.isAsNew = false;
    await post.write(TEXT);
    await post.settled();
    if (!["frame", "tinymce"].includes(post.name)) {
      // A frame that is moved loads anew; everything else lives on.
      await page.evaluate(() => {
        document.querySelector("main").prepend(document.getElementById("around"));
      });
      await post.settled({ least: 0 });
      await post.click();
      await post.settled();
      await page.evaluate(() => window.editor.root.remove());
      await until("the marks to go", async () => (await post.drawn()).marks.length === 0);
    }
    await page.evaluate(() => {
      const fresh = document.createElement("div");
      fresh.contentEditable = "true";
      fresh.id = "fresh";
      document.getElementById("host").replaceChildren(fresh);
      window.editor = { root: fresh, text: () => fresh.innerText, model: () => fresh.innerHTML };
    });
    post.frame = page.mainFrame();
    assert.deepEqual((await post.drawn()).marks, []);
    await post.write("and fuck it again");
    await post.settled();
  },
});

/** A line of the tint shows in the picture, whatever lies in the top layer. */
async function assertSeen(post, what) {
  const { x, y } = await post.corner();
  const [{ left, right, bottom }] = (await post.drawn()).marks;
  const clip = { x: Math.round(x + (left + right) / 2), y: Math.floor(y + bottom) - 4, width: 4, height: 6 };
  const image = readPng(await post.page.screenshot({ clip, captureBeyondViewport: false }));
  const rows = Array.from({ length: image.height }, (_, row) => image.pixel(1, row));
  const isTint = ([red, green, blue]) => red > 150 && red - blue > 60 && red - green > 50;
  assert.ok(rows.some(isTint), `no line is seen in ${what}: ${JSON.stringify(rows)}`);
}
