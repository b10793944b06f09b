/** One step of one scenario. One thing at a time: what came before stays only as far as it is needed to follow. */
import type { Finding } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { ModalityMark } from "../../../extension/src/pages/parts.js";
import { say } from "../../../extension/src/shared/words.js";
import { JudgementSign, JudgementWord } from "../parts/judgement.js";
import { MarkedText, stretchesOf } from "../parts/marked-text.js";
import { JUDGEMENTS, keyOf, type Scenario, verdictUnder } from "../scenarios.js";
import type { Hands, Step } from "./show.js";

interface Props {
  scenario: Scenario;
  step: Step;
  findings: readonly Finding[];
  policy: string;
  hands: Hands;
  raise(judgement: Judgement): void;
}

/** Clauses on one slide; more can't be read from the back row. */
const MOST_CLAUSES = 3;

export function Slide(props: Props) {
  const { scenario, step, findings, policy } = props;
  const verdict = verdictUnder(scenario, policy);
  // The longer the post, the less room there is for large letters.
  const size = scenario.post.length > 260 ? "long" : scenario.post.length > 120 ? "medium" : "short";
  if (step === "better") {
    return (
      <div class={`slide-${size}`}>
        <h1>{say("sandbox_better")}</h1>
        <blockquote class="slide-post better" lang="en">
          <p>{scenario.better}</p>
        </blockquote>
        <p class="slide-teaches">{scenario.teaches}</p>
      </div>
    );
  }
  const isRevealed = step === "marks" || step === "clauses";
  return (
    <div class={`slide-${size}`}>
      <p class="slide-situation">{scenario.situation}</p>
      <blockquote class="slide-post" lang="en">
        <MarkedText text={scenario.post} findings={isRevealed ? findings : []} numbered={isRevealed} />
      </blockquote>
      {step === "judge" && <Question {...props} />}
      {step === "marks" && (
        <p class="slide-verdict">
          {verdict ? <JudgementWord judgement={verdict.judgement} /> : say("sandbox_not_taught")}
          {findings.length === 0 && <span>{say("sandbox_silent")}</span>}
          <Counted hands={props.hands} />
        </p>
      )}
      {step === "clauses" && <Clauses {...props} />}
    </div>
  );
}

function Question({ hands, raise }: Props) {
  return (
    <div class="slide-question">
      <p>{say("sandbox_question")}</p>
      <div class="judgements">
        {JUDGEMENTS.map((judgement) => (
          <button
            key={judgement}
            type="button"
            class="judge"
            data-judgement={judgement}
            onClick={() => raise(judgement)}
          >
            <JudgementSign judgement={judgement} />
            {say(`judgement_${keyOf(judgement)}`)}
            {hands[judgement] > 0 && <span class="hands">{hands[judgement]}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}

/** What the class said, if hands were counted. */
function Counted({ hands }: { hands: Hands }) {
  const counted = JUDGEMENTS.filter((judgement) => hands[judgement] > 0);
  if (counted.length === 0) return null;
  const words = counted.map((judgement) => `${say(`judgement_${keyOf(judgement)}`)} ${hands[judgement]}`);
  return <span>{say("present_hands", words.join(" · "))}</span>;
}

function Clauses({ findings, scenario }: Props) {
  if (findings.length === 0) return <p class="slide-teaches">{scenario.teaches}</p>;
  const seen = new Set<string>();
  const entries = stretchesOf(findings).flatMap(({ findings: here }, at) =>
    here.flatMap(({ clauses }) => clauses.slice(0, 1).map((clause) => ({ clause, number: at + 1 }))),
  );
  const first = entries.filter(({ clause }) => !seen.has(clause.clause) && seen.add(clause.clause));
  return (
    <ol class="slide-clauses">
      {first.slice(0, MOST_CLAUSES).map(({ clause, number }) => (
        <li key={clause.clause}>
          <span class="mark-number">{number}</span>
          <div>
            <p>
              <strong>{clause.clause}</strong> <ModalityMark modality={clause.modality} />
            </p>
            <p lang="en">{clause.gist}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}
