/** What happens around a post besides the marks, and the language of the pages. */
import { LANGUAGES, type Language } from "../../shared/choices.js";
import { say } from "../../shared/words.js";
import { Held } from "../organisation.js";
import { Choice, Switch } from "../parts.js";
import { Panel, type PanelProps } from "./panel.js";

/** Each language by its own name, so that it is found by those who read no other. */
const NAMES: Record<Language, string> = { en: "English", es: "Español" };

/** The question before posting, pictures, language. */
export function WritingPanel({ choices, change }: PanelProps) {
  const setLanguage = async (language: Language | "") => {
    const isSaved = await change((now) => ({ ...now, language }));
    // Every word on the page changes.
    if (isSaved) location.reload();
  };
  return (
    <Panel place="writing">
      <Held setting="askBeforePosting">
        <Switch
          label={say("settings_ask")}
          help={say("settings_ask_help")}
          isOn={choices.askBeforePosting}
          turn={(askBeforePosting) => void change((now) => ({ ...now, askBeforePosting }))}
        />
      </Held>
      <Held setting="photos">
        <Switch
          label={say("settings_photos")}
          help={say("settings_photos_help")}
          isOn={choices.photos}
          turn={(photos) => void change((now) => ({ ...now, photos }))}
        />
      </Held>
      <div>
        <Choice
          label={say("settings_language")}
          name="language"
          value={choices.language}
          options={[
            ["", say("language_browser")],
            ...LANGUAGES.map((language) => [language, NAMES[language]] as const),
          ]}
          choose={(language) => void setLanguage(language)}
        />
        <p class="quiet">{say("settings_language_help")}</p>
      </div>
    </Panel>
  );
}
