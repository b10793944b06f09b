/** What each policy makes of a scenario: groups of policies that agree. */
import { categories, policy as policyById } from "clausemark";
import type { Judgement, ScenarioProblem } from "clausemark-scenario";
import { policyList } from "../../../extension/src/shared/wasm.js";
import { say } from "../../../extension/src/shared/words.js";
import { JudgementButtons } from "../parts/judgement.js";
import { Choice } from "../parts/setting-strip.js";
import type { Verdict } from "../scenarios.js";
import { inWords } from "./problems.js";

interface Props {
  verdicts: readonly Verdict[];
  problems: readonly ScenarioProblem[];
  change(verdicts: Verdict[]): void;
  /** Fills in what the engine finds; absent while there is no post. */
  suggest: (() => void) | undefined;
}

export function VerdictForm({ verdicts, problems, change, suggest }: Props) {
  const set = (at: number, part: Partial<Verdict>) =>
    change(verdicts.map((verdict, other) => (other === at ? { ...verdict, ...part } : verdict)));
  const used = new Set(verdicts.flatMap(({ policies }) => policies));
  const free = policyList().filter(({ id }) => !used.has(id));
  const add = () =>
    change([
      ...verdicts,
      { policies: free.slice(0, 1).map(({ id }) => id), categories: [], judgement: "fine", clause: "" },
    ]);
  return (
    <fieldset class="verdicts">
      <legend>{say("own_field_verdict")}</legend>
      <p class="actions">
        <button type="button" id="suggest" disabled={!suggest} onClick={() => suggest?.()}>
          {say("own_suggest")}
        </button>
        <span class="quiet">{say("own_suggest_help")}</span>
      </p>
      {verdicts.map((verdict, at) => (
        <One
          key={at}
          at={at}
          verdict={verdict}
          problems={problems.filter(({ key }) => key.startsWith(`verdict.${at}.`))}
          change={(part) => set(at, part)}
          remove={verdicts.length > 1 ? () => change(verdicts.filter((_, other) => other !== at)) : undefined}
        />
      ))}
      {free.length > 0 && (
        <button type="button" onClick={add}>
          {say("own_verdict_add")}
        </button>
      )}
      {problems
        .filter(({ key }) => key === "verdict")
        .map((problem) => (
          <p class="problem" key={problem.kind}>
            {inWords(problem)}
          </p>
        ))}
    </fieldset>
  );
}

interface OneProps {
  at: number;
  verdict: Verdict;
  problems: readonly ScenarioProblem[];
  change(part: Partial<Verdict>): void;
  remove: (() => void) | undefined;
}

function One({ at, verdict, problems, change, remove }: OneProps) {
  const toggled = (list: string[], id: string) =>
    list.includes(id) ? list.filter((one) => one !== id) : [...list, id];
  // A clause's number means something in one policy only.
  const [only, ...others] = verdict.policies;
  const clauses = only && others.length === 0 ? (policyById(only)?.clauses ?? []) : [];
  const free = categories().filter(({ id }) => !verdict.categories.includes(id));
  const titles = new Map(categories().map(({ id, title }) => [id, title]));
  return (
    <div class="verdict-form" data-verdict={at}>
      <fieldset class="checks">
        <legend>{say("own_field_policies")}</legend>
        {policyList().map(({ id, short }) => (
          <label class="check" key={id}>
            <input
              type="checkbox"
              checked={verdict.policies.includes(id)}
              onChange={() => change({ policies: toggled(verdict.policies, id), clause: "" })}
            />
            <span>{short}</span>
          </label>
        ))}
      </fieldset>
      <JudgementButtons chosen={verdict.judgement} choose={(judgement: Judgement) => change({ judgement })} />
      <ul class="chips">
        {verdict.categories.map((id) => (
          <li key={id}>
            <button
              type="button"
              aria-label={say("own_category_remove", titles.get(id) ?? id)}
              onClick={() => change({ categories: toggled(verdict.categories, id) })}
            >
              {titles.get(id) ?? id} ✕
            </button>
          </li>
        ))}
      </ul>
      <div class="pair">
        <Choice
          id={`category-${at}`}
          label={say("own_category_add")}
          value=""
          options={[["", say("own_choose")], ...free.map(({ id, title }) => [id, title] as [string, string])]}
          choose={(id) => id && change({ categories: [...verdict.categories, id] })}
        />
        {clauses.length > 0 && (
          <Choice
            id={`clause-${at}`}
            label={say("own_field_clause")}
            value={verdict.clause}
            options={[
              ["", say("own_clause_any")],
              ...clauses.map(({ id, heading }) => [id, `${id} ${heading}`] as [string, string]),
            ]}
            choose={(clause) => change({ clause })}
          />
        )}
      </div>
      {problems.map((problem) => (
        <p class="problem" key={`${problem.key} ${problem.kind} ${problem.value} ${problem.policy}`}>
          {inWords(problem)}
        </p>
      ))}
      {remove && (
        <button type="button" onClick={remove}>
          {say("own_verdict_remove")}
        </button>
      )}
    </div>
  );
}
