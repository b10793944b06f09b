/** What is marked: how sure a finding must be, and which matters. */
import type { CategoryDocument } from "clausemark";
import type { ComponentChildren } from "preact";
import { CONFIDENCES } from "../../shared/choices.js";
import { say, sayCount } from "../../shared/words.js";
import { Held } from "../organisation.js";
import { Check, Choice, RULES_LANGUAGE, Switch } from "../parts.js";
import { Panel, type PanelProps } from "./panel.js";

/** Sureness, the learned scorer, and a box to tick for each category. */
export function RulesPanel({ choices, change, categories }: PanelProps & { categories: CategoryDocument[] }) {
  const turn = (category: string, on: boolean) =>
    change((now) => {
      const others = now.off.filter((other) => other !== category);
      return { ...now, off: on ? others : [...others, category] };
    });
  const kinds = [...new Set(categories.map(({ id }) => kindOf(id)))];
  const off = categories.filter(({ id }) => choices.off.includes(id)).length;
  return (
    <Panel place="rules">
      <Held setting="least">
        <Choice
          label={say("settings_least")}
          name="least"
          value={choices.least}
          options={CONFIDENCES.map((least) => [least, say(`least_${least}`)] as const)}
          choose={(least) => void change((now) => ({ ...now, least }))}
        />
      </Held>
      <Held setting="scorer">
        <Switch
          label={say("settings_scorer")}
          help={say("settings_scorer_help")}
          isOn={choices.scorer}
          turn={(scorer) => void change((now) => ({ ...now, scorer }))}
        />
      </Held>
      <Held setting="off">
        <details open={off > 0}>
          <summary>{off === 0 ? say("settings_off_none") : sayCount("settings_off", off)}</summary>
          <p class="quiet">{say("settings_off_help")}</p>
          <div class="categories">
            {kinds.map((kind) => (
              <Kind key={kind} kind={kind}>
                {categories
                  .filter(({ id }) => kindOf(id) === kind)
                  .map(({ id, title }) => (
                    <Check
                      key={id}
                      name={id}
                      isOn={!choices.off.includes(id)}
                      turn={(on) => void turn(id, on)}
                    >
                      <span lang={RULES_LANGUAGE}>{title}</span>
                    </Check>
                  ))}
              </Kind>
            ))}
          </div>
        </details>
      </Held>
    </Panel>
  );
}

function Kind({ kind, children }: { kind: string; children: ComponentChildren }) {
  return (
    <>
      <h3>{say(`kind_${kind}`)}</h3>
      {children}
    </>
  );
}

/** The kind of matter that a category belongs to: the part of its id before the dot. */
function kindOf(category: string): string {
  return category.split(".")[0] ?? category;
}
