/** What a person does in these tests: types, and sees the marks come. */
import { until } from "./browsers.mjs";
import { findingsOf, marksOf } from "./expected.mjs";
import { distance, wordLines } from "./words.mjs";

/** The policy in force until one is chosen. */
export const POLICY = "model-26";

const STRENGTH = ["prohibited", "permission", "discouraged", "limit", "notice", "duty", "allowed"];

/** The findings of a text's first mark, strongest first. */
export async function firstMark(text) {
  return (await findingsOf(text, POLICY))
    .filter(({ mark }) => mark === 0)
    .sort(
      (a, b) =>
        STRENGTH.indexOf(a.modality) - STRENGTH.indexOf(b.modality) ||
        (a.confidence === b.confidence ? 0 : a.confidence === "likely" ? -1 : 1) ||
        a.start - b.start,
    );
}

/** Waits until the marks of `text` stand over their words in the editor at `selector`; the distance in pixels. */
export async function marked(it, page, selector, text) {
  const marks = marksOf(await findingsOf(text, POLICY));
  const lines = async () =>
    (await Promise.all(marks.map(({ start, end }) => wordLines(page, selector, start, end)))).flat();
  const { found } = await until(`marks over the words of ${selector}`, async () => {
    const found = distance((await it.layer(page)).marks, await lines());
    return found <= 2 && { found };
  });
  return found;
}

/** Types a text into an editor and waits for its marks. */
export async function write(it, page, selector, text) {
  await page.click(selector);
  await page.keyboard.type(text);
  return marked(it, page, selector, text);
}

/** Waits for this many marks, and returns what is drawn. */
export function marksNumber(it, page, number) {
  return until(`${number} marks`, async () => {
    const drawn = await it.layer(page);
    return drawn.marks.length === number && drawn;
  });
}

/** Rests the pointer on a mark and waits for its card; follows the mark where the page's layout moves it meanwhile. */
export async function hover(it, page, mark) {
  const rest = ({ left, right, top, bottom }) =>
    page.mouse.move((left + right) / 2, (top + bottom) / 2, { steps: 4 });
  const away = (other) => Math.abs(other.left - mark.left) + Math.abs(other.top - mark.top);
  let at = mark;
  await rest(at);
  return until("the card", async () => {
    const drawn = await it.layer(page);
    if (drawn.card) return drawn.card;
    const now = [...drawn.marks].sort((a, b) => away(a) - away(b))[0];
    if (now && (now.left !== at.left || now.top !== at.top)) {
      at = now;
      await rest(at);
    }
    return null;
  });
}

/** The open card and the mark it is about, as drawn at one moment: the mark is tinted in the frame after the card came. */
export function chosenMark(it, page) {
  return until("the card and its words", async () => {
    const { card, marks } = await it.layer(page);
    const now = marks.find(({ chosen }) => chosen);
    return card && now && { card, marks, now };
  });
}

/** Clicks the button of this name in the card, or in another panel. */
export async function clickButton(it, page, label, panel = "card") {
  const { [panel]: open } = await it.layer(page);
  const button = open?.buttons.find((candidate) => candidate.label === label);
  if (!button)
    throw new Error(`no button “${label}” among ${open?.buttons.map(({ label }) => label).join(", ")}`);
  await page.mouse.click((button.left + button.right) / 2, (button.top + button.bottom) / 2);
}

/** Presses a key while others are held. */
export async function press(page, keys) {
  const held = keys.split("+");
  const last = held.pop();
  for (const key of held) await page.keyboard.down(key);
  await page.keyboard.press(last);
  for (const key of held.reverse()) await page.keyboard.up(key);
}
