/** Presenting: what is to be shown is chosen first, then it fills the screen. */
import { useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { loadOwn } from "../own.js";
import { Choice, PolicyChoice } from "../parts/setting-strip.js";
import { KeyList } from "../present/keys.js";
import { PresentScreen } from "../present/screen.js";
import { addressOf, go } from "../router.js";
import { TOPICS } from "../scenarios.js";
import { openerOf, setOf } from "../set.js";

export function PresentView() {
  const sandbox = useSandbox();
  const { place, setting, change } = sandbox;
  const [hasOwn] = useState(() => loadOwn().scenarios.length > 0);
  const scenarios = setOf(sandbox);
  const { topic = "", set = "" } = place.query;
  const opener = openerOf(sandbox, scenarios);
  const shown = opener ? [opener, ...scenarios] : scenarios;
  if (place.item && shown.length > 0) return <PresentScreen scenarios={shown} opener={opener?.id ?? ""} />;
  const first = scenarios[0];
  const narrow = (query: Record<string, string>) => go("present", "", { ...place.query, ...query }, true);
  return (
    <div class="reading">
      <h1>{say("present_title")}</h1>
      <p class="intro">{say("present_intro")}</p>
      <div class="stack">
        <PolicyChoice policy={setting.policy} setPolicy={(policy) => change({ policy })} />
        <Choice
          id="set"
          label={say("present_set")}
          value={set === "own" ? "own" : topic}
          options={[
            ["", say("sandbox_topic_all")],
            ...TOPICS.map((id) => [id, say(`topic_${id}`)] as [string, string]),
            ...(hasOwn ? [["own", say("sandbox_view_own")] as [string, string]] : []),
          ]}
          choose={(value) => narrow(value === "own" ? { set: "own", topic: "" } : { set: "", topic: value })}
        />
        <p class="quiet">{sayCount("sandbox_scenarios_listed", scenarios.length)}</p>
        <p class="actions">
          {first && (
            <a
              class="button primary"
              id="start"
              href={addressOf("present", first.id, place.query)}
              onClick={() => {
                // Where the browser allows it; without it the show fills the window.
                document.documentElement.requestFullscreen?.().catch(() => undefined);
              }}
            >
              {say("present_start")}
            </a>
          )}
          <NotesButton />
        </p>
        <KeyList />
      </div>
    </div>
  );
}

/** Opens the second window; it stays on the trainer's own screen. */
function NotesButton() {
  return (
    <button
      type="button"
      id="open-notes"
      onClick={() => open(addressOf("notes"), "clausemark-notes", "width=760,height=680")}
    >
      {say("present_open_notes")}
    </button>
  );
}
