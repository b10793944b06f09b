/** How every page of the extension begins: words, the wasm module, then the page or a plain sentence. */
import { type ComponentChild, render } from "preact";
import { browser } from "../shared/browser.js";
import type { Choices } from "../shared/choices.js";
import { loadSettings } from "../shared/settings.js";
import { loadWasm, usePoliciesOf } from "../shared/wasm.js";
import { browserLanguage, readWords, say, useWords, wordsFrom } from "../shared/words.js";
import { followOrganisation } from "./organisation.js";

/** Renders what `make` returns once the checker's module is there. */
export async function startPage(
  title: string,
  make: (choices: Choices) => Promise<ComponentChild>,
): Promise<void> {
  const settings = await loadSettings();
  const { choices } = settings;
  usePoliciesOf(settings.organisation);
  followOrganisation(settings);
  const language = choices.language || browserLanguage();
  document.documentElement.lang = language;
  useWords(wordsFrom(await readWords(language)));
  document.title = title === "name" ? say("name") : `${say(title)} · ${say("name")}`;
  try {
    await loadWasm(browser.runtime.getURL("clausemark_bg.wasm"));
    render(await make(choices), document.body);
  } catch {
    render(
      <main class="page narrow">
        <p class="warning">{say("no_core")}</p>
      </main>,
      document.body,
    );
  }
}

/** Where the summaries and findings are in another language than the page. */
export function LanguageNote() {
  if (document.documentElement.lang === "en") return null;
  return <p class="quiet">{say("rules_language")}</p>;
}
