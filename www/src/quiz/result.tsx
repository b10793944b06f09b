/** How a round went: by question, what to read again, and the papers that can be made of it. */
import { policy as policyById } from "clausemark";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { Bars, type Row } from "../parts/chart.js";
import { ClauseLink } from "../parts/finding-list.js";
import { CopyButton, LinkField, useCopying } from "../parts/link.js";
import { addressOf, go } from "../router.js";
import { JUDGEMENTS } from "../scenarios.js";
import { type Answer, isRight, type Mode, newSeed, pointsOf, type Question } from "./round.js";

interface Props {
  questions: readonly Question[];
  answers: readonly Answer[];
  mode: Mode;
  asksClause: boolean;
}

export function Result({ questions, answers, mode, asksClause }: Props) {
  const { place, setting } = useSandbox();
  const [points, most] = scoreOf({ questions, answers, mode, asksClause });
  const clauses = policyById(setting.policy)?.clauses ?? [];
  const again = new Set(
    questions
      .filter((question, at) => question.clause !== "" && !wentWell(question, answers[at] ?? {}, mode))
      .map(({ clause }) => clause),
  );
  const query = { ...place.query, at: "" };
  const link = new URL(addressOf("quiz", "play", query), location.href).href;
  const copying = useCopying(link);
  return (
    <div class="reading">
      <h1>{say("quiz_result")}</h1>
      <p class="score" id="score">
        {mode === "hands" ? say("quiz_score_hands", points, most) : say("quiz_score", points, most)}
      </p>
      <Bars
        title={say("quiz_chart")}
        rows={rowsOf({ questions, answers, mode, asksClause })}
        {...(mode === "person" ? { most: asksClause ? 2 : 1 } : {})}
      />
      <section class="panel" id="again">
        <h2>{say("quiz_again")}</h2>
        {again.size === 0 ? (
          <p>{say("quiz_again_none")}</p>
        ) : (
          <ul class="again">
            {clauses
              .filter(({ id }) => again.has(id))
              .map(({ id, heading, gist }) => (
                <li key={id} class="touched">
                  <ClauseLink policy={setting.policy} clause={id} />
                  <span lang="en">
                    <strong>{heading}</strong> <span class="quiet">{gist}</span>
                  </span>
                </li>
              ))}
          </ul>
        )}
      </section>
      <p class="actions">
        {(["handout", "key", "certificate"] as const).map((kind) => (
          <a key={kind} class="button" id={kind} href={addressOf("quiz", kind, query)}>
            {say(`quiz_paper_${kind}`)}
          </a>
        ))}
      </p>
      <p class="actions">
        <button
          type="button"
          class="primary"
          onClick={() => go("quiz", "play", { ...query, seed: newSeed() })}
        >
          {say("quiz_another")}
        </button>
        <a class="button" href={addressOf("quiz", "", { ...query, seed: "" })}>
          {say("quiz_setup")}
        </a>
        <CopyButton {...copying} />
      </p>
      {copying.isByHand && (
        <div class="panel">
          <LinkField link={link} label={say("quiz_link_by_hand")} field={copying.field} />
        </div>
      )}
      <p class="quiet">{say("quiz_link_help")}</p>
    </div>
  );
}

/** Points and the most there were: answers, or hands. */
export function scoreOf({ questions, answers, mode, asksClause }: Props): [number, number] {
  return questions.reduce<[number, number]>(
    ([points, most], question, at) => {
      const answer = answers[at] ?? {};
      if (mode === "person") {
        const [got, outOf] = pointsOf(question, answer, asksClause);
        return [points + got, most + outOf];
      }
      return [points + (answer.hands?.[question.judgement] ?? 0), most + handsIn(answer)];
    },
    [0, 0],
  );
}

/** Answered rightly, or by at least three of four hands. */
function wentWell(question: Question, answer: Answer, mode: Mode): boolean {
  if (mode === "person") return answer.judgement !== undefined && isRight(question, answer);
  return (answer.hands?.[question.judgement] ?? 0) >= 0.75 * Math.max(1, handsIn(answer));
}

function handsIn({ hands }: Answer): number {
  return JUDGEMENTS.reduce((all, judgement) => all + (hands?.[judgement] ?? 0), 0);
}

function rowsOf({ questions, answers, mode, asksClause }: Props): Row[] {
  return questions.map((question, at) => {
    const answer = answers[at] ?? {};
    const [good, most] =
      mode === "hands"
        ? [answer.hands?.[question.judgement] ?? 0, handsIn(answer)]
        : pointsOf(question, answer, asksClause);
    return {
      label: `${at + 1}. ${question.scenario.title}`,
      parts: [
        { tone: "good", label: say("quiz_chart_right"), value: good },
        { tone: "bad", label: say("quiz_chart_wrong"), value: most - good },
      ],
    };
  });
}
