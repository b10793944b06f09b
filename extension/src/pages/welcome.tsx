/**
 * The first page: opened once, after the installation. A policy is in force already, so every step can be
 * left out; whatever is chosen holds at once, in the box on the same page, too.
 */
import type { PolicySummary } from "clausemark";
import { useEffect, useState } from "preact/hooks";
import { type Choices, changeSite, choicesOn, ROLES } from "../shared/choices.js";
import { changeChoices, loadChoices, onSettingsChange } from "../shared/settings.js";
import { SITES } from "../shared/sites.js";
import { policyFacts, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { ListField, TextField } from "./fields.js";
import { Held, HeldBy, hold, organisationName, StaffMessage } from "./organisation.js";
import { Check, Choice, Icon, RULES_LANGUAGE } from "./parts.js";
import { NotSaved, useReport } from "./saving.js";
import { LanguageNote, startPage } from "./start.js";
import { TryBox } from "./try-box.js";

interface StepProps {
  choices: Choices;
  change(make: (choices: Choices) => Choices): Promise<boolean>;
}

function Welcome({ first, policies }: { first: Choices; policies: PolicySummary[] }) {
  const [choices, setChoices] = useState(first);
  const { report, refusals } = useReport();
  // Also once the writer has chosen over what an organisation suggests.
  const [isSet] = useState(() => hold("policy") !== undefined);
  useEffect(() => onSettingsChange(() => void loadChoices().then(setChoices)), []);
  const change = (make: (choices: Choices) => Choices) =>
    report(async () => setChoices(await changeChoices(make)));
  const step = { choices, change };
  return (
    <main class="page welcome">
      <h1>{say("welcome_title")}</h1>
      <p class="lead">{isSet ? say("welcome_lead_set", organisationName()) : say("welcome_lead")}</p>
      <LanguageNote />
      <StaffMessage />
      <NotSaved refusals={refusals} />
      <div class="columns">
        <ol class="steps stack">
          <li>
            <PolicyStep {...step} policies={policies} />
          </li>
          <li>
            <DepartmentStep {...step} />
          </li>
          <li>
            <NamesStep {...step} />
          </li>
          <li>
            <SitesStep {...step} />
          </li>
        </ol>
        <div class="try stack">
          <TryBox />
          <div class="bar">
            <p class="quiet with-icon">
              <Icon name="shield" />
              {say("nothing_sent")}
            </p>
            <a class="quiet with-icon" href="settings.html">
              <Icon name="gear" />
              {say("welcome_more")}
            </a>
          </div>
        </div>
      </div>
    </main>
  );
}

function PolicyStep({ choices, change, policies }: StepProps & { policies: PolicySummary[] }) {
  return (
    <section class="panel" aria-labelledby="step-policy">
      <h2 id="step-policy">{say("welcome_policy")}</h2>
      <HeldBy setting="policy" />
      <fieldset class="policies" aria-labelledby="step-policy" disabled={hold("policy") === "locked"}>
        {policies.map((policy) => (
          <label class="check" key={policy.id}>
            <input
              type="radio"
              name="policy"
              value={policy.id}
              checked={choices.policy === policy.id}
              onChange={() => void change((now) => ({ ...now, policy: policy.id }))}
            />
            <span>
              <strong lang={RULES_LANGUAGE}>{policy.department}</strong>
              <span class="quiet">{policyFacts(policy, document.documentElement.lang)}</span>
              <span class="quiet" lang={RULES_LANGUAGE}>
                {policy.about}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
    </section>
  );
}

function DepartmentStep({ choices: { profile }, change }: StepProps) {
  type Department = Choices["profile"]["department"];
  const set = (part: Partial<Department>) =>
    void change((now) => ({
      ...now,
      profile: { ...now.profile, department: { ...now.profile.department, ...part } },
    }));
  const { name = "", city = "", aliases = [] } = profile.department;
  return (
    <section class="panel" aria-labelledby="step-department">
      <div>
        <h2 id="step-department">{say("welcome_department")}</h2>
        <p class="quiet">{say("settings_department_help")}</p>
        <HeldBy setting="department" />
      </div>
      <div class="pair">
        <Held setting="department" isQuiet>
          <TextField label="department_name" value={name} set={(typed) => set({ name: typed })} />
          <TextField label="department_city" value={city} set={(typed) => set({ city: typed })} />
        </Held>
      </div>
      <div class="pair">
        <Held setting="department" isQuiet>
          <ListField label="department_aliases" value={aliases} set={(typed) => set({ aliases: typed })} />
        </Held>
        <Choice
          label={say("writer_role")}
          name="writer_role"
          value={profile.writer.role ?? "sworn"}
          options={ROLES.map((role) => [role, say(`role_${role}`)] as const)}
          choose={(role) =>
            void change((now) => ({
              ...now,
              profile: { ...now.profile, writer: { ...now.profile.writer, role } },
            }))
          }
        />
      </div>
    </section>
  );
}

function NamesStep({ choices: { profile }, change }: StepProps) {
  type Writer = Choices["profile"]["writer"];
  const set = (part: Partial<Writer>) =>
    void change((now) => ({
      ...now,
      profile: { ...now.profile, writer: { ...now.profile.writer, ...part } },
    }));
  const { home = [], plates = [], family = [] } = profile.writer;
  return (
    <section class="panel" aria-labelledby="step-names">
      <div>
        <h2 id="step-names">{say("welcome_names")}</h2>
        <p class="quiet">{say("welcome_names_help")}</p>
      </div>
      <details>
        <summary>{say("welcome_names_open")}</summary>
        <div class="stack">
          <ListField
            label="welcome_coworkers"
            value={profile.coworkers}
            set={(coworkers) => void change((now) => ({ ...now, profile: { ...now.profile, coworkers } }))}
          />
          <div class="pair">
            <ListField label="writer_home" value={home} set={(typed) => set({ home: typed })} />
            <ListField label="writer_plates" value={plates} set={(typed) => set({ plates: typed })} />
          </div>
          <ListField label="writer_family" value={family} set={(typed) => set({ family: typed })} />
        </div>
      </details>
    </section>
  );
}

function SitesStep({ choices, change }: StepProps) {
  return (
    <section class="panel" aria-labelledby="step-sites">
      <div>
        <h2 id="step-sites">{say("welcome_sites")}</h2>
        <p class="quiet">{say("welcome_sites_help")}</p>
      </div>
      <ul class="chips">
        {SITES.map(({ id, name }) => (
          <li key={id}>
            <Held setting={`sites.${id}`} isQuiet>
              <Check
                isOn={choicesOn(id, choices).on}
                turn={(on) => void change((now) => changeSite(now, id, { on }))}
              >
                {name}
              </Check>
            </Held>
          </li>
        ))}
      </ul>
    </section>
  );
}

void startPage("welcome_title", async (choices) => <Welcome first={choices} policies={policyList()} />);
