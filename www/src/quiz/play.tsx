/** One question after the other: the post, the judgement, the clause, and at once what is right. */
import { policy as policyById } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { FindingList } from "../parts/finding-list.js";
import { JudgementButtons, JudgementWord } from "../parts/judgement.js";
import { MarkedText } from "../parts/marked-text.js";
import { MockPost } from "../parts/mock-post.js";
import { type Hands, NO_HANDS } from "../present/show.js";
import { go } from "../router.js";
import { JUDGEMENTS, keyOf } from "../scenarios.js";
import { type Answer, isRight, type Mode, type Question } from "./round.js";

interface Props {
  questions: readonly Question[];
  answers: readonly Answer[];
  mode: Mode;
  asksClause: boolean;
  answer(at: number, answer: Answer): void;
}

export function Play({ questions, answers, mode, asksClause, answer }: Props) {
  const { place } = useSandbox();
  const at = Math.min(Math.max(1, Number(place.query.at) || 1), questions.length) - 1;
  const question = questions[at] as Question;
  const given = answers[at] ?? {};
  const head = useRef<HTMLHeadingElement>(null);
  // A right "careful" or "not allowed" is followed by the clause; anything else is answered.
  const wantsClause =
    mode === "person" &&
    asksClause &&
    given.judgement !== undefined &&
    given.judgement !== "fine" &&
    question.clause !== "" &&
    given.clause === undefined;
  const isDone = mode === "hands" ? given.hands !== undefined : given.judgement !== undefined && !wantsClause;
  const isLast = at + 1 === questions.length;
  useEffect(() => head.current?.focus(), [at]);
  const onward = () =>
    isLast
      ? go("quiz", "result", { ...place.query, at: "" })
      : go("quiz", "play", { ...place.query, at: String(at + 2) });
  const { scenario } = question;
  return (
    <div class="reading quiz" data-question={scenario.id} data-done={isDone}>
      <p class="bar">
        <span class="quiet">{say("quiz_where", at + 1, questions.length)}</span>
        <progress value={at + (isDone ? 1 : 0)} max={questions.length} aria-label={say("quiz_progress")} />
      </p>
      <h1 tabIndex={-1} ref={head}>
        {say("sandbox_question")}
      </h1>
      <p class="situation">{scenario.situation}</p>
      <MockPost kind={scenario.kind} account={scenario.account}>
        <div lang="en">
          <MarkedText text={scenario.post} findings={isDone ? question.findings : []} numbered />
        </div>
      </MockPost>
      {!isDone && mode === "hands" && (
        <CountHands key={scenario.id} count={(hands) => answer(at, { hands })} />
      )}
      {mode === "person" && given.judgement === undefined && (
        <JudgementButtons choose={(judgement) => answer(at, { judgement })} />
      )}
      {wantsClause && (
        <ClauseQuestion question={question} choose={(clause) => answer(at, { ...given, clause })} />
      )}
      {isDone && <Feedback question={question} given={given} mode={mode} />}
      <p class="actions">
        {at > 0 && (
          <button type="button" onClick={() => go("quiz", "play", { ...place.query, at: String(at) })}>
            {say("present_previous")}
          </button>
        )}
        {isDone && (
          <button type="button" class="primary" id="onward" onClick={onward}>
            {say(isLast ? "quiz_to_result" : "quiz_next")}
          </button>
        )}
      </p>
    </div>
  );
}

function ClauseQuestion({ question, choose }: { question: Question; choose(clause: string): void }) {
  const { setting } = useSandbox();
  const clauses = useMemo(() => {
    const all = policyById(setting.policy)?.clauses ?? [];
    return all.filter(({ id }) => question.offered.includes(id));
  }, [question, setting.policy]);
  return (
    <section>
      <h2>{say("quiz_which_clause")}</h2>
      <div class="clause-choices">
        {clauses.map(({ id, heading }) => (
          <button key={id} type="button" data-clause={id} onClick={() => choose(id)}>
            <strong>{id}</strong> <span lang="en">{heading}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

function CountHands({ count }: { count(hands: Hands): void }) {
  const [hands, setHands] = useState(NO_HANDS);
  const change = (judgement: Judgement, number: number) =>
    setHands((all) => ({ ...all, [judgement]: Math.min(999, Math.max(0, number)) }));
  const total = JUDGEMENTS.reduce((all, judgement) => all + hands[judgement], 0);
  return (
    <section class="hands-form">
      <h2>{say("quiz_hands")}</h2>
      {JUDGEMENTS.map((judgement) => (
        <div class="hands-row" key={judgement}>
          <label htmlFor={`hands-${judgement}`}>{say(`judgement_${keyOf(judgement)}`)}</label>
          <button
            type="button"
            aria-label={say("quiz_fewer", say(`judgement_${keyOf(judgement)}`))}
            onClick={() => change(judgement, hands[judgement] - 1)}
          >
            −
          </button>
          <input
            id={`hands-${judgement}`}
            type="number"
            min="0"
            max="999"
            inputMode="numeric"
            value={hands[judgement]}
            onInput={(event) => change(judgement, Number(event.currentTarget.value) || 0)}
          />
          <button
            type="button"
            aria-label={say("quiz_more", say(`judgement_${keyOf(judgement)}`))}
            onClick={() => change(judgement, hands[judgement] + 1)}
          >
            +
          </button>
        </div>
      ))}
      <button type="button" class="primary" id="counted" disabled={total === 0} onClick={() => count(hands)}>
        {say("sandbox_reveal")}
      </button>
    </section>
  );
}

function Feedback({ question, given, mode }: { question: Question; given: Answer; mode: Mode }) {
  const right = isRight(question, given);
  const total = given.hands ? JUDGEMENTS.reduce((all, one) => all + (given.hands?.[one] ?? 0), 0) : 0;
  return (
    <div class="answer">
      <section class="panel lesson" aria-live="polite" data-right={mode === "hands" ? undefined : right}>
        <p class="verdict">
          <JudgementWord judgement={question.judgement} />
          <span class="quiet">
            {mode === "hands"
              ? say("quiz_hands_right", given.hands?.[question.judgement] ?? 0, total)
              : say(right ? "quiz_right" : "quiz_wrong")}
          </span>
        </p>
        <p>{question.scenario.teaches}</p>
        {question.clause !== "" && given.clause !== undefined && given.clause !== question.clause && (
          <p>{say("quiz_clause_was", question.clause)}</p>
        )}
      </section>
      {question.findings.length > 0 && (
        <FindingList findings={question.findings} text={question.scenario.post} numbered />
      )}
    </div>
  );
}
