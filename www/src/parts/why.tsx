/** The engine's reasoning in plain words: what was noticed, what spoke for and against it, which safe harbour was weighed. */
import { categories, detectors, type Explanation, type Finding, type Hit } from "clausemark";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { keyOf } from "../scenarios.js";

/** Hits of the same matter on overlapping words are one entry; the one that weighs most speaks. */
function matters(hits: readonly Hit[]): Hit[] {
  const best: Hit[] = [];
  for (const hit of [...hits].sort((a, b) => b.points - a.points)) {
    const isTold = best.some(
      (other) => other.category === hit.category && other.start < hit.end && hit.start < other.end,
    );
    if (!isTold) best.push(hit);
  }
  return best.sort((a, b) => a.start - b.start);
}

export function Why({ explanation }: { explanation: Explanation | undefined }) {
  if (!explanation) return <p class="quiet">{say("why_empty")}</p>;
  const { findings, hits, harbours } = explanation;
  const titles = new Map(categories().map(({ id, title }) => [id, title]));
  const matterOf = new Map(detectors().map(({ id, title }) => [id, title]));
  const shown = matters(hits).filter(({ outcome }) => outcome !== "off");
  return (
    <section class="panel why">
      <h2>{say("why_title")}</h2>
      <p class="quiet">{say("why_english")}</p>
      {shown.length === 0 && <p>{say("why_nothing")}</p>}
      <ol>
        {shown.map((hit) => (
          <li class="matter" key={`${hit.category} ${hit.start} ${hit.end}`} data-outcome={hit.outcome}>
            <p class="words">“{hit.text}”</p>
            <h3 lang="en">
              {titles.get(hit.category)}
              {matterOf.get(hit.detector) !== titles.get(hit.category) && `: ${matterOf.get(hit.detector)}`}
            </h3>
            <p>{say(isShown(hit, findings) ? `why_${keyOf(hit.outcome)}` : "why_no_clause")}</p>
            <Points hit={hit} />
            {hit.telling && (
              <p class="quiet">
                {say("why_telling", hit.telling.map(({ text, share }) => `“${text}” ${share} %`).join(", "))}
              </p>
            )}
          </li>
        ))}
      </ol>
      {harbours.length > 0 && (
        <>
          <h2>{say("why_harbours")}</h2>
          <ul>
            {harbours.map(({ id, title, message }) => {
              const held = hits.filter(({ heldBy }) => heldBy === id).length;
              return (
                <li class="matter" key={id} data-harbour={id}>
                  <h3 lang="en">{title}</h3>
                  <p lang="en">{message}</p>
                  <p class="quiet">{held > 0 ? sayCount("why_held", held) : say("why_held_none")}</p>
                </li>
              );
            })}
          </ul>
        </>
      )}
    </section>
  );
}

/** Whether what became of a hit is what one sees: without a clause that speaks of it, nothing is marked. */
function isShown({ outcome, category, start, end }: Hit, findings: readonly Finding[]): boolean {
  if (!["likely", "possible", "lowered"].includes(outcome)) return true;
  return findings.some(
    (finding) =>
      finding.category === category &&
      // A mark may take one word more along.
      finding.evidence.some((words) => words.start === start && words.end >= end),
  );
}

/** What spoke for a hit and what against it, with the points that each weighs. */
function Points({ hit }: { hit: Hit }) {
  const rows: [string, number][] = [[say("why_words"), hit.weight]];
  for (const { title, points } of hit.cues) rows.push([title, points]);
  if (hit.secondSign !== 0) rows.push([say("why_second"), hit.secondSign]);
  const sides = [
    ["for", rows.filter(([, points]) => points > 0)],
    ["against", rows.filter(([, points]) => points < 0)],
  ] as const;
  return (
    <div class="points">
      {sides.map(
        ([side, members]) =>
          members.length > 0 && (
            <div class={side} key={side}>
              <strong>{say(`why_${side}`)}</strong>
              <ul>
                {members.map(([what, points]) => (
                  <li class="point" key={what}>
                    <span class="number">{points > 0 ? `+${points}` : `−${-points}`}</span>
                    <span>{what}</span>
                  </li>
                ))}
              </ul>
            </div>
          ),
      )}
    </div>
  );
}
