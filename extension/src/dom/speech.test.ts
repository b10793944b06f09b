import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";
import en from "../../_locales/en/messages.json";
import { useWords, wordsFrom } from "../shared/words.js";
import type { BoxWatch } from "./box.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { Speech } from "./speech.js";

/** As much of an element as the voice touches. */
class FakeElement {
  hidden = false;
  tabIndex = 0;
  role = "";
  text = "";

  constructor(private readonly heard: string[]) {}

  setAttribute(name: string, value: string): void {
    if (name === "role") this.role = value;
  }

  append(): void {}

  /** A screen reader hears what comes into the live region, and not what stays or goes. */
  replaceChildren(...nodes: unknown[]): void {
    if (this.role === "status") for (const node of nodes) this.heard.push(String(node));
    this.text = nodes.filter((node) => typeof node === "string").join("");
  }
}

/** Longer than any pause of the voice's. */
const LONG = 5000;

let heard: string[];
let made: FakeElement[];
let speech: Speech;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout"] });
  useWords(wordsFrom(en));
  heard = [];
  made = [];
  const createElement = () => {
    const element = new FakeElement(heard);
    made.push(element);
    return element;
  };
  const layer = { focused: null, part: createElement };
  const use = { open: () => undefined, key: () => "Alt+Period" };
  speech = new Speech({ createElement } as unknown as Document, layer as unknown as Layer, use);
});

afterEach(() => mock.timers.reset());

/** A box with a text, and a mark on each of these words of it. */
function boxWith(id: number, text: string, ...words: string[]): BoxWatch {
  const box = { id, snapshot: { text }, marks: [] as Mark[] };
  write(box as unknown as BoxWatch, text, ...words);
  return box as unknown as BoxWatch;
}

/** Another text in the box. */
function write(box: BoxWatch, text: string, ...words: string[]): void {
  box.snapshot = { ...box.snapshot, text };
  box.marks = words.map((word) => {
    const start = text.indexOf(word);
    const findings = [{ modality: "prohibited", title: "Profanity" }];
    return { text, start, end: start + word.length, firstStart: start, findings } as unknown as Mark;
  });
}

/** The writer changes the text, and the findings come. */
function type(box: BoxWatch, text: string, ...words: string[]): void {
  write(box, text, ...words);
  speech.edited(box);
  speech.note(box);
}

/** Time passes; step by step, since a timer that is set by another counts from there. */
function pass(milliseconds: number): void {
  for (let gone = 0; gone < milliseconds; gone += 10) mock.timers.tick(10);
}

/** What is heard until nothing more comes. */
function hear(): string[] {
  pass(LONG);
  return heard.splice(0);
}

const ONE = "1 mark. Not allowed: Profanity";
const standing = () => made.find(({ role }) => role === "status")?.text;

test("a summary is said when the typing pauses, with the keys the first time", () => {
  const box = boxWith(1, "fuck it", "fuck");
  speech.note(box);
  assert.deepEqual(hear(), [`${ONE}. Alt+Period opens the next one`]);
  type(box, "fuck it, damn", "fuck", "damn");
  assert.deepEqual(hear(), ["2 marks. Not allowed: Profanity"]);
  type(box, "a quiet day");
  assert.deepEqual(hear(), ["No marks now"]);
});

test("words stand for about a second, not at once with their place, and then no search of the page finds them", () => {
  speech.tell("Put away.");
  assert.equal(standing(), "");
  pass(200);
  assert.equal(standing(), "Put away.");
  pass(700);
  assert.equal(standing(), "Put away.");
  pass(400);
  assert.equal(standing(), "");
});

test("an equal sentence is said again, also while the first one stands", () => {
  speech.tell("Put away.");
  pass(300);
  speech.tell("Put away.");
  pass(300);
  assert.deepEqual(heard, ["Put away.", "Put away."]);
  pass(700);
  assert.equal(standing(), "Put away.", "the first one's time took the second away");
});

test("after something was done to the marks, the next mark of the same matter is said", () => {
  const box = boxWith(1, "fuck it", "fuck");
  speech.note(box);
  hear();
  speech.tell("Put away.");
  write(box, "fuck it");
  speech.note(box);
  assert.deepEqual(hear(), ["Put away."], "what was done needs no second word");
  type(box, "fuck it, damn", "damn");
  assert.deepEqual(hear(), [ONE]);
});

test("a summary that is due because of what was done isn't said after it", () => {
  const box = boxWith(1, "fuck it and damn it", "fuck", "damn");
  speech.note(box);
  hear();
  // A fix changes the text first, and is told of in a later frame.
  type(box, "damn it", "damn");
  speech.tell("The text is changed.");
  assert.deepEqual(hear(), ["The text is changed."]);
  type(box, "damn it, fuck", "damn", "fuck");
  assert.deepEqual(hear(), ["2 marks. Not allowed: Profanity"]);
});

test("a box that never had a mark gets no word, and one with marks its own", () => {
  const first = boxWith(1, "fuck it", "fuck");
  speech.note(first);
  hear();
  const clean = boxWith(2, "a quiet day");
  speech.note(clean);
  assert.deepEqual(hear(), []);
  const other = boxWith(3, "damn it", "damn");
  speech.note(other);
  assert.deepEqual(hear(), [ONE]);
  // What was done in one box says nothing of another.
  speech.tell("Put away.");
  hear();
  speech.note(first);
  assert.deepEqual(hear(), [ONE]);
});

test("what a picture tells is said where nothing is marked, and the way to its card once", () => {
  speech.tellOpened("The file is empty.");
  assert.deepEqual(hear(), ["The file is empty. Alt+Period goes to its card"]);
  speech.tellOpened("This picture tells whose it is");
  assert.deepEqual(hear(), ["This picture tells whose it is"]);
  speech.note(boxWith(1, "a quiet day"));
  assert.deepEqual(hear(), []);
});

test("marks that a picture came in between are summarised after it", () => {
  const box = boxWith(1, "fuck it", "fuck");
  speech.note(box);
  pass(600);
  speech.tellOpened("This picture tells whose it is");
  assert.deepEqual(hear(), [
    "This picture tells whose it is. Alt+Period goes to its card",
    `${ONE}. Alt+Period opens the next one`,
  ]);
});

test("after it was stopped nothing is said any more", () => {
  const box = boxWith(1, "fuck it", "fuck");
  speech.note(box);
  speech.tell("Put away.");
  speech.stop();
  assert.deepEqual(hear(), []);
});
