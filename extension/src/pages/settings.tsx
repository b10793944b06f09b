/** The settings: policy, profile, what was switched off or put away, sites. Kept on the device, saved as one types. */
import type { PolicySummary } from "clausemark";
import { useState } from "preact/hooks";
import type { Choices, Dismissal } from "../shared/choices.js";
import { changeChoices, changeDismissals, loadChoices, loadDismissals } from "../shared/settings.js";
import { SITES } from "../shared/sites.js";
import { nameList, policyFacts, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { Field, Icon } from "./parts.js";
import { ProfileForm } from "./profile-form.js";
import { startPage } from "./start.js";

interface Start {
  choices: Choices;
  dismissals: Dismissal[];
  policies: PolicySummary[];
  names: Map<string, string>;
}

function Settings(start: Start) {
  const [choices, setChoices] = useState(start.choices);
  const [dismissals, setDismissals] = useState(start.dismissals);
  const [status, setStatus] = useState("");
  const report = async (work: () => Promise<void>) => {
    try {
      await work();
      setStatus(say("settings_saved"));
    } catch {
      setStatus(say("settings_not_saved"));
    }
  };
  const change = (make: (choices: Choices) => Choices) =>
    report(async () => setChoices(await changeChoices(make)));
  const bringBack = (hash: string) =>
    report(async () => {
      await changeDismissals((kept) => kept.filter((other) => other.hash !== hash));
      setDismissals(await loadDismissals());
    });
  return (
    <main class="page">
      <div class="bar">
        <h1>{say("settings_title")}</h1>
        <p class="quiet" role="status">
          {status}
        </p>
      </div>
      <div class="columns">
        <div class="stack">
          <PolicyPanel policies={start.policies} choices={choices} change={change} />
          <ProfileForm
            profile={choices.profile}
            change={(make) => change((now) => ({ ...now, profile: make(now.profile) }))}
          />
        </div>
        <div class="stack">
          <OffPanel choices={choices} names={start.names} change={change} />
          <DismissalPanel dismissals={dismissals} names={start.names} bringBack={bringBack} />
          <SitePanel choices={choices} change={change} />
        </div>
      </div>
    </main>
  );
}

interface PanelProps {
  choices: Choices;
  change(make: (choices: Choices) => Choices): Promise<void>;
}

function PolicyPanel({ policies, choices, change }: PanelProps & { policies: PolicySummary[] }) {
  const policy = policies.find(({ id }) => id === choices.policy);
  return (
    <section class="panel">
      <h2>{say("settings_policy")}</h2>
      <Field label={say("settings_policy_help")}>
        <select
          id="policy"
          value={choices.policy}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void change((now) => ({ ...now, policy: value }));
          }}
        >
          {policies.map(({ id, department }) => (
            <option key={id} value={id}>
              {department}
            </option>
          ))}
        </select>
      </Field>
      {policy && (
        <div class="bar">
          <p class="quiet">{policyFacts(policy, document.documentElement.lang)}</p>
          <a class="with-icon quiet" href={`clauses.html#${encodeURIComponent(policy.id)}`}>
            <Icon name="book" />
            {say("settings_read_policy")}
          </a>
        </div>
      )}
      <div class="bar">
        <div>
          <p>{say("settings_scorer")}</p>
          <p class="quiet">{say("settings_scorer_help")}</p>
        </div>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={choices.scorer}
          aria-label={say("settings_scorer")}
          onClick={() => void change((now) => ({ ...now, scorer: !now.scorer }))}
        />
      </div>
    </section>
  );
}

function OffPanel({ choices, names, change }: PanelProps & { names: Map<string, string> }) {
  const switchOn = (category: string) =>
    change((now) => ({ ...now, off: now.off.filter((other) => other !== category) }));
  return (
    <section class="panel">
      <h2>{say("settings_off")}</h2>
      {choices.off.length === 0 ? (
        <p class="quiet">{say("settings_off_none")}</p>
      ) : (
        <ul class="rows">
          {choices.off.map((category) => (
            <li key={category}>
              <span>{names.get(category) ?? category}</span>
              <button type="button" onClick={() => void switchOn(category)}>
                {say("switch_on")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface DismissalProps {
  dismissals: Dismissal[];
  names: Map<string, string>;
  bringBack(hash: string): Promise<void>;
}

function DismissalPanel({ dismissals, names, bringBack }: DismissalProps) {
  return (
    <section class="panel">
      <h2>{say("settings_dismissals")}</h2>
      {dismissals.length === 0 ? (
        <p class="quiet">{say("settings_dismissals_none")}</p>
      ) : (
        <ul class="rows">
          {dismissals.map(({ hash, category, reason, day }) => (
            <li key={hash}>
              <span>
                {names.get(category) ?? category}
                <span class="quiet">
                  <br />
                  {say(`reason_${reason.replace("-", "_")}`)}, {day}
                </span>
              </span>
              <button type="button" onClick={() => void bringBack(hash)}>
                {say("bring_back")}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function SitePanel({ choices, change }: PanelProps) {
  const switchOn = (site: string) =>
    change((now) => ({ ...now, sitesOff: now.sitesOff.filter((other) => other !== site) }));
  return (
    <section class="panel">
      <h2>{say("settings_sites")}</h2>
      <p class="quiet">{say("settings_sites_help")}</p>
      <p>{SITES.map(({ name }) => name).join(", ")}</p>
      {choices.sitesOff.length > 0 && (
        <div>
          <p class="quiet">{say("settings_sites_off")}</p>
          <ul class="rows">
            {choices.sitesOff.map((site) => (
              <li key={site}>
                <span>{site}</span>
                <button type="button" onClick={() => void switchOn(site)}>
                  {say("switch_on")}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

void startPage("settings_title", async () => {
  const [choices, dismissals] = await Promise.all([loadChoices(), loadDismissals()]);
  return <Settings choices={choices} dismissals={dismissals} policies={policyList()} names={nameList()} />;
});
