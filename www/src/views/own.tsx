/** A trainer's own scenarios: the set in its order, what is wrong with it, and how it gets out of this browser and in. */
import { useMemo, useRef, useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { readJson, saveFile } from "../files.js";
import {
  copyFor,
  fromRecord,
  isOfForm,
  keepOwn,
  loadOwn,
  newScenario,
  type OwnSet,
  problemsOf,
  toRecord,
} from "../own.js";
import { Editor } from "../own-set/editor.js";
import { ProblemList } from "../own-set/problems.js";
import { SharePanel } from "../own-set/share-panel.js";
import { SetCharts } from "../parts/set-charts.js";
import { addressOf, go } from "../router.js";
import { inLanguage, type Scenario } from "../scenarios.js";

export function OwnView() {
  const { place, setting, scenarios, language } = useSandbox();
  const [set, setSet] = useState<OwnSet>(loadOwn);
  const [isKept, setKept] = useState(true);
  const [undo, setUndo] = useState<OwnSet>();
  const change = (next: OwnSet) => {
    setSet(next);
    setKept(keepOwn(next));
    setUndo(undefined);
  };
  const problems = useMemo(() => problemsOf(set.scenarios), [set]);
  const open = set.scenarios.find(({ id }) => id === place.item);
  if (open) {
    return (
      <Editor
        key={open.id}
        scenario={open}
        problems={problems.filter(({ scenario }) => scenario === open.id)}
        isKept={isKept}
        change={(changed) =>
          change({ ...set, scenarios: set.scenarios.map((one) => (one === open ? changed : one)) })
        }
      />
    );
  }
  const add = (scenario: Scenario) => {
    change({ ...set, scenarios: [...set.scenarios, scenario] });
    go("own", scenario.id, place.query);
  };
  const remove = (scenario: Scenario) => {
    change({ ...set, scenarios: set.scenarios.filter((one) => one !== scenario) });
    setUndo(set);
  };
  return (
    <>
      <h1>{say("sandbox_view_own")}</h1>
      <p class="intro">{say("own_intro")}</p>
      {!isKept && <p class="warning">{say("own_not_kept")}</p>}
      <div class="columns">
        <div class="stack">
          <label class="field" htmlFor="set-title">
            <span>{say("own_title")}</span>
            <input
              id="set-title"
              maxLength={80}
              value={set.title}
              onInput={(event) => change({ ...set, title: event.currentTarget.value })}
            />
          </label>
          <Order set={set} change={change} remove={remove} />
          {undo && (
            <p class="notice" role="status">
              <span>{say("own_removed")}</span>
              <button type="button" id="undo" onClick={() => change(undo)}>
                {say("undo")}
              </button>
            </p>
          )}
          <p class="actions">
            <button
              type="button"
              class="primary"
              id="add"
              onClick={() => add(newScenario(set, setting.policy))}
            >
              {say("own_add")}
            </button>
          </p>
          <label class="field" htmlFor="copy">
            <span>{say("own_copy")}</span>
            <select
              id="copy"
              value=""
              onChange={(event) => {
                const copied = scenarios.find(({ id }) => id === event.currentTarget.value);
                if (copied) add(copyFor(set, copied, setting.policy));
              }}
            >
              <option value="">{say("own_copy_choose")}</option>
              {scenarios.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </select>
          </label>
          <ProblemList problems={problems} isOwn />
        </div>
        <div class="stack">
          <Files set={set} change={change} canUse={!problems.some(isOfForm)} />
          {set.scenarios.length > 0 && <SharePanel set={set} />}
          {set.scenarios.length > 0 && (
            <SetCharts
              scenarios={set.scenarios.map((one) => inLanguage(one, language))}
              policy={setting.policy}
            />
          )}
        </div>
      </div>
    </>
  );
}

interface OrderProps {
  set: OwnSet;
  change(set: OwnSet): void;
  remove(scenario: Scenario): void;
}

function Order({ set, change, remove }: OrderProps) {
  const { place } = useSandbox();
  const { scenarios } = set;
  const move = (at: number, by: 1 | -1) => {
    const next = [...scenarios];
    const [one] = next.splice(at, 1);
    if (one) next.splice(at + by, 0, one);
    change({ ...set, scenarios: next });
  };
  if (scenarios.length === 0) return <p class="quiet">{say("own_empty")}</p>;
  return (
    <ol class="rows order">
      {scenarios.map((scenario, at) => {
        const name = scenario.title || say("own_untitled");
        return (
          <li key={scenario.id} data-id={scenario.id}>
            <a href={addressOf("own", scenario.id, place.query)}>{name}</a>
            <span class="row-actions">
              <button
                type="button"
                disabled={at === 0}
                aria-label={say("own_up", name)}
                onClick={() => move(at, -1)}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={at + 1 === scenarios.length}
                aria-label={say("own_down", name)}
                onClick={() => move(at, 1)}
              >
                ↓
              </button>
              <button type="button" aria-label={say("own_remove", name)} onClick={() => remove(scenario)}>
                ✕
              </button>
            </span>
          </li>
        );
      })}
    </ol>
  );
}

interface FilesProps {
  set: OwnSet;
  change(set: OwnSet): void;
  /** Whether every scenario is complete. */
  canUse: boolean;
}

function Files({ set, change, canUse }: FilesProps) {
  const { place } = useSandbox();
  const input = useRef<HTMLInputElement>(null);
  const [refused, setRefused] = useState<"no-set" | ReturnType<typeof problemsOf>>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    const given = fromRecord(await readJson(file));
    const wrong = given?.problems.filter(isOfForm) ?? [];
    if (!given) setRefused("no-set");
    else if (wrong.length > 0) setRefused(wrong);
    else {
      setRefused(undefined);
      change(given.set);
    }
  };
  const save = () =>
    saveFile("clausemark-scenarios.json", `${JSON.stringify(toRecord(set), null, 2)}\n`, "application/json");
  const isEmpty = set.scenarios.length === 0;
  return (
    <section class="panel">
      <h2>{say("own_use")}</h2>
      {!isEmpty && canUse && (
        <p class="actions">
          <a class="button" href={addressOf("present", "", { ...place.query, set: "own" })}>
            {say("sandbox_view_present")}
          </a>
          <a class="button" href={addressOf("quiz", "", { ...place.query, set: "own" })}>
            {say("sandbox_view_quiz")}
          </a>
        </p>
      )}
      <p class="actions">
        <button type="button" id="save" disabled={isEmpty} onClick={save}>
          {say("own_save")}
        </button>
        <button type="button" id="open" onClick={() => input.current?.click()}>
          {say("own_open")}
        </button>
        <button
          type="button"
          id="forget"
          disabled={isEmpty}
          onClick={() => confirm(say("own_forget_sure")) && change({ title: "", scenarios: [] })}
        >
          {say("own_forget")}
        </button>
      </p>
      <input
        ref={input}
        id="file"
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void read(event.currentTarget.files?.[0]);
          event.currentTarget.value = "";
        }}
      />
      {refused === "no-set" && <p class="warning">{say("own_no_set")}</p>}
      {Array.isArray(refused) && (
        <div class="warning" id="refused">
          <p>{sayCount("own_refused", refused.length)}</p>
          <ProblemList problems={refused} />
        </div>
      )}
      <p class="quiet">{say("own_open_help")}</p>
    </section>
  );
}
