/** The policy that is chosen, and what is checked by where it is gone. */
import type { PolicySummary } from "clausemark";
import { policyFacts } from "../../shared/wasm.js";
import { say } from "../../shared/words.js";
import { Held } from "../organisation.js";
import { Choice, Icon, RULES_LANGUAGE } from "../parts.js";
import { PolicyGone } from "../policy-gone.js";
import { Panel, type PanelProps } from "./panel.js";

interface Props extends PanelProps {
  policies: PolicySummary[];
  /** Id of the policy in force. */
  inForce: string;
}

/** A list to choose the policy from, and what the one chosen is. */
export function PolicyPanel({ choices, change, policies, inForce }: Props) {
  const policy = policies.find(({ id }) => id === choices.policy);
  return (
    <Panel place="inforce">
      <Held setting="policy">
        <Choice
          label={say("settings_policy_help")}
          id="policy"
          value={policy ? choices.policy : ""}
          options={[
            ...(policy ? [] : [["", "–"] as const]),
            ...policies.map(({ id, department }) => [id, department] as const),
          ]}
          choose={(chosen) => void change((now) => ({ ...now, policy: chosen }))}
        />
      </Held>
      <PolicyGone chosen={choices.policy} inForce={inForce} />
      {policy && (
        <div>
          <p class="quiet">{policyFacts(policy, document.documentElement.lang)}</p>
          <p class="quiet" lang={RULES_LANGUAGE}>
            {policy.about}
          </p>
        </div>
      )}
      {policy && (
        <p>
          <a class="with-icon quiet" href={`clauses.html#${encodeURIComponent(policy.id)}`}>
            <Icon name="book" />
            {say("settings_read_policy")}
          </a>
        </p>
      )}
    </Panel>
  );
}
