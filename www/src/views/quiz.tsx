/** The quiz: its set-up, its questions, its result and its papers. All of it is named by the address, so a link brings the same round. */
import { useMemo, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { loadOwn } from "../own.js";
import { type PaperKind, Papers } from "../quiz/papers.js";
import { Play } from "../quiz/play.js";
import { Result } from "../quiz/result.js";
import { type Answer, keepAnswers, type Mode, questionsOf, recallAnswers } from "../quiz/round.js";
import { Setup } from "../quiz/setup.js";
import { addressOf } from "../router.js";
import { choose, inLanguage, verdictUnder } from "../scenarios.js";

const PAPERS: readonly PaperKind[] = ["handout", "key", "certificate"];

export function QuizView() {
  const { place, setting, scenarios, language } = useSandbox();
  const {
    topics = "",
    category = "",
    set = "",
    n = "10",
    seed = "",
    mode = "person",
    clause = "yes",
  } = place.query;
  const { policy } = setting;
  const round = [policy, topics, category, set, n, seed, mode, clause].join(" ");
  const questions = useMemo(() => {
    const all = set === "own" ? loadOwn().scenarios.map((one) => inLanguage(one, language)) : scenarios;
    const wanted = topics.split(",").filter(Boolean);
    const chosen = choose(all, "", policy).filter(
      (scenario) =>
        (wanted.length === 0 || wanted.includes(scenario.topic)) &&
        (category === "" || verdictUnder(scenario, policy)?.categories.includes(category)),
    );
    return questionsOf(chosen, policy, Math.max(1, Number(n) || 10), seed);
  }, [round, scenarios]);
  const [answers, setAnswers] = useState<{ round: string; given: Answer[] }>({ round: "", given: [] });
  const given = answers.round === round ? answers.given : recallAnswers(round, questions.length);
  const answer = (at: number, one: Answer) => {
    const next = [...given];
    next[at] = one;
    keepAnswers(round, next);
    setAnswers({ round, given: next });
  };

  const paper = PAPERS.find((kind) => kind === place.item);
  if (place.item === "" || seed === "") return <Setup count={questions.length} />;
  if (questions.length === 0) {
    return (
      <>
        <h1>{say("sandbox_view_quiz")}</h1>
        <p>{say("quiz_empty")}</p>
        <a class="button" href={addressOf("quiz", "", { ...place.query, seed: "" })}>
          {say("quiz_setup")}
        </a>
      </>
    );
  }
  const props = { questions, answers: given, mode: mode as Mode, asksClause: clause === "yes" };
  if (paper) return <Papers kind={paper} {...props} />;
  if (place.item === "result") return <Result {...props} />;
  return <Play {...props} answer={answer} />;
}
