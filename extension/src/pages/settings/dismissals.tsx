/** What was put away: by rule and day, never by its words. */
import type { Dismissal } from "../../shared/choices.js";
import { changeDismissals } from "../../shared/settings.js";
import { say } from "../../shared/words.js";
import { RULES_LANGUAGE } from "../parts.js";
import { Panel, type PanelProps } from "./panel.js";

/** A list with a way back for each, and for all. */
export function DismissalPanel({ dismissals, names, report }: PanelProps & { dismissals: Dismissal[] }) {
  const bringBack = (hash: string) =>
    report(() => changeDismissals((kept) => kept.filter((other) => other.hash !== hash)));
  return (
    <Panel place="dismissals" help={dismissals.length === 0 ? say("settings_dismissals_none") : undefined}>
      {dismissals.length > 0 && (
        <ul class="rows">
          {dismissals.map(({ hash, category, reason, day }) => (
            <li key={hash}>
              <span>
                <span lang={RULES_LANGUAGE}>{names.get(category) ?? category}</span>
                <span class="quiet">
                  <br />
                  {say(`reason_${reason.replace("-", "_")}`)}, {day}
                </span>
              </span>
              <button type="button" onClick={() => void bringBack(hash)}>
                {say("bring_back")}
              </button>
            </li>
          ))}
        </ul>
      )}
      {dismissals.length > 1 && (
        <div class="buttons">
          <button type="button" onClick={() => void report(() => changeDismissals(() => []))}>
            {say("bring_back_all")}
          </button>
        </div>
      )}
    </Panel>
  );
}
