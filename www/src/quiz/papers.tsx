/** Papers of a round: a handout for the class, the answer key, and a certificate of the session. To print, or as a file. */
import { policy as policyById } from "clausemark";
import { useRef, useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { savePage } from "../files.js";
import { JudgementWord } from "../parts/judgement.js";
import { MarkedText } from "../parts/marked-text.js";
import { addressOf } from "../router.js";
import { JUDGEMENTS, keyOf } from "../scenarios.js";
import { scoreOf } from "./result.js";
import type { Answer, Mode, Question } from "./round.js";

export type PaperKind = "handout" | "key" | "certificate";

interface Props {
  kind: PaperKind;
  questions: readonly Question[];
  answers: readonly Answer[];
  mode: Mode;
  asksClause: boolean;
}

export function Papers(props: Props) {
  const { kind } = props;
  const { place } = useSandbox();
  const paper = useRef<HTMLElement>(null);
  // Names are on the paper and nowhere else: not kept, not in the address.
  const [names, setNames] = useState({ trainee: "", trainer: "" });
  const title = say(`quiz_paper_${kind}`);
  return (
    <div class="reading">
      <div class="no-print stack">
        <p class="actions">
          <button type="button" class="primary" id="print" onClick={() => print()}>
            {say("quiz_print")}
          </button>
          <button
            type="button"
            id="save"
            onClick={() => paper.current && savePage(`clausemark-${kind}.html`, title, paper.current)}
          >
            {say("quiz_save")}
          </button>
          <a class="button" href={addressOf("quiz", "result", place.query)}>
            {say("quiz_result")}
          </a>
        </p>
        {kind === "certificate" && (
          <>
            <div class="pair">
              {(["trainee", "trainer"] as const).map((who) => (
                <label class="field" key={who} htmlFor={who}>
                  <span>{say(`quiz_${who}`)}</span>
                  <input
                    id={who}
                    autocomplete="off"
                    value={names[who]}
                    onInput={(event) => setNames({ ...names, [who]: event.currentTarget.value })}
                  />
                </label>
              ))}
            </div>
            <p class="quiet">{say("quiz_names_help")}</p>
          </>
        )}
      </div>
      <article class={`paper paper-${kind}`} ref={paper}>
        {kind === "handout" && <Handout {...props} />}
        {kind === "key" && <Key {...props} />}
        {kind === "certificate" && <Certificate {...props} names={names} />}
      </article>
    </div>
  );
}

function PaperHead({ title }: { title: string }) {
  const { setting, language } = useSandbox();
  const summary = policyById(setting.policy)?.summary;
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date());
  return (
    <header>
      <h1>{title}</h1>
      <p>
        {summary?.department}, {summary?.short} · {date}
      </p>
    </header>
  );
}

function Handout({ questions, asksClause }: Props) {
  return (
    <>
      <PaperHead title={say("quiz_handout_title")} />
      <p>{say("quiz_handout_how")}</p>
      <ol>
        {questions.map(({ scenario }) => (
          <li key={scenario.id}>
            <p>{scenario.situation}</p>
            <blockquote lang="en">{scenario.post}</blockquote>
            <p class="tick">
              {JUDGEMENTS.map((judgement) => (
                <span key={judgement}>☐ {say(`judgement_${keyOf(judgement)}`)}</span>
              ))}
              {asksClause && <span>{say("quiz_handout_clause")} ____________</span>}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}

function Key({ questions }: Props) {
  const { setting } = useSandbox();
  const clauses = policyById(setting.policy)?.clauses ?? [];
  return (
    <>
      <PaperHead title={say("quiz_key_title")} />
      <ol>
        {questions.map(({ scenario, judgement, clause, findings }) => (
          <li key={scenario.id}>
            <blockquote lang="en">
              <MarkedText text={scenario.post} findings={findings} numbered />
            </blockquote>
            <p>
              <JudgementWord judgement={judgement} /> {scenario.teaches}
            </p>
            {clause && (
              <p class="quiet">
                {say("sandbox_compare_clause")} {clause}:{" "}
                <span lang="en">{clauses.find(({ id }) => id === clause)?.gist}</span>
              </p>
            )}
            {scenario.better && (
              <p>
                {say("sandbox_better")}: <q lang="en">{scenario.better}</q>
              </p>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function Certificate({
  questions,
  answers,
  mode,
  asksClause,
  names,
}: Props & { names: Record<string, string> }) {
  const [points, most] = scoreOf({ questions, answers, mode, asksClause });
  return (
    <>
      <PaperHead title={say("quiz_certificate_title")} />
      <p class="certificate-name">{names.trainee || "____________"}</p>
      <p>{sayCount("quiz_certificate_text", questions.length)}</p>
      {mode === "person" && <p>{say("quiz_score", points, most)}</p>}
      <p class="certificate-sign">
        {names.trainer || "____________"}
        <small>{say("quiz_trainer")}</small>
      </p>
    </>
  );
}
