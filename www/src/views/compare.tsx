/** The same post under every policy: one row for each matter, one column for each department. */
import { categories, type Finding } from "clausemark";
import { useState } from "preact/hooks";
import { ModalityMark } from "../../../extension/src/pages/parts.js";
import { policyList } from "../../../extension/src/shared/wasm.js";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { dutyClauses, findingsOf } from "../core.js";
import { draft, keepDraft } from "../draft.js";
import { ClauseLink } from "../parts/finding-list.js";
import { MarkedText } from "../parts/marked-text.js";
import { Choice, WriterChoices } from "../parts/setting-strip.js";
import { go } from "../router.js";
import { NO_POLICY, type Setting } from "../setting.js";

export function CompareView() {
  const { place, setting, scenarios } = useSandbox();
  const scenario = scenarios.find(({ id }) => id === place.item);
  const [own, setOwn] = useState(draft());
  const text = scenario?.post ?? own;
  const by: Setting = scenario
    ? { ...setting, account: scenario.account, role: scenario.role, onDuty: false }
    : setting;
  const write = (written: string) => {
    keepDraft(written);
    setOwn(written);
    if (scenario) go("compare", "", place.query);
  };
  return (
    <>
      <h1>{say("sandbox_compare_title")}</h1>
      <p class="intro">{say("sandbox_compare_intro")}</p>
      <div class="strip inset">
        <Choice
          id="which"
          label={say("sandbox_compare_which")}
          value={scenario?.id ?? ""}
          options={[
            ["", say("sandbox_compare_own")],
            ...scenarios.map(({ id, title }) => [id, title] as [string, string]),
          ]}
          choose={(id) => go("compare", id, place.query)}
        />
        {!scenario && <WriterChoices />}
      </div>
      {scenario ? (
        <div class="panel">
          <p class="situation">{scenario.situation}</p>
          <MarkedText text={text} findings={findingsOf(text, { ...by, policy: NO_POLICY })} numbered />
        </div>
      ) : (
        <label class="field" htmlFor="own-post">
          <span>{say("sandbox_post")}</span>
          <textarea
            id="own-post"
            rows={4}
            value={own}
            autocomplete="off"
            placeholder={say("sandbox_placeholder")}
            onInput={(event) => write(event.currentTarget.value)}
          />
        </label>
      )}
      <VerdictTable text={text} by={by} />
    </>
  );
}

/** What every policy makes of a text. */
export function VerdictTable({ text, by }: { text: string; by: Setting }) {
  const policies = policyList();
  const columns = policies.map(({ id }) => ({
    found: findingsOf(text, { ...by, policy: id }),
    duty: dutyClauses({ ...by, policy: id }),
  }));
  const everything = findingsOf(text, { ...by, policy: NO_POLICY });
  const matters = categories().filter(({ id }) => everything.some(({ category }) => category === id));
  const isOnDuty = text.trim() !== "" && columns.some(({ duty }) => duty.length > 0);
  if (matters.length === 0 && !isOnDuty) {
    return (
      <p class="quiet">{say(text.trim() === "" ? "sandbox_compare_empty" : "sandbox_compare_silent")}</p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reachable by keyboard
    <section class="table" tabIndex={0} aria-label={say("sandbox_compare_title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("sandbox_compare_matter")}</th>
            {policies.map(({ id, short }) => (
              <th scope="col" key={id}>
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matters.map(({ id, title }) => (
            <tr key={id} data-category={id}>
              <th scope="row" lang="en">
                {title}
              </th>
              {columns.map(({ found }, at) => (
                <Cell
                  key={policies[at]?.id}
                  policy={policies[at]?.id ?? ""}
                  clauses={strongest(found, id)?.clauses ?? []}
                />
              ))}
            </tr>
          ))}
          {isOnDuty && (
            <tr data-category="conduct.on-duty">
              <th scope="row">{say("sandbox_on_duty")}</th>
              {columns.map(({ duty }, at) => (
                <Cell key={policies[at]?.id} policy={policies[at]?.id ?? ""} clauses={duty} />
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Cell({ policy, clauses }: { policy: string; clauses: Finding["clauses"] }) {
  const [first, ...others] = clauses;
  return (
    <td data-policy={policy} data-modality={first?.modality ?? "silent"}>
      {first ? (
        <>
          <ModalityMark modality={first.modality} />
          <span class="quiet">
            {say("sandbox_compare_clause")} <ClauseLink policy={policy} clause={first.clause} />
            {others.length > 0 && ` +${others.length}`}
          </span>
        </>
      ) : (
        <span class="quiet">{say("sandbox_compare_nothing")}</span>
      )}
    </td>
  );
}

/** Of several findings of one category the one whose first clause is the strongest; all of them touch the same clauses. */
function strongest(found: readonly Finding[], category: string): Finding | undefined {
  return found.find((finding) => finding.category === category);
}
