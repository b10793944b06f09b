/** The settings: one panel for each matter. Kept on the device, saved as one types. */
import { type CategoryDocument, categories, type PolicySummary } from "clausemark";
import { useEffect, useState } from "preact/hooks";
import { addedHosts } from "../shared/added-sites.js";
import type { Choices, Dismissal } from "../shared/choices.js";
import { policyInForce } from "../shared/policy-in-force.js";
import { changeChoices, loadChoices, loadDismissals, onSettingsChange } from "../shared/settings.js";
import { nameList, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { OrganisationPanel } from "./organisation.js";
import { usePolicyInForce } from "./policy-gone.js";
import { ProfileForm } from "./profile-form.js";
import { NotSaved, useReport } from "./saving.js";
import { DismissalPanel } from "./settings/dismissals.js";
import { FilePanel } from "./settings/file.js";
import { type PanelProps, PLACES } from "./settings/panel.js";
import { PolicyPanel } from "./settings/policy.js";
import { RulesPanel } from "./settings/rules.js";
import { SitesPanel } from "./settings/sites.js";
import { WritingPanel } from "./settings/writing.js";
import { LanguageNote, startPage } from "./start.js";

interface Start {
  choices: Choices;
  /** Id of the policy in force. */
  inForce: string;
  dismissals: Dismissal[];
  added: string[];
  policies: PolicySummary[];
  categories: CategoryDocument[];
  names: Map<string, string>;
}

function Settings(start: Start) {
  const [choices, setChoices] = useState(start.choices);
  const [dismissals, setDismissals] = useState(start.dismissals);
  const { report, isSaved, refusals } = useReport();
  const inForce = usePolicyInForce(choices, start.inForce);
  const [generation, setGeneration] = useState(0);
  useEffect(
    () =>
      // Card and popup change the same things.
      onSettingsChange(() => {
        void loadChoices().then(setChoices);
        void loadDismissals().then(setDismissals);
      }),
    [],
  );
  useEffect(() => document.getElementById(location.hash.slice(1))?.scrollIntoView(), []);
  const change = (make: (choices: Choices) => Choices) =>
    report(async () => setChoices(await changeChoices(make)));
  const panel: PanelProps = { choices, names: start.names, change, report };
  return (
    <main class="page">
      <div class="bar">
        <div>
          <h1>{say("settings_title")}</h1>
          <LanguageNote />
        </div>
        <p class="quiet saved" role="status">
          {isSaved ? say("settings_saved") : ""}
        </p>
      </div>
      <NotSaved refusals={refusals} />
      <div class="with-aside">
        <nav class="aside" aria-label={say("settings_title")}>
          <ul class="places">
            {PLACES.map((place) => (
              <li key={place}>
                <a href={`#${place}`}>{say(`settings_${place}`)}</a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="stack">
          <OrganisationPanel />
          <PolicyPanel {...panel} policies={start.policies} inForce={inForce} />
          <ProfileForm
            key={generation}
            profile={choices.profile}
            change={(make) => change((now) => ({ ...now, profile: make(now.profile) }))}
          />
          <RulesPanel {...panel} categories={start.categories} />
          <SitesPanel {...panel} categories={start.categories} added={start.added} />
          <WritingPanel {...panel} />
          <DismissalPanel {...panel} dismissals={dismissals} />
          <FilePanel {...panel} renew={() => setGeneration(generation + 1)} />
        </div>
      </div>
    </main>
  );
}

void startPage("settings_title", async (choices) => {
  const [inForce, dismissals, added] = await Promise.all([
    policyInForce(choices),
    loadDismissals(),
    addedHosts(),
  ]);
  const known = { policies: policyList(), categories: categories(), names: nameList() };
  return <Settings {...{ choices, inForce, dismissals, added }} {...known} />;
});
