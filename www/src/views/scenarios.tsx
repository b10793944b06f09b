/** The first view: a list of scenarios, and beside it the one that is open, ready to be judged. */
import { useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { Choice } from "../parts/setting-strip.js";
import { addressOf, go } from "../router.js";
import { choose, type Scenario, TOPICS, verdictUnder } from "../scenarios.js";
import { Stage } from "./stage.js";

export function ScenariosView() {
  const { place, setting, scenarios } = useSandbox();
  const [search, setSearch] = useState("");
  const { topic = "", all = "" } = place.query;
  const listed = choose(scenarios, topic, all ? "" : setting.policy).filter(matching(search));
  // The one that is asked for stays open whatever the list is narrowed to; else one that has something to reveal.
  const open =
    scenarios.find(({ id }) => id === place.item) ??
    listed.find((one) => verdictUnder(one, setting.policy)?.judgement === "not-allowed") ??
    listed[0] ??
    scenarios[0];
  const narrow = (change: Record<string, string>) =>
    go("scenarios", place.item, { ...place.query, ...change }, true);
  if (!open) return <p>{say("sandbox_no_scenarios")}</p>;
  const at = listed.indexOf(open);
  const next = listed[at + 1] ?? listed[0];
  return (
    <>
      <h1>{say("sandbox_scenarios_title")}</h1>
      <div class="two-panes">
        <nav class="scenario-list" aria-label={say("sandbox_view_scenarios")}>
          <details class="narrowing" open={matchMedia("(min-width: 800px)").matches}>
            <summary>{sayCount("sandbox_scenarios_listed", listed.length)}</summary>
            <Choice
              id="topic"
              label={say("sandbox_topic")}
              value={topic}
              options={[
                ["", say("sandbox_topic_all")],
                ...TOPICS.map((id) => [id, say(`topic_${id}`)] as [string, string]),
              ]}
              choose={(value) => narrow({ topic: value })}
            />
            <label class="field" htmlFor="search">
              <span>{say("sandbox_search")}</span>
              <input
                id="search"
                type="search"
                autocomplete="off"
                value={search}
                onInput={(event) => setSearch(event.currentTarget.value)}
              />
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={all !== ""}
                onChange={(event) => narrow({ all: event.currentTarget.checked ? "yes" : "" })}
              />
              <span>{say("sandbox_all_policies")}</span>
            </label>
            <List scenarios={listed} open={open} query={place.query} />
            <a class="quiet" href={addressOf("overview", "", { topic, policy: setting.policy })}>
              {say("sandbox_overview_link")}
            </a>
          </details>
        </nav>
        <Stage key={open.id} scenario={open} next={next} />
      </div>
    </>
  );
}

interface ListProps {
  scenarios: readonly Scenario[];
  open: Scenario;
  query: Record<string, string>;
}

function List({ scenarios, open, query }: ListProps) {
  if (scenarios.length === 0) return <p class="quiet">{say("sandbox_scenarios_none")}</p>;
  const groups = TOPICS.map((topic) => [topic, scenarios.filter((one) => one.topic === topic)] as const);
  return (
    <>
      {groups.map(
        ([topic, members]) =>
          members.length > 0 && (
            <section key={topic}>
              <h2>{say(`topic_${topic}`)}</h2>
              <ul>
                {members.map(({ id, title, kind }) => (
                  <li key={id}>
                    <a
                      href={addressOf("scenarios", id, query)}
                      aria-current={id === open.id ? "true" : undefined}
                      data-id={id}
                    >
                      {title}
                      <small>{say(`kind_${kind}`)}</small>
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ),
      )}
    </>
  );
}

function matching(search: string): (scenario: Scenario) => boolean {
  const wanted = search.trim().toLocaleLowerCase();
  return ({ title, situation, post }) =>
    [title, situation, post].some((text) => text.toLocaleLowerCase().includes(wanted));
}
