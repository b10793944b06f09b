/** The popup: how things stand on this site, the switch, the policy in force, and what was sent (nothing). */
import type { Account } from "clausemark";
import { useState } from "preact/hooks";
import { browser } from "../shared/browser.js";
import { ACCOUNTS, type Choices } from "../shared/choices.js";
import { changeChoices, loadChoices } from "../shared/settings.js";
import { policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { Field, Icon } from "./parts.js";
import { startPage } from "./start.js";

/** The host name of the tab in front, if it is one of the sites; the browser tells it for no other. */
async function currentSite(): Promise<string | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (!tab?.url) return undefined;
  const { protocol, hostname } = new URL(tab.url);
  return protocol === "https:" ? hostname : undefined;
}

function Popup({ site, first }: { site: string | undefined; first: Choices }) {
  const [choices, setChoices] = useState(first);
  const change = async (make: (choices: Choices) => Choices) => setChoices(await changeChoices(make));
  const policy = policyList().find(({ id }) => id === choices.policy);
  return (
    <main class="popup">
      {site ? <Site site={site} choices={choices} change={change} /> : <p>{say("popup_elsewhere")}</p>}
      <div class="facts">
        <div>
          <p class="quiet">{say("popup_policy")}</p>
          <p>{policy ? `${policy.department}: ${policy.title}` : choices.policy}</p>
        </div>
        <p class="quiet with-icon">
          <Icon name="shield" />
          {say("popup_sent")}
        </p>
      </div>
      <nav class="links">
        <a
          class="with-icon"
          href={`clauses.html#${encodeURIComponent(choices.policy)}`}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="book" />
          {say("popup_read")}
        </a>
        <a class="with-icon" href="settings.html" target="_blank" rel="noreferrer">
          <Icon name="gear" />
          {say("popup_settings")}
        </a>
      </nav>
    </main>
  );
}

interface SiteProps {
  site: string;
  choices: Choices;
  change(make: (choices: Choices) => Choices): Promise<void>;
}

function Site({ site, choices, change }: SiteProps) {
  const isOn = !choices.sitesOff.includes(site);
  const turn = () =>
    change((now) => {
      const others = now.sitesOff.filter((other) => other !== site);
      return { ...now, sitesOff: isOn ? [...others, site] : others };
    });
  const setAccount = (account: Account) =>
    change((now) => ({ ...now, accounts: { ...now.accounts, [site]: account } }));
  return (
    <>
      <div class="bar">
        <p id="state">{say(isOn ? "popup_on" : "popup_off", site)}</p>
        <button
          type="button"
          class="switch"
          role="switch"
          aria-checked={isOn}
          aria-label={say("popup_switch")}
          onClick={turn}
        />
      </div>
      {isOn && (
        <Field label={say("popup_account")}>
          <select
            value={choices.accounts[site] ?? "personal"}
            onChange={(event) => setAccount(event.currentTarget.value as Account)}
          >
            {ACCOUNTS.map((account) => (
              <option key={account} value={account}>
                {say(`account_${account}`)}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

void startPage("name", async () => {
  const [site, choices] = await Promise.all([currentSite(), loadChoices()]);
  return <Popup site={site} first={choices} />;
});
