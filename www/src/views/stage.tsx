/** One scenario: the situation, the post in its mock site, the question, and what is revealed when it is answered. */
import type { Finding } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { useRef, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { findingsOf } from "../core.js";
import { ComposeBox } from "../parts/compose-box.js";
import { ClauseLink, FindingList } from "../parts/finding-list.js";
import { JudgementButtons, JudgementWord } from "../parts/judgement.js";
import { MockPost } from "../parts/mock-post.js";
import { addressOf } from "../router.js";
import { type Scenario, settingOf, type Verdict, verdictUnder } from "../scenarios.js";

interface Props {
  scenario: Scenario;
  next: Scenario | undefined;
}

export function Stage({ scenario, next }: Props) {
  const { setting, place } = useSandbox();
  const [text, setText] = useState(scenario.post);
  const [answer, setAnswer] = useState<Judgement | "shown">();
  const [shown, setShown] = useState<{ findings: Finding[]; text: string }>({ findings: [], text: "" });
  const result = useRef<HTMLDivElement>(null);
  const by = settingOf(scenario, setting.policy);
  const verdict = verdictUnder(scenario, setting.policy);
  const isRevealed = answer !== undefined;
  const reveal = (given: Judgement | "shown") => {
    setAnswer(given);
    // On a phone the answer stands below what one sees.
    requestAnimationFrame(() => result.current?.scrollIntoView({ block: "nearest" }));
  };
  return (
    <article class="stage" data-scenario={scenario.id}>
      <h2>{scenario.title}</h2>
      <p class="situation">{scenario.situation}</p>
      <p class="quiet">
        {say("sandbox_posted_by", say(`account_${scenario.account}`), say(`role_${scenario.role}`))}
      </p>
      <MockPost kind={scenario.kind} account={scenario.account}>
        <ComposeBox
          id="post"
          label={say("sandbox_post")}
          text={text}
          setting={by}
          isMarked={isRevealed}
          onText={setText}
          onFindings={(findings, found) => setShown({ findings, text: found })}
        />
      </MockPost>
      {!isRevealed && (
        <div class="question">
          <p>{say("sandbox_what_say")}</p>
          <JudgementButtons choose={reveal} />
          <button type="button" class="primary" id="reveal" onClick={() => reveal("shown")}>
            {say("sandbox_reveal")}
          </button>
        </div>
      )}
      {isRevealed && (
        <div class="answer" ref={result}>
          <Lesson scenario={scenario} verdict={verdict} answer={answer} />
          <FindingList {...shown} />
          {scenario.better !== "" && (
            <Better scenario={scenario} policy={setting.policy} use={() => setText(scenario.better)} />
          )}
          <p class="actions">
            {text !== scenario.post && (
              <button type="button" id="restore" onClick={() => setText(scenario.post)}>
                {say("sandbox_restore")}
              </button>
            )}
            <a class="button" href={addressOf("compare", scenario.id)}>
              {say("sandbox_compare_this")}
            </a>
            <a class="button" href={addressOf("present", scenario.id, place.query)}>
              {say("sandbox_present_this")}
            </a>
            {scenario.pair !== "" && (
              <a class="button" href={addressOf("scenarios", scenario.pair, place.query)}>
                {say("sandbox_pair")}
              </a>
            )}
            {next && (
              <a class="button primary" id="next" href={addressOf("scenarios", next.id, place.query)}>
                {say("sandbox_next")}
              </a>
            )}
          </p>
        </div>
      )}
    </article>
  );
}

interface LessonProps {
  scenario: Scenario;
  verdict: Verdict | undefined;
  answer: Judgement | "shown";
}

/** The verdict of the policy, how one's own compares, and what there is to learn. */
function Lesson({ scenario, verdict, answer }: LessonProps) {
  return (
    <section class="panel lesson" aria-live="polite">
      {verdict ? (
        <p class="verdict">
          <JudgementWord judgement={verdict.judgement} />
          {answer !== "shown" && (
            <span class="quiet">
              {say(answer === verdict.judgement ? "sandbox_agrees" : "sandbox_differs", say(keyFor(answer)))}
            </span>
          )}
        </p>
      ) : (
        <p class="quiet">{say("sandbox_not_taught")}</p>
      )}
      <p>{scenario.teaches}</p>
      {verdict?.clause && (
        <p>
          {say("sandbox_clause_to_learn")}{" "}
          {
            verdict.policies.map((policy) => (
              <ClauseLink key={policy} policy={policy} clause={verdict.clause} />
            ))[0]
          }
        </p>
      )}
    </section>
  );
}

function Better({ scenario, policy, use }: { scenario: Scenario; policy: string; use(): void }) {
  const [isOpen, setOpen] = useState(false);
  if (!isOpen) {
    return (
      <button type="button" id="better" onClick={() => setOpen(true)}>
        {say("sandbox_better_show")}
      </button>
    );
  }
  const isSilent = findingsOf(scenario.better, settingOf(scenario, policy)).length === 0;
  return (
    <section class="panel better">
      <h3>{say("sandbox_better")}</h3>
      <blockquote lang="en">{scenario.better}</blockquote>
      {isSilent && <p class="quiet">{say("sandbox_better_silent")}</p>}
      <button type="button" onClick={use}>
        {say("sandbox_better_use")}
      </button>
    </section>
  );
}

const keyFor = (judgement: Judgement) => `judgement_${judgement.replace("-", "_")}`;
