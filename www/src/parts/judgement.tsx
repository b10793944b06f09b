/** The three answers to "may this be posted?", each with its own shape, so that no answer is told by colour alone. */

import type { Judgement } from "clausemark-scenario";
import { say } from "../../../extension/src/shared/words.js";
import { JUDGEMENTS, keyOf } from "../scenarios.js";

const SHAPES: Record<Judgement, string> = {
  fine: "M4 12.5l5 5L20 6.5",
  careful: "M12 5v9M12 18v.5",
  "not-allowed": "M6 6l12 12M18 6L6 18",
};

/** The sign of a judgement; a word stands beside it. */
export function JudgementSign({ judgement }: { judgement: Judgement }) {
  return (
    <svg class={`sign sign-${judgement}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[judgement]} />
    </svg>
  );
}

/** A judgement as its sign and its word. */
export function JudgementWord({ judgement }: { judgement: Judgement }) {
  return (
    <strong class={`judgement judgement-${judgement}`} data-judgement={judgement}>
      <JudgementSign judgement={judgement} />
      {/* A sentence beside it stands level with the word, not with the sign's lower edge. */}
      <span style={{ alignSelf: "baseline" }}>{say(`judgement_${keyOf(judgement)}`)}</span>
    </strong>
  );
}

interface Props {
  chosen?: Judgement | undefined;
  choose(judgement: Judgement): void;
}

/** The three as buttons. */
export function JudgementButtons({ chosen, choose }: Props) {
  return (
    <div class="judgements">
      {JUDGEMENTS.map((judgement) => (
        <button
          key={judgement}
          type="button"
          class="judge"
          data-judgement={judgement}
          aria-pressed={chosen === undefined ? undefined : chosen === judgement}
          onClick={() => choose(judgement)}
        >
          <JudgementSign judgement={judgement} />
          {say(`judgement_${keyOf(judgement)}`)}
        </button>
      ))}
    </div>
  );
}
