/** The popup: how things stand on this site, what is marked in the box, the policy in force, and what was sent (nothing). */
import { type Account, reminderOfDay } from "clausemark";
import { useEffect, useMemo, useState } from "preact/hooks";
import { browser } from "../shared/browser.js";
import { ACCOUNTS, type Choices, changeSite, choicesOn, FIRST_POLICY } from "../shared/choices.js";
import { policyInForce } from "../shared/policy-in-force.js";
import {
  changeChoices,
  loadChoices,
  loadPause,
  onSettingsChange,
  pauseUntil,
  today,
} from "../shared/settings.js";
import { siteId } from "../shared/sites.js";
import { policyDocument, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { FaultLine, Held, HeldBy, hold, organisationName, StaffMessage } from "./organisation.js";
import { Choice, Icon, RULES_LANGUAGE } from "./parts.js";
import { PolicyGone, usePolicyInForce } from "./policy-gone.js";
import { MarkList } from "./popup-marks.js";
import { NotSaved, type Report, useReport } from "./saving.js";
import { startPage } from "./start.js";

/** Length of a pause in milliseconds: an hour. */
const PAUSE = 3_600_000;

/** Length of a day in milliseconds. */
const DAY = 86_400_000;

/** The tab in front, with its host name if it is one of the sites; the browser tells it for no other. */
interface Front {
  tab: number | undefined;
  host: string | undefined;
}

async function inFront(): Promise<Front> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (!tab?.url) return { tab: tab?.id, host: undefined };
  const { protocol, hostname } = new URL(tab.url);
  return { tab: tab.id, host: protocol === "https:" ? hostname : undefined };
}

interface Start {
  front: Front;
  choices: Choices;
  /** Id of the policy in force. */
  inForce: string;
  pausedUntil: number;
}

function Popup(start: Start) {
  const [choices, setChoices] = useState(start.choices);
  const [pausedUntil, setPause] = useState(start.pausedUntil);
  const { report, refusals } = useReport();
  const inForce = usePolicyInForce(choices, start.inForce);
  useEffect(
    () =>
      onSettingsChange(() => {
        void loadChoices().then(setChoices);
        void loadPause().then(setPause);
      }),
    [],
  );
  const change = (make: (choices: Choices) => Choices) =>
    report(async () => setChoices(await changeChoices(make)));
  const { tab, host } = start.front;
  const isPaused = pausedUntil > Date.now();
  const here = choicesOn(host ? siteId(host) : "", choices);
  const isOn = host !== undefined && here.on && !isPaused;
  return (
    <main class="popup">
      <NotSaved refusals={refusals} />
      {host ? (
        <SiteBar host={host} isPaused={isPaused} choices={choices} change={change} />
      ) : (
        <div>
          <h1 class="unseen">{say("name")}</h1>
          <p>{say("popup_elsewhere")}</p>
          <a class="quiet" href="settings.html#sites" target="_blank" rel="noreferrer">
            {say("popup_add_site")}
          </a>
        </div>
      )}
      {isOn && tab !== undefined && <MarkList tab={tab} />}
      <PauseLine until={pausedUntil} isPaused={isPaused} report={report} />
      <PolicyFacts choices={choices} inForce={inForce} account={here.account} />
      <section class="sent">
        <p class="quiet with-icon">
          <Icon name="shield" />
          {say("nothing_sent")}
        </p>
        <details>
          <summary>{say("popup_verify")}</summary>
          <p class="quiet">{say("popup_verify_how")}</p>
        </details>
      </section>
      <nav class="links" aria-label={say("name")}>
        <a
          class="with-icon"
          href={`clauses.html#${encodeURIComponent(inForce)}`}
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
        <a class="with-icon" href="sandbox.html" target="_blank" rel="noreferrer">
          <Icon name="open" />
          {say("popup_sandbox")}
        </a>
      </nav>
    </main>
  );
}

interface SiteProps {
  host: string;
  isPaused: boolean;
  choices: Choices;
  change(make: (choices: Choices) => Choices): Promise<boolean>;
}

function SiteBar({ host, isPaused, choices, change }: SiteProps) {
  const site = siteId(host);
  const { on, account } = choicesOn(site, choices);
  return (
    <>
      <div class="bar">
        <div>
          <h1 class="unseen">{say("name")}</h1>
          <p id="state">{say(on && !isPaused ? "popup_on" : "popup_off", host)}</p>
          <HeldBy setting={`sites.${site}`} />
        </div>
        <Held setting={`sites.${site}`} isQuiet>
          <button
            type="button"
            class="switch"
            role="switch"
            aria-checked={on}
            aria-label={say("popup_switch")}
            onClick={() => void change((now) => changeSite(now, site, { on: !on }))}
          />
        </Held>
      </div>
      {on && (
        <Choice
          label={say("popup_account")}
          value={account}
          options={ACCOUNTS.map((option) => [option, say(`account_${option}`)] as const)}
          choose={(chosen) => void change((now) => changeSite(now, site, { account: chosen }))}
        />
      )}
    </>
  );
}

interface PauseProps {
  until: number;
  isPaused: boolean;
  report: Report;
}

function PauseLine({ until, isPaused, report }: PauseProps) {
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  return (
    <section>
      <div class="bar">
        <p class="quiet" id="pause" role="status">
          {say(isPaused ? "popup_paused" : "popup_pause_help", time.format(until))}
        </p>
        <button
          type="button"
          onClick={() => void report(() => pauseUntil(isPaused ? 0 : Date.now() + PAUSE))}
        >
          {say(isPaused ? "popup_go_on" : "popup_pause")}
        </button>
      </div>
    </section>
  );
}

interface FactsProps {
  choices: Choices;
  inForce: string;
  account: Account;
}

function PolicyFacts({ choices, inForce, account }: FactsProps) {
  const policy = policyList().find(({ id }) => id === inForce);
  const how = hold("policy");
  const setBy = how
    ? say(`held_${how}`, organisationName())
    : say(choices.policy === FIRST_POLICY ? "set_by_default" : "set_by_you");
  return (
    <section>
      <div>
        <p class="quiet">{say("popup_policy")}</p>
        <p lang={RULES_LANGUAGE}>{policy ? `${policy.department}: ${policy.title}` : inForce}</p>
        {inForce === choices.policy && (
          <p class="quiet" id="set-by">
            {setBy}
          </p>
        )}
        <ReminderOfDay policy={inForce} account={account} />
      </div>
      <PolicyGone chosen={choices.policy} inForce={inForce}>
        <a href="settings.html#inforce" target="_blank" rel="noreferrer">
          {say("popup_settings")}
        </a>
      </PolicyGone>
      <StaffMessage />
      <FaultLine />
    </section>
  );
}

/** One thing that the policy asks for and no text can show, each day another one. */
function ReminderOfDay({ policy, account }: { policy: string; account: Account }) {
  // Days by the reader's own calendar.
  const day = Date.parse(today()) / DAY;
  const reminder = useMemo(() => {
    const document = policyDocument(policy);
    return document && reminderOfDay(document, account, day);
  }, [policy, account, day]);
  if (!reminder) return null;
  const place = `${encodeURIComponent(policy)}/${encodeURIComponent(reminder.clause)}`;
  return (
    <p class="quiet" id="reminder">
      {say("also_asked")}{" "}
      <a href={`clauses.html#${place}`} target="_blank" rel="noreferrer" lang={RULES_LANGUAGE}>
        {reminder.words}
      </a>
    </p>
  );
}

void startPage("name", async (choices) => {
  const [front, inForce, pausedUntil] = await Promise.all([inFront(), policyInForce(choices), loadPause()]);
  return <Popup {...{ front, choices, inForce, pausedUntil }} />;
});
