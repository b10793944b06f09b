/**
 * What marking and fixing do to the editor itself: nothing, and no more than a person's own typing. Its content,
 * model and selection are compared with those in the same browser on a page where nothing is marked.
 */
import assert from "node:assert/strict";
import { launch, until } from "./lib/browsers.mjs";
import { openEditor, plain } from "./lib/editor.mjs";
import { findingsOf } from "./lib/expected.mjs";
import { readPng } from "./lib/png.mjs";
import { profile } from "./lib/posts.mjs";
import { onEveryEditor } from "./lib/table.mjs";

const POLICY = "lakewood-pp-1069";
/** An address of the department's own, which a fix takes out. */
const TEXT = "Write to me at jordan.avery@fairmontpd.example for the invite.";
/** A name, for which a fix says another word. */
const NAMED = "Marcus Delgado slept through roll call again.";

onEveryEditor(
  {
    // First, on a page on which nobody has undone anything yet, as nobody has on the bare one.
    "marks leave content, model, selection and every other pixel as they are": async (post, it) => {
      Object.assign(post, { policy: POLICY, profile });
      const bare = await openEditor(it.bare, post.name);
      try {
        for (const one of [bare, post]) {
          await one.page.bringToFront();
          await one.write(TEXT);
          // The caret at the start, so that a line that is longer than its box is scrolled to the same place.
          await one.press("Home");
          // Firefox scrolls a narrow frame to where it writes, and back by as much as it likes.
          await one.frame.evaluate(() => scrollTo(0, 0));
          await one.frames(3);
        }
        await post.settled();
        assert.deepEqual(await stateOf(post), await stateOf(bare));
        await is(post, () => steadyModel(post), await steadyModel(bare));
        await assertOnlyLines(post, bare);
        // A card that comes and goes leaves no trace either.
        const before = [await post.model(), await stateOf(post)];
        await post.openCard();
        await post.press("Escape");
        await until("the card to go", async () => !(await post.drawn()).card);
        assert.deepEqual([await post.model(), await stateOf(post)], before);
      } finally {
        await bare.close();
      }
    },

    "a fix that takes words out goes through the editor, its model agrees, and one undo takes it back": (
      post,
    ) => assertFixed(post, TEXT),

    "a fix that says another word does, too": (post) => assertFixed(post, NAMED),

    "a fix whose selection is taken elsewhere meanwhile changes nothing": async (post) => {
      // A text control is changed at once, and an editor with a model of its own may select its words again.
      if (!["plain", "frame"].includes(post.name)) return;
      Object.assign(post, { policy: POLICY, profile });
      const [{ fixes }] = await findingsOf(TEXT, POLICY, profile);
      await post.write(TEXT);
      await post.settled();
      // What another document of the page has the focus for is no business of the frame's.
      for (const how of post.name === "plain" ? ["caret", "focus"] : ["caret"]) {
        await post.openCard();
        await post.page.evaluate(meddle, how);
        await post.clickInCard(fixes[0].label);
        // It was closed at the click, and comes back to say that nothing was done.
        await until(
          "the card again",
          async () => (await post.page.evaluate(() => window.meddled)) && (await post.drawn()).card,
        );
        assert.equal(plain(await post.text()).trim(), TEXT);
        assert.equal(await post.page.evaluate(() => window.other?.value ?? "elsewhere"), "elsewhere");
        await post.press("Escape");
        await until("the card to go", async () => !(await post.drawn()).card);
        await post.page.evaluate(() => window.other?.remove());
        await post.page.mouse.move(2, 2);
        await post.settled();
      }
    },
  },
  async (it, sites) => {
    await it.store({ choices: { policy: POLICY, profile } });
    it.bare = await launch(it.name, { sites, extension: false });
    const { close } = it;
    it.close = async () => {
      await it.bare.close();
      await close();
    };
  },
);

/** Fixes the first mark of a text, takes it back and types on. */
async function assertFixed(post, text) {
  Object.assign(post, { policy: POLICY, profile });
  const [{ fixes }] = await findingsOf(text, POLICY, profile);
  const [fix] = fixes;
  const fixed = text.slice(0, fix.start) + fix.replacement + text.slice(fix.end);
  await post.write(text);
  await post.settled();
  await post.pause();
  await post.openCard();
  await post.clickInCard(fix.label);
  const held = async () => plain(await post.text()).trim();
  await is(post, held, fixed);
  await is(post, async () => plain(await post.shown()).trim(), fixed);
  await post.press("Control+z");
  await is(post, held, text);
  await is(post, async () => plain(await post.shown()).trim(), text);
  // The editor lives on. Slate doesn't hear of a caret that is moved at once after its own undo has set it.
  if (post.name === "slate") await post.pause();
  await post.press("Control+End");
  await post.page.keyboard.type(" Ok");
  await is(post, held, `${text} Ok`);
  await post.settled();
}

/** Runs in the page: as soon as anything is selected, moves the caret, or the focus to another box. */
function meddle(how) {
  window.meddled = false;
  const { root } = window.editor;
  const page = root.ownerDocument;
  const move = () => {
    if (how === "caret") page.getSelection().collapseToStart();
    else {
      window.other = Object.assign(page.createElement("input"), { type: "search", value: "elsewhere" });
      page.body.append(window.other);
      window.other.focus({ preventScroll: true });
      window.other.select();
    }
    window.meddled = true;
  };
  page.addEventListener("selectionchange", move, { once: true });
}

/** The editor's model, without how many undo steps the typing was where that is a matter of the typing's pace. */
async function steadyModel(post) {
  const model = await post.model();
  if (!["prosemirror", "quill"].includes(post.name)) return model;
  return JSON.stringify(JSON.parse(model).with(2, "steps"));
}

/** What the editor shows, without the names that it makes up anew on every page, and where its caret is. */
function stateOf(post) {
  return post.page.evaluate(() => {
    const { root } = window.editor;
    const selection = root.ownerDocument.getSelection();
    const within = root.getRootNode().getSelection?.() ?? selection;
    return {
      html: root.outerHTML.replace(/ (data-offset-key|data-editor|data-key|id|aria-[a-z]+)="[^"]*"/g, ""),
      text: root.value ?? root.textContent,
      caret: [root.selectionStart, within.focusNode?.nodeName, within.focusOffset, within.isCollapsed],
    };
  });
}

/** Compares pictures with and without the extension: what differs is the marks' lines and the badge, no more. */
async function assertOnlyLines(post, bare) {
  const clip = await post.page.evaluate(() => {
    const { left, top, right, bottom } = document.getElementById("host").getBoundingClientRect();
    const [x, y] = [Math.floor(left), Math.floor(top)];
    return { x, y, width: Math.ceil(right) - x, height: Math.min(Math.ceil(bottom), 700) - y };
  });
  const take = async ({ page }) => {
    await page.bringToFront();
    return readPng(await page.screenshot({ clip, captureBeyondViewport: false }));
  };
  const without = await take(bare);
  const found = await take(post);
  assert.deepEqual([found.width, found.height], [without.width, without.height]);
  const { marks, badge } = await post.drawn();
  const corner = await post.corner();
  const shift = ({ left, top, right, bottom }) => ({
    left: left + corner.x - clip.x,
    right: right + corner.x - clip.x,
    top: top + corner.y - clip.y,
    bottom: bottom + corner.y - clip.y,
  });
  const bands = marks.map(shift).map((mark) => ({ ...mark, top: mark.bottom - 2 }));
  const free = badge ? [...bands, shift(badge)] : bands;
  const isIn = (x, y) =>
    free.some((r) => x >= r.left - 2 && x <= r.right + 1 && y >= r.top - 2 && y <= r.bottom + 1);
  const columns = bands.map(() => new Set());
  for (let y = 0; y < found.height; y++) {
    for (let x = 0; x < found.width; x++) {
      const [one, other] = [found.pixel(x, y), without.pixel(x, y)];
      if (one.every((value, index) => Math.abs(value - other[index]) < 12)) continue;
      assert.ok(isIn(x, y), `another pixel at ${x}, ${y}: ${other} became ${one}`);
      for (const [index, band] of bands.entries()) {
        if (x >= band.left && x <= band.right && y >= band.top - 1 && y <= band.bottom + 1)
          columns[index].add(x);
      }
    }
  }
  for (const [index, { left, right }] of bands.entries()) {
    const share = columns[index].size / (right - left);
    assert.ok(share > 0.3, `only ${share} of the line of mark ${index} shows`);
  }
}

function is(post, get, wanted) {
  return until(
    `“${wanted}” in ${post.name}`,
    async () => {
      const now = await get();
      assert.equal(now, wanted);
      return true;
    },
    { timeout: 20_000 },
  );
}
