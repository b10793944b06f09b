/** One scenario to be written, with what is wrong with it beside each part. */
import type { Account, Role } from "clausemark";
import type { PostKind, ScenarioProblem, Topic } from "clausemark-scenario";
import { ACCOUNTS, ROLES } from "../../../extension/src/shared/choices.js";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { findingsOf } from "../core.js";
import { MarkedText } from "../parts/marked-text.js";
import { MockPost } from "../parts/mock-post.js";
import { Choice } from "../parts/setting-strip.js";
import { addressOf } from "../router.js";
import { type Scenario, settingOf, TOPICS } from "../scenarios.js";
import { inWords } from "./problems.js";
import { suggestVerdicts } from "./suggest.js";
import { VerdictForm } from "./verdict-form.js";

const KINDS: readonly PostKind[] = ["post", "comment", "caption", "profile", "story"];

interface Props {
  scenario: Scenario;
  problems: readonly ScenarioProblem[];
  isKept: boolean;
  change(scenario: Scenario): void;
}

export function Editor({ scenario, problems, isKept, change }: Props) {
  const { place, setting } = useSandbox();
  const set = (part: Partial<Scenario>) => change({ ...scenario, ...part });
  const of = (key: string) => problems.filter((problem) => problem.key === key);
  const text = (key: "title" | "situation" | "post" | "teaches" | "better" | "notes", rows: number) => (
    <TextField
      key={key}
      id={`own-${key}`}
      label={say(`own_field_${key}`)}
      help={say(`own_help_${key}`)}
      rows={rows}
      value={scenario[key]}
      problems={of(key)}
      write={(value) => set({ [key]: value })}
    />
  );
  const by = settingOf(scenario, setting.policy);
  return (
    <div>
      <p class="bar">
        <a class="button" id="to-set" href={addressOf("own", "", place.query)}>
          ‹ {say("sandbox_view_own")}
        </a>
        <span class="quiet" role="status">
          {say(isKept ? "own_kept" : "own_not_kept")}
        </span>
      </p>
      <h1>{scenario.title || say("own_untitled")}</h1>
      <div class="columns">
        <div class="stack">
          {text("title", 1)}
          <div class="pair">
            <Choice
              id="own-kind"
              label={say("own_field_kind")}
              value={scenario.kind}
              options={KINDS.map((kind) => [kind, say(`kind_${kind}`)])}
              choose={(kind) => set({ kind: kind as PostKind })}
            />
            <Choice
              id="own-topic"
              label={say("sandbox_topic")}
              value={scenario.topic}
              options={TOPICS.map((topic) => [topic, say(`topic_${topic}`)])}
              choose={(topic) => set({ topic: topic as Topic })}
            />
            <Choice
              id="own-account"
              label={say("sandbox_account")}
              value={scenario.account}
              options={ACCOUNTS.map((id) => [id, say(`account_${id}`)])}
              choose={(account) => set({ account: account as Account })}
            />
            <Choice
              id="own-role"
              label={say("writer_role")}
              value={scenario.role}
              options={ROLES.map((id) => [id, say(`role_${id}`)])}
              choose={(role) => set({ role: role as Role })}
            />
          </div>
          {text("situation", 3)}
          {text("post", 5)}
          <VerdictForm
            verdicts={scenario.verdict}
            problems={problems.filter(({ key }) => key.startsWith("verdict"))}
            change={(verdict) => set({ verdict })}
            suggest={
              scenario.post.trim() === "" ? undefined : () => set({ verdict: suggestVerdicts(scenario) })
            }
          />
          {text("teaches", 3)}
          {text("better", 3)}
          {text("notes", 3)}
        </div>
        <section class="panel preview">
          <h2>{say("own_preview")}</h2>
          <p class="situation">{scenario.situation}</p>
          <MockPost kind={scenario.kind} account={scenario.account}>
            <div lang="en">
              <MarkedText text={scenario.post || "…"} findings={findingsOf(scenario.post, by)} />
            </div>
          </MockPost>
          {problems.length > 0 ? (
            <ul class="problems">
              {problems.map((problem) => (
                <li key={`${problem.key} ${problem.kind} ${problem.value} ${problem.policy}`}>
                  {inWords(problem)}
                </li>
              ))}
            </ul>
          ) : (
            <p class="quiet">{say("own_sound")}</p>
          )}
        </section>
      </div>
    </div>
  );
}

interface TextProps {
  id: string;
  label: string;
  help: string;
  rows: number;
  value: string;
  problems: readonly ScenarioProblem[];
  write(value: string): void;
}

function TextField({ id, label, help, rows, value, problems, write }: TextProps) {
  const shared = {
    id,
    value,
    "aria-describedby": `${id}-help`,
    "aria-invalid": problems.length > 0,
  };
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {rows === 1 ? (
        <input {...shared} onInput={(event) => write(event.currentTarget.value)} />
      ) : (
        <textarea {...shared} rows={rows} onInput={(event) => write(event.currentTarget.value)} />
      )}
      <p class={problems.length > 0 ? "problem" : "quiet"} id={`${id}-help`}>
        {problems[0] ? inWords(problems[0]) : help}
      </p>
    </div>
  );
}
