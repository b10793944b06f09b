/**
 * The trainer's sandbox: scenarios, free writing, a table of policies, a presentation and a quiz, with the extension's own DOM
 * code and the same wasm. Works from any static server, and as a page of the extension; asks for its own files only.
 */
import { render } from "preact";
import { say } from "../../extension/src/shared/words.js";
import { App } from "./app.js";
import { loadCore } from "./core.js";
import { chosenLanguage, speak } from "./language.js";
import { keepOffline } from "./offline.js";
import { loadScenarios } from "./scenarios.js";

async function begin(): Promise<void> {
  const language = chosenLanguage();
  const words = speak(language);
  try {
    const [scenarios] = await Promise.all([loadScenarios(language), loadCore(), words]);
    render(<App language={language} scenarios={scenarios} />, document.body);
  } catch {
    await words.catch(() => undefined);
    render(<p class="sandbox warning">{say("sandbox_no_core")}</p>, document.body);
    return;
  }
  keepOffline();
}

void begin();
