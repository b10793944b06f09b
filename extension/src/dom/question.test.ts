import assert from "node:assert/strict";
import { test } from "node:test";
import en from "../../_locales/en/messages.json";
import { useWords, wordsFrom } from "../shared/words.js";
import type { Layer } from "./layer.js";
import type { Mark } from "./marks.js";
import { Question } from "./question.js";

/** As much of an element as the question touches. */
class FakeElement {
  className = "";
  tabIndex = 0;
  textContent = "";

  setAttribute(): void {}
  append(): void {}
  replaceChildren(): void {}
}

/** A mark on each word of a text. */
function marksOn(text: string): Mark[] {
  const findings = [{ modality: "prohibited", title: "Profanity" }];
  return [...text.matchAll(/\S+/g)].map(({ 0: word, index: start }) => {
    return { text, start, end: start + word.length, firstStart: start, findings } as unknown as Mark;
  });
}

test("every mark that is asked about is named, however many there are", () => {
  useWords(wordsFrom(en));
  const made: FakeElement[] = [];
  const createElement = () => {
    const element = new FakeElement();
    made.push(element);
    return element;
  };
  const layer = { focused: null, part: () => new FakeElement() };
  const question = new Question(
    { createElement } as unknown as Document,
    layer as unknown as Layer,
    "question",
  );
  const words = Array.from({ length: 12 }, (_, index) => `word${index + 1}`);
  question.ask(marksOn(words.join(" ")), "Model", "light");
  const named = made.map(({ textContent }) => textContent).filter((text) => text.startsWith("“"));
  assert.deepEqual(
    named,
    words.map((word) => `“${word}”: Profanity`),
  );
});
