/** What a round is about, and how the class answers. */
import { categories } from "clausemark";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { loadOwn } from "../own.js";
import { Choice, PolicyChoice } from "../parts/setting-strip.js";
import { go } from "../router.js";
import { TOPICS } from "../scenarios.js";
import { settingQuery } from "../setting.js";
import { newSeed } from "./round.js";

const COUNTS = ["5", "10", "20", "99"];

export function Setup({ count }: { count: number }) {
  const { place, setting, change } = useSandbox();
  const { topics = "", category = "", set = "", n = "10", mode = "person", clause = "yes" } = place.query;
  const wanted = topics.split(",").filter(Boolean);
  const narrow = (query: Record<string, string>) =>
    go("quiz", "", { ...place.query, ...query, seed: "" }, true);
  const toggle = (topic: string) => {
    const next = wanted.includes(topic) ? wanted.filter((one) => one !== topic) : [...wanted, topic];
    narrow({ topics: next.join(",") });
  };
  const begin = () =>
    go("quiz", "play", { ...place.query, ...settingQuery(setting), n, mode, clause, seed: newSeed() });
  return (
    <div class="reading">
      <h1>{say("sandbox_view_quiz")}</h1>
      <p class="intro">{say("quiz_intro")}</p>
      <div class="stack">
        <PolicyChoice policy={setting.policy} setPolicy={(policy) => change({ policy })} />
        {loadOwn().scenarios.length > 0 && (
          <Choice
            id="set"
            label={say("present_set")}
            value={set}
            options={[
              ["", say("quiz_builtin")],
              ["own", say("sandbox_view_own")],
            ]}
            choose={(value) => narrow({ set: value })}
          />
        )}
        <fieldset class="checks">
          <legend>{say("quiz_topics")}</legend>
          {TOPICS.map((topic) => (
            <label class="check" key={topic}>
              <input
                type="checkbox"
                name={topic}
                checked={wanted.includes(topic)}
                onChange={() => toggle(topic)}
              />
              <span>{say(`topic_${topic}`)}</span>
            </label>
          ))}
        </fieldset>
        <Choice
          id="category"
          label={say("quiz_category")}
          value={category}
          options={[
            ["", say("quiz_category_all")],
            ...categories().map(({ id, title }) => [id, title] as [string, string]),
          ]}
          choose={(value) => narrow({ category: value })}
        />
        <div class="pair">
          <Choice
            id="count"
            label={say("quiz_count")}
            value={n}
            options={COUNTS.map((one) => [one, one === "99" ? say("quiz_count_all") : one])}
            choose={(value) => narrow({ n: value })}
          />
          <Choice
            id="mode"
            label={say("quiz_mode")}
            value={mode}
            options={["person", "hands"].map((one) => [one, say(`quiz_mode_${one}`)])}
            choose={(value) => narrow({ mode: value })}
          />
        </div>
        <label class="check">
          <input
            type="checkbox"
            id="clause"
            checked={clause === "yes"}
            onChange={(event) => narrow({ clause: event.currentTarget.checked ? "yes" : "no" })}
          />
          <span>{say("quiz_ask_clause")}</span>
        </label>
        <p class="actions">
          <button type="button" class="primary" id="begin" disabled={count === 0} onClick={begin}>
            {say("quiz_begin")}
          </button>
          <span class="quiet">{sayCount("quiz_ready", count)}</span>
        </p>
        <p class="quiet">{say("quiz_privacy")}</p>
      </div>
    </div>
  );
}
