/** All settings as one file, and back to how it was on the first day. */
import { useRef, useState } from "preact/hooks";
import { addedHosts, giveBack, requestHosts } from "../../shared/added-sites.js";
import type { Choices } from "../../shared/choices.js";
import { loadChoices, loadSettings, resetAll } from "../../shared/settings.js";
import { type Fault, readSettings, writeSettings } from "../../shared/settings-file.js";
import { say } from "../../shared/words.js";
import { Check } from "../parts.js";
import { Panel, type PanelProps } from "./panel.js";

/** What the last import came to. */
type Outcome =
  | { kind: "closed"; name: string }
  | { kind: "fault"; fault: Fault }
  | { kind: "taken"; before: Choices; missing: string[] }
  | { kind: "back" };

interface Props extends PanelProps {
  /** Fills the fields anew. */
  renew(): void;
}

/** Export, import, reset. */
export function FilePanel({ change, report, renew }: Props) {
  const take = async (choices: Choices) => {
    const isTaken = await change(() => choices);
    if (isTaken) renew();
    return isTaken;
  };
  return (
    <Panel place="file" help={say("settings_file_help")}>
      <Export />
      <Import take={take} />
      <Reset report={report} />
    </Panel>
  );
}

function Export() {
  const [withNames, setWithNames] = useState(false);
  const save = async () => {
    // The writer's own: what an organisation sets in this browser is not theirs to take along, and its policy is in no other.
    const { own } = await loadSettings();
    const text = writeSettings({ choices: own, addedSites: await addedHosts() }, withNames);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = "clausemark-settings.json";
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div class="stack">
      <Check name="with-names" isOn={withNames} turn={setWithNames}>
        {say("export_names")}
        <br />
        <span class="quiet">{say("export_names_help")}</span>
      </Check>
      <div class="buttons">
        <button type="button" id="export" onClick={() => void save()}>
          {say("export")}
        </button>
      </div>
    </div>
  );
}

interface ImportProps {
  /** Puts these choices in force; whether they were saved. */
  take(choices: Choices): Promise<boolean>;
}

function Import({ take }: ImportProps) {
  const [outcome, setOutcome] = useState<Outcome>();
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined) => {
    if (!file) return;
    // What came of the last file is no word on this one.
    setOutcome(undefined);
    const before = await loadChoices();
    const text = await file.text().catch(() => undefined);
    // The same file can be chosen again once it is mended.
    if (input.current) input.current.value = "";
    if (text === undefined) return setOutcome({ kind: "closed", name: file.name });
    const read = readSettings(text, before);
    if ("fault" in read) return setOutcome({ kind: "fault", fault: read.fault });
    if (!(await take(read.file.choices))) return;
    const known = await addedHosts();
    const missing = read.file.addedSites.filter((host) => !known.includes(host));
    setOutcome({ kind: "taken", before, missing });
  };
  return (
    <div class="stack">
      <input
        type="file"
        id="import-file"
        accept="application/json,.json"
        ref={input}
        hidden
        aria-label={say("import")}
        onChange={(event) => void open(event.currentTarget.files?.[0])}
      />
      <div class="buttons">
        <button type="button" onClick={() => input.current?.click()}>
          {say("import")}
        </button>
      </div>
      <div id="import-outcome" role="status">
        {outcome?.kind === "closed" && <p class="warning">{say("import_closed", outcome.name)}</p>}
        {outcome?.kind === "fault" && <p class="warning">{sayFault(outcome.fault)}</p>}
        {outcome?.kind === "back" && <p class="note">{say("import_back")}</p>}
        {outcome?.kind === "taken" && <Taken {...outcome} take={take} set={setOutcome} />}
      </div>
    </div>
  );
}

interface TakenProps extends ImportProps {
  before: Choices;
  missing: string[];
  set(outcome: Outcome): void;
}

function Taken({ before, missing, take, set }: TakenProps) {
  const undo = async () => {
    if (await take(before)) set({ kind: "back" });
  };
  const allow = async () => {
    if (await requestHosts(missing)) location.reload();
  };
  return (
    <div class="stack">
      <p class="note">{say("import_taken")}</p>
      {missing.length > 0 && <p>{say("import_sites", missing.join(", "))}</p>}
      <div class="buttons">
        {missing.length > 0 && (
          <button type="button" onClick={() => void allow()}>
            {say("import_allow")}
          </button>
        )}
        <button type="button" onClick={() => void undo()}>
          {say("undo")}
        </button>
      </div>
    </div>
  );
}

/** What is wrong with a file, in a sentence that names the key. */
function sayFault(fault: Fault): string {
  switch (fault.kind) {
    case "damaged":
      return fault.key ? say("fault_damaged", fault.key) : say("fault_damaged_start");
    case "foreign":
      return say("fault_foreign");
    case "unknown":
      return say("fault_unknown", fault.key);
    default:
      return say(`fault_${fault.kind}`, fault.key, fault.value);
  }
}

function Reset({ report }: Pick<PanelProps, "report">) {
  const [isAsking, setAsking] = useState(false);
  const reset = () =>
    report(async () => {
      await giveBack(await addedHosts());
      await resetAll();
      location.reload();
    });
  if (!isAsking) {
    return (
      <div class="buttons">
        <button type="button" id="reset" onClick={() => setAsking(true)}>
          {say("reset")}
        </button>
      </div>
    );
  }
  return (
    <div class="stack">
      <p class="warning" role="alert">
        {say("reset_question")}
      </p>
      <div class="buttons">
        <button type="button" id="reset-sure" onClick={() => void reset()}>
          {say("reset_sure")}
        </button>
        <button type="button" onClick={() => setAsking(false)}>
          {say("reset_keep")}
        </button>
      </div>
    </div>
  );
}
