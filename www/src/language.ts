/** English or Spanish, independent of the browser's language once chosen. English comes with the page, Spanish when asked for. */
import shared from "../../extension/_locales/en/messages.json";
import { LANGUAGES, type Language } from "../../extension/src/shared/choices.js";
import { useWords, wordsFrom } from "../../extension/src/shared/words.js";
import { keep, lasting, recall } from "./store.js";
import own from "./words/en.json";

const KEY = "language";
const english = { ...shared, ...own };

/** The language chosen last time, or the browser's first that there is. */
export function chosenLanguage(): Language {
  const stored = recall(lasting(), KEY);
  const wanted = [stored, ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return LANGUAGES.find((language) => language === wanted.find((tag) => isLanguage(tag))) ?? "en";
}

/** Speaks this language from now on; what is missing in it is said in English. */
export async function speak(language: Language): Promise<void> {
  const words = language === "es" ? { ...english, ...(await import("./words/es.js")).spanish } : english;
  useWords(wordsFrom(words));
  document.documentElement.lang = language;
}

/** Keeps the choice for the next visit. */
export function keepLanguage(language: Language): void {
  keep(lasting(), KEY, language);
}

function isLanguage(tag: unknown): tag is Language {
  return LANGUAGES.some((language) => language === tag);
}
