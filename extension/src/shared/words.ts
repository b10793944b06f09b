/**
 * The words on the screen. They stand in `_locales/<language>/messages.json`. The writer may choose another
 * language than the browser's, so pages read the file themselves; the sandbox has it bundled.
 */
import { browser } from "./browser.js";
import { LANGUAGES, type Language } from "./choices.js";

export type Lookup = (key: string, substitutions: string[]) => string;

let lookup: Lookup = (key) => key;

/** Says where messages come from; called once by each entry point before anything is drawn. */
export function useWords(source: Lookup): void {
  lookup = source;
}

/** The message called `key`, with `$1`, `$2`… replaced. */
export function say(key: string, ...substitutions: (string | number)[]): string {
  return lookup(key, substitutions.map(String));
}

/** The message for a number of things: `key_one` for exactly one, `key_other` for any other number. */
export function sayCount(key: string, count: number, ...more: string[]): string {
  return say(count === 1 ? `${key}_one` : `${key}_other`, count, ...more);
}

/** A messages file: the message by its key. */
export type MessageFile = Record<string, { message: string }>;

/** A lookup in a bundled messages file, for pages that have no extension around them. */
export function wordsFrom(file: MessageFile): Lookup {
  return (key, substitutions) =>
    (file[key]?.message ?? key).replace(
      /\$(\d)/g,
      (_, digit: string) => substitutions[Number(digit) - 1] ?? "",
    );
}

/** The browser's own language, if the words are there in it; otherwise English. */
export function browserLanguage(): Language {
  const own = browser.i18n.getUILanguage().slice(0, 2);
  return LANGUAGES.find((language) => language === own) ?? "en";
}

/** The messages of a language, for a page or the worker of the extension. */
export async function readWords(language: Language): Promise<MessageFile> {
  const file = await fetch(browser.runtime.getURL(`_locales/${language}/messages.json`));
  return (await file.json()) as MessageFile;
}

/** The messages of a language that was chosen; undefined where the browser's own will do. */
export async function wordsFor(chosen: Language | ""): Promise<MessageFile | undefined> {
  return chosen && chosen !== browserLanguage() ? readWords(chosen) : undefined;
}
