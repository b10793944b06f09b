/** One real editor on a page of its own, and what a person does to it. */
import { until } from "./browsers.mjs";
import { findingsOf, marksOf } from "./expected.mjs";
import { inputMethod } from "./input-method.mjs";
import { compare, spotsIn } from "./spots.mjs";
import { workerOf } from "./worker.mjs";
import { POLICY, press } from "./writing.mjs";

const HOST = "https://mastodon.social";
/** The longest time, in milliseconds, within which any of the editors adds to its last undo step. */
const LONGEST_STEP = 600;

/** Opens the page of an editor. */
export async function openEditor(it, name) {
  const page = await it.browser.newPage();
  // The largest of the editors is slow to start on a machine that is busy with other things.
  page.setDefaultNavigationTimeout(120_000);
  await page.goto(`${HOST}/editors/${name}.html`);
  await until(`the editor ${name}`, () => page.evaluate(() => Boolean(window.editor)));
  const frame = await until(`the frame of ${name}`, () => frameOf(page, name));
  return new Editor(it, page, frame, name);
}

/** The frame that the editor's text is in. */
async function frameOf(page, name) {
  if (!["frame", "tinymce"].includes(name)) return page.mainFrame();
  for (const frame of page.frames().slice(1)) {
    if (await frame.evaluate(() => Boolean(document.querySelector("[contenteditable=true]")))) return frame;
  }
  return undefined;
}

class Editor {
  /** Words of the policy in force, and the writer's profile. */
  policy = POLICY;
  profile = {};
  /** Whether only the text was changed, so that another behaviour can be tried on the same page. */
  isAsNew = true;

  constructor(it, page, frame, name) {
    this.it = it;
    this.page = page;
    this.frame = frame;
    this.name = name;
    this.isControl = name === "textarea" || name === "input";
  }

  /** The editor's text by its own model. */
  text() {
    return this.page.evaluate(() => window.editor.text());
  }

  /** All of the editor's state that an extension could harm. */
  model() {
    return this.page.evaluate(() => window.editor.model());
  }

  /** What is drawn on the editor's document. */
  drawn() {
    return this.it.layer(this.page, this.frame);
  }

  /** Where the editor's document begins in the window. */
  corner() {
    return this.page.evaluate(() => {
      const frame = window.editor.root.ownerDocument.defaultView.frameElement;
      const { left = 0, top = 0 } = frame?.getBoundingClientRect() ?? {};
      return { x: left + (frame?.clientLeft ?? 0), y: top + (frame?.clientTop ?? 0) };
    });
  }

  /** Clicks into the editor, at the end of its text. */
  async click() {
    const { x, y } = await this.corner();
    const at = await this.page.evaluate(() => {
      const { left, top, width, height } = window.editor.root.getBoundingClientRect();
      return { x: left + width / 2, y: top + Math.min(height / 2, 20) };
    });
    await this.page.mouse.click(x + at.x, y + at.y);
    await until(`${this.name} to have the focus`, () =>
      this.page.evaluate(() => {
        const { root } = window.editor;
        return root.getRootNode().activeElement === root;
      }),
    );
  }

  /** Clicks into the editor and types a text. */
  async write(text) {
    await this.click();
    await this.page.keyboard.type(text);
    await until(`${this.name} to hold what was typed`, async () =>
      plain(await this.text()).includes(plain(text)),
    );
  }

  /** Presses keys, such as `Control+z`. */
  press(keys) {
    return press(this.page, keys);
  }

  /** The words that the checker marks in the text that the editor has now. */
  async words() {
    const text = plain(await this.text());
    return marksOf(await findingsOf(text, this.policy, this.profile)).map(({ start, end }) => {
      const words = text.slice(start, end);
      let nth = 0;
      for (let at = text.indexOf(words); at < start && at >= 0; at = text.indexOf(words, at + 1)) nth += 1;
      return { text: words, nth };
    });
  }

  /** Middles and edges, in the window, of the first line of each marked word. */
  async spots() {
    return this.places(await this.words());
  }

  /** The same of any words in the editor. */
  async spotOf(text) {
    return (await this.places([{ text, nth: 0 }]))[0];
  }

  async places(words) {
    const { x, y } = await this.corner();
    const { spots } = await this.page.evaluate(spotsIn, words);
    return spots.map(({ lines: [{ left, right, top, bottom }] }) => ({
      left: x + left,
      right: x + right,
      x: x + (left + right) / 2,
      y: y + (top + bottom) / 2,
    }));
  }

  /** Waits until the marks stand on their words; how many lines, and the largest distance in pixels. */
  settled({ least = 1, timeout = 30_000 } = {}) {
    return until(
      `marks on the words of ${this.name}`,
      async () => {
        const words = await this.words();
        const spots = await this.page.evaluate(spotsIn, words);
        const { marks } = await this.drawn();
        const found = compare(marks, spots);
        if (found.lines < least) throw new Error(`${found.lines} lines of ${least}; ${words.length} marks`);
        return found;
      },
      { timeout },
    );
  }

  /** Throws if a mark stands on anything but one of these words. */
  async assertNoLie(words) {
    const spots = await this.page.evaluate(spotsIn, words);
    return compare((await this.drawn()).marks, spots, { mayLack: true });
  }

  /** Waits for this many animation frames of the editor's document. */
  frames(number) {
    return this.frame.evaluate(
      (count) =>
        new Promise((resolve) => {
          const next = (left) => (left === 0 ? resolve() : requestAnimationFrame(() => next(left - 1)));
          next(count);
        }),
      number,
    );
  }

  /** What the editor shows, whatever its model says. */
  shown() {
    return this.page.evaluate(() => {
      const { root } = window.editor;
      return root.value ?? root.textContent;
    });
  }

  /** Begins a word with an input method. */
  compose(text) {
    return inputMethod(this.it.name).compose(this, text);
  }

  /** Ends the word. */
  commit(text) {
    return inputMethod(this.it.name).commit(this, text);
  }

  /** Waits as long as a person reads: editors take what follows sooner as one step with the typing. */
  async pause() {
    const start = Date.now();
    await until("the editor's own pause between two steps", () => Date.now() - start > LONGEST_STEP);
  }

  /** Rests the pointer on the first mark, and returns its card. */
  openCard() {
    return until("the card", async () => {
      const { card, marks } = await this.drawn();
      if (card) return card;
      const [{ left, top, right, bottom }] = marks;
      const { x, y } = await this.corner();
      await this.page.mouse.move(x + (left + right) / 2, y + (top + bottom) / 2, { steps: 2 });
      await this.frames(20);
      return (await this.drawn()).card;
    });
  }

  /** Clicks the card's button of this name. */
  async clickInCard(label) {
    const { card } = await this.drawn();
    const button = card?.buttons.find((candidate) => candidate.label === label);
    if (!button)
      throw new Error(`no button “${label}” among ${card?.buttons.map((one) => one.label).join(", ")}`);
    const { x, y } = await this.corner();
    await this.page.mouse.click(x + (button.left + button.right) / 2, y + (button.top + button.bottom) / 2);
  }

  /** Keeps the worker from answering until the function returned is called; only Chromium can do that. */
  async holdWorker() {
    this.isHeld = this.it.name === "chromium";
    if (!this.isHeld) return async () => undefined;
    const session = await workerOf(this.it).createCDPSession();
    await session.send("Debugger.enable");
    await session.send("Debugger.pause");
    this.goOn = async () => {
      this.goOn = undefined;
      await session.send("Debugger.disable");
      await session.detach();
    };
    return this.goOn;
  }

  /** Puts a text into the editor by way of the clipboard, copied from a box that is never read. */
  async paste(text) {
    await this.page.evaluate((given) => {
      const area = document.createElement("textarea");
      area.id = "clipboard";
      area.readOnly = true;
      area.value = given;
      document.body.append(area);
      area.focus({ preventScroll: true });
      area.select();
    }, text);
    await this.edit("c", "Copy");
    await this.page.evaluate(() => document.getElementById("clipboard").remove());
    await this.click();
    await this.edit("v", "Paste");
  }

  /** A key with Control whose command Chromium, driven from outside, must be told. */
  async edit(key, command) {
    await this.page.keyboard.down("Control");
    await this.page.keyboard.press(key, { commands: [command] });
    await this.page.keyboard.up("Control");
  }

  /** Takes all text out, as a person does; whether there is none left. */
  async clear() {
    await this.click();
    await this.press("Control+a");
    await this.press("Backspace");
    await this.frames(2);
    return plain(await this.text()).trim() === "";
  }

  async close() {
    await this.goOn?.();
    await this.page.close();
  }
}

/** Text as the checker gets it: editors write some spaces so that they don't break. */
export const plain = (text) => text.replace(/\u00a0/g, " ").replace(/\n$/, "");
