/** A set of scenarios as charts: what is found in them, and how they are judged. */
import { categories, type Modality } from "clausemark";
import { useMemo } from "preact/hooks";
import { lineOf, MODALITIES, nameOf } from "../../../extension/src/shared/modality.js";
import { say } from "../../../extension/src/shared/words.js";
import { findingsOf } from "../core.js";
import { JUDGEMENTS, keyOf, type Scenario, settingOf, TOPICS, verdictUnder } from "../scenarios.js";
import { Bars, type Part, type Row } from "./chart.js";

interface Props {
  scenarios: readonly Scenario[];
  policy: string;
}

export function SetCharts({ scenarios, policy }: Props) {
  const found = useMemo(() => findingRows(scenarios, policy), [scenarios, policy]);
  return (
    <div class="charts">
      {found.length > 0 ? (
        <Bars title={say("sandbox_chart_findings")} rows={found} />
      ) : (
        <p class="quiet">{say("sandbox_chart_none")}</p>
      )}
      <Bars title={say("sandbox_chart_judgements")} rows={judgementRows(scenarios, policy)} />
    </div>
  );
}

/** A row for each category that is found in any of the posts, the most frequent first. */
function findingRows(scenarios: readonly Scenario[], policy: string): Row[] {
  const counts = new Map<string, Map<Modality, number>>();
  for (const scenario of scenarios) {
    const seen = new Set<string>();
    for (const { category, modality } of findingsOf(scenario.post, settingOf(scenario, policy))) {
      // A post that says it twice is still one post.
      if (!modality || seen.has(category)) continue;
      seen.add(category);
      const row = counts.get(category) ?? new Map<Modality, number>();
      row.set(modality, (row.get(modality) ?? 0) + 1);
      counts.set(category, row);
    }
  }
  const titles = new Map(categories().map(({ id, title }) => [id, title]));
  const rows = [...counts].map(([category, row]) => ({
    label: titles.get(category) ?? category,
    parts: MODALITIES.filter((modality) => row.has(modality)).map(
      (modality): Part => ({
        tone: lineOf(modality),
        label: nameOf(modality),
        value: row.get(modality) ?? 0,
      }),
    ),
  }));
  const sum = ({ parts }: Row) => parts.reduce((all, { value }) => all + value, 0);
  return rows.sort((a, b) => sum(b) - sum(a) || a.label.localeCompare(b.label));
}

const TONES = { fine: "good", careful: "dotted", "not-allowed": "solid" } as const;

function judgementRows(scenarios: readonly Scenario[], policy: string): Row[] {
  return TOPICS.map((topic) => {
    const members = scenarios.filter((scenario) => scenario.topic === topic);
    return {
      label: say(`topic_${topic}`),
      parts: JUDGEMENTS.map(
        (judgement): Part => ({
          tone: TONES[judgement],
          label: say(`judgement_${keyOf(judgement)}`),
          value: members.filter((one) => verdictUnder(one, policy)?.judgement === judgement).length,
        }),
      ),
    };
  }).filter(({ parts }) => parts.some(({ value }) => value > 0));
}
