/** The row under the bar: by which policy, and in free writing from which account, in which role, on duty or not. */
import type { Account, Role } from "clausemark";
import { ACCOUNTS, ROLES } from "../../../extension/src/shared/choices.js";
import { policyList } from "../../../extension/src/shared/wasm.js";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { NO_POLICY } from "../setting.js";

export function SettingStrip({ whole }: { whole: boolean }) {
  const { setting, change } = useSandbox();
  return (
    <section class="strip" aria-label={say("settings_policy")}>
      <PolicyChoice
        policy={setting.policy}
        setPolicy={(policy) => change({ policy })}
        others={whole ? [[NO_POLICY, say("sandbox_no_policy")]] : []}
      />
      {whole && <WriterChoices />}
    </section>
  );
}

/** From which account, in which role, and whether on duty. */
export function WriterChoices() {
  const { setting, change } = useSandbox();
  return (
    <>
      <Choice
        id="account"
        label={say("sandbox_account")}
        value={setting.account}
        options={ACCOUNTS.map((id) => [id, say(`account_${id}`)])}
        choose={(account) => change({ account: account as Account })}
      />
      <Choice
        id="role"
        label={say("writer_role")}
        value={setting.role}
        options={ROLES.map((id) => [id, say(`role_${id}`)])}
        choose={(role) => change({ role: role as Role })}
      />
      <Choice
        id="duty"
        label={say("sandbox_duty")}
        value={setting.onDuty ? "on" : "off"}
        options={["off", "on"].map((id) => [id, say(`sandbox_duty_${id}`)])}
        choose={(duty) => change({ onDuty: duty === "on" })}
      />
    </>
  );
}

interface PolicyProps {
  policy: string;
  setPolicy(policy: string): void;
  /** More to choose from, as ids and words. */
  others?: [string, string][];
}

export function PolicyChoice({ policy, setPolicy, others = [] }: PolicyProps) {
  const policies = policyList().map(({ id, department }) => [id, department] as [string, string]);
  return (
    <Choice
      id="policy"
      label={say("settings_policy")}
      value={policy}
      options={[...policies, ...others]}
      choose={setPolicy}
    />
  );
}

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  /** Values and what they are called. */
  options: [string, string][];
  choose(value: string): void;
}

/** One choice among a few. */
export function Choice({ id, label, value, options, choose }: ChoiceProps) {
  return (
    <label class="field" htmlFor={id}>
      <span>{label}</span>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}
