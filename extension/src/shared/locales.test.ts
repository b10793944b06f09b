import assert from "node:assert/strict";
import { test } from "node:test";
import en from "../../_locales/en/messages.json";
import es from "../../_locales/es/messages.json";
import { LANGUAGES } from "./choices.js";
import type { MessageFile } from "./words.js";

const FILES: Record<string, MessageFile> = { en, es };

test("there is a file for every language that can be chosen", () => {
  assert.deepEqual(Object.keys(FILES), [...LANGUAGES]);
});

test("every language has the same messages with the same places to fill", () => {
  const places = (file: MessageFile) =>
    Object.fromEntries(
      Object.entries(file)
        .map(([key, { message }]) => [key, [...new Set(message.match(/\$\d/g))].sort().join()] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    );
  for (const file of Object.values(FILES)) assert.deepEqual(places(file), places(FILES.en as MessageFile));
});

test("no message is empty or shouts, and few are the same in both languages", () => {
  for (const [language, file] of Object.entries(FILES)) {
    for (const [key, { message }] of Object.entries(file)) {
      assert.ok(message.trim(), `${language} ${key} is empty`);
      assert.doesNotMatch(message, /[!¡]/, `${language} ${key}`);
    }
  }
  const same = Object.keys(en).filter((key) => FILES.en?.[key]?.message === FILES.es?.[key]?.message);
  assert.ok(
    same.every((key) => /^(name|card_label|other_reason|clause_number|speech_mark|ask_mark)$/.test(key)),
    `not translated: ${same}`,
  );
});
