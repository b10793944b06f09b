/** What a set of scenarios covers: findings by matter and modality, judgements by topic. */
import { useMemo } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { SetCharts } from "../parts/set-charts.js";
import { addressOf } from "../router.js";
import { choose } from "../scenarios.js";

export function OverviewView() {
  const { place, setting, scenarios } = useSandbox();
  const { topic = "" } = place.query;
  const set = useMemo(() => choose(scenarios, topic, setting.policy), [scenarios, topic, setting.policy]);
  return (
    <>
      <h1>{say("sandbox_view_overview")}</h1>
      <p class="intro">
        {sayCount("sandbox_scenarios_listed", set.length)}{" "}
        {topic && `${say("sandbox_topic")}: ${say(`topic_${topic}`)}.`}
      </p>
      <SetCharts scenarios={set} policy={setting.policy} />
      <p class="actions">
        <a class="button" href={addressOf("scenarios", "", place.query)}>
          {say("sandbox_view_scenarios")}
        </a>
        <a class="button" href={addressOf("quiz", "", place.query)}>
          {say("sandbox_view_quiz")}
        </a>
      </p>
    </>
  );
}
