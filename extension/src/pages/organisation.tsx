/** What pages show of an organisation that manages this browser: who it is, what it says, and what it locked. */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { type Hold, holdOn, type ManagedFault, type Setting } from "../shared/organisation.js";
import { loadSettings, onSettingsChange, type Settings } from "../shared/settings.js";
import { say } from "../shared/words.js";
import { Icon } from "./parts.js";

let now: Pick<Settings, "organisation" | "chosen"> = { organisation: undefined, chosen: [] };

/** Keeps to what holds while the page is open. What the organisation changes meanwhile is shown by a page made anew. */
export function followOrganisation(first: Settings): void {
  now = first;
  onSettingsChange(() => {
    void loadSettings().then((settings) => {
      if (settings.organisation?.source !== first.organisation?.source) location.reload();
      now = settings;
    });
  });
}

/** How a setting is held. */
export function hold(setting: Setting): Hold {
  return holdOn(setting, now.organisation, now.chosen);
}

/** What the organisation calls itself, or a word for it. */
export function organisationName(): string {
  return now.organisation?.name || say("organisation_unnamed");
}

interface HeldProps {
  setting: Setting;
  /** Whether who holds it is told elsewhere. */
  isQuiet?: boolean;
  children: ComponentChildren;
}

/** Controls of a setting: switched off and told by whom where the organisation locked it. */
export function Held({ setting, isQuiet = false, children }: HeldProps) {
  const id = useId();
  const note = !isQuiet && <HeldBy setting={setting} id={id} />;
  if (hold(setting) !== "locked") {
    return (
      <div class="held">
        {children}
        {note}
      </div>
    );
  }
  return (
    <fieldset class="held" disabled aria-describedby={isQuiet ? undefined : id}>
      {children}
      {note}
    </fieldset>
  );
}

/** A line that tells who holds a setting; nothing if nobody does. */
export function HeldBy({ setting, id }: { setting: Setting; id?: string }) {
  const how = hold(setting);
  if (!how) return null;
  return (
    <p class="quiet with-icon held-by" id={id}>
      <Icon name={how === "locked" ? "lock" : "people"} />
      {say(`held_${how}`, organisationName())}
    </p>
  );
}

/** The message to staff, under the organisation's name. */
export function StaffMessage() {
  if (!now.organisation?.message) return null;
  return (
    <div class="staff-message">
      <p class="quiet with-icon">
        <Icon name="people" />
        {say("organisation_says", organisationName())}
      </p>
      <p class="message">{now.organisation.message}</p>
    </div>
  );
}

/** The whole of it, for the settings: that there is an organisation, what it says, what it can't know, and what is wrong. */
export function OrganisationPanel() {
  const { organisation } = now;
  if (!organisation) return null;
  return (
    <section class="panel" id="organisation" aria-labelledby="organisation-title">
      <div>
        <h2 id="organisation-title">{say("organisation_title", organisationName())}</h2>
        <p class="quiet">{say("organisation_help", organisationName())}</p>
      </div>
      <StaffMessage />
      <p class="quiet with-icon">
        <Icon name="shield" />
        {say("organisation_sees", organisationName())}
      </p>
      {organisation.faults.length > 0 && (
        <div class="warning" role="status" id="organisation-faults">
          <p>{say("organisation_faults", organisationName())}</p>
          <ul>
            {organisation.faults.map((fault) => (
              <li key={fault.key}>{sayManagedFault(fault)}</li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

/** A line for the popup, if something is wrong with what the organisation set. */
export function FaultLine() {
  if (!now.organisation?.faults.length) return null;
  return (
    <p class="warning">
      {say("organisation_faults", organisationName())}{" "}
      <a href="settings.html#organisation" target="_blank" rel="noreferrer">
        {say("popup_settings")}
      </a>
    </p>
  );
}

function sayManagedFault(fault: ManagedFault): string {
  switch (fault.kind) {
    case "unknown":
      return say("managed_unknown", fault.key);
    case "refused":
      return say("managed_refused", fault.key, fault.why);
    default:
      return say("managed_wrong", fault.key, fault.value);
  }
}
