/** How every page of the extension begins: words, the wasm module, then the page or a plain sentence. */
import { type ComponentChild, render } from "preact";
import { browser } from "../shared/browser.js";
import { loadWasm } from "../shared/wasm.js";
import { say, useWords } from "../shared/words.js";

/** Renders what `make` returns once the checker's module is there. */
export async function startPage(title: string, make: () => Promise<ComponentChild>): Promise<void> {
  useWords((key, substitutions) => browser.i18n.getMessage(key, substitutions));
  document.documentElement.lang = browser.i18n.getUILanguage();
  document.title = title === "name" ? say("name") : `${say(title)} · ${say("name")}`;
  try {
    await loadWasm(browser.runtime.getURL("clausemark_bg.wasm"));
    render(await make(), document.body);
  } catch {
    render(
      <main class="page narrow">
        <p class="warning">{say("no_core")}</p>
      </main>,
      document.body,
    );
  }
}
