/** The frame around every view: where one can go, by what is judged, in which language. */
import { createContext, type FunctionComponent } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { LANGUAGES, type Language } from "../../extension/src/shared/choices.js";
import { policyList } from "../../extension/src/shared/wasm.js";
import { say } from "../../extension/src/shared/words.js";
import { keepLanguage, speak } from "./language.js";
import { UpdateNotice } from "./offline.js";
import { SettingStrip } from "./parts/setting-strip.js";
import { addressOf, go, type Place, readPlace, usePlace, type View } from "./router.js";
import { loadScenarios, type Scenario } from "./scenarios.js";
import { keepSetting, NO_POLICY, readSetting, type Setting, settingQuery, withPolicy } from "./setting.js";
import { ScenariosView } from "./views/scenarios.js";

/** What every view can ask for. */
export interface Sandbox {
  place: Place;
  setting: Setting;
  change(change: Partial<Setting>): void;
  language: Language;
  /** The built-in scenarios. */
  scenarios: readonly Scenario[];
}

const Context = createContext<Sandbox | undefined>(undefined);

/** The sandbox around a view. */
export function useSandbox(): Sandbox {
  const sandbox = useContext(Context);
  if (!sandbox) throw new Error("a view stands outside of the sandbox");
  return sandbox;
}

/** Views that aren't needed first come with their own files. */
const LATER: Record<Exclude<View, "scenarios">, () => Promise<FunctionComponent>> = {
  overview: async () => (await import("./views/overview.js")).OverviewView,
  write: async () => (await import("./views/write.js")).WriteView,
  compare: async () => (await import("./views/compare.js")).CompareView,
  present: async () => (await withOwn(import("./views/present.js"))).PresentView,
  notes: async () => (await import("./views/notes.js")).NotesView,
  quiz: async () => (await withOwn(import("./views/quiz.js"))).QuizView,
  own: async () => (await withOwn(import("./views/own.js"), true)).OwnView,
  set: async () => (await withOwn(import("./views/shared-set.js"), true)).SharedSetView,
  photos: async () => (await import("./views/photos.js")).PhotosView,
  policy: async () => (await import("./views/policy.js")).PolicyView,
};

/** A view that may show own scenarios, once those that there are can be read. */
async function withOwn<T>(view: Promise<T>, always = false): Promise<T> {
  const { hasOwn, loadReader } = await import("./own.js");
  if (always || hasOwn()) await loadReader();
  return view;
}

/** In the bar, in this order. */
const TABS: readonly View[] = ["scenarios", "write", "compare", "present", "quiz", "own", "photos"];
/** Views that stand under another one's tab. */
const UNDER: Partial<Record<View, View>> = { overview: "scenarios", set: "own" };
/** Views that fill the screen by themselves. */
const BARE: readonly View[] = ["notes"];
/** Views where the policy, or all of the setting, decides what is shown. */
const STRIPS: Partial<Record<View, "policy" | "all">> = {
  scenarios: "policy",
  overview: "policy",
  write: "all",
};

interface Props {
  language: Language;
  scenarios: readonly Scenario[];
}

export function App(props: Props) {
  const place = usePlace();
  const [{ language, scenarios }, setWords] = useState(props);
  const [chosen, setChosen] = useState(() => readSetting(place.query, policyIds()));
  const setting = settingIn(place.view, chosen);
  const main = useRef<HTMLElement>(null);

  const change = (changed: Partial<Setting>) => {
    const next = { ...chosen, ...changed };
    setChosen(next);
    // Other views and the next visit go by the policy that held before there was none.
    const { policy } = withPolicy(next.policy === NO_POLICY ? chosen : next, policyIds());
    keepSetting({ ...next, policy });
    const { view, item, query } = readPlace(location.hash);
    go(view, item, { ...query, ...settingQuery(settingIn(view, next)) }, true);
  };
  const turn = async (to: Language) => {
    keepLanguage(to);
    const [, read] = await Promise.all([speak(to), loadScenarios(to)]);
    setWords({ language: to, scenarios: read });
  };
  // A link that names a policy or account means it.
  useEffect(() => {
    const asked = readSetting({ ...settingQuery(chosen), ...place.query }, policyIds());
    if (JSON.stringify(asked) !== JSON.stringify(chosen)) setChosen(asked);
  }, [place]);
  useLayoutEffect(() => {
    document.title = `${say(`sandbox_view_${place.view}`)} · ${say("sandbox_title")}`;
  }, [place.view, language]);
  // A new view begins at its top, and a screen reader in it.
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) {
      main.current?.focus({ preventScroll: true });
      scrollTo({ top: 0, behavior: "instant" });
    }
    first.current = false;
  }, [place.view]);

  const strip = STRIPS[place.view];
  const sandbox = { place, setting, change, language, scenarios };
  if (BARE.includes(place.view)) {
    return (
      <Context.Provider value={sandbox}>
        <Later view={place.view} key={language} />
      </Context.Provider>
    );
  }
  return (
    <Context.Provider value={sandbox}>
      <Header view={UNDER[place.view] ?? place.view} language={language} turn={turn} />
      <UpdateNotice />
      {strip && <SettingStrip whole={strip === "all"} />}
      <main class="sandbox" ref={main} tabIndex={-1} key={language}>
        <Later view={place.view} />
      </main>
    </Context.Provider>
  );
}

const policyIds = () => policyList().map(({ id }) => id);

/** What was chosen, as a view goes by it: only under the whole strip one does without a policy. */
function settingIn(view: View, chosen: Setting): Setting {
  return STRIPS[view] === "all" ? chosen : withPolicy(chosen, policyIds());
}

interface HeaderProps {
  view: View;
  language: Language;
  turn(language: Language): void;
}

function Header({ view, language, turn }: HeaderProps) {
  return (
    <header class="top">
      <a class="brand" href={addressOf("scenarios")}>
        <img src="icon.svg" alt="" width="24" height="24" />
        {say("sandbox_title")}
      </a>
      <nav aria-label={say("sandbox_nav")}>
        {TABS.map((tab) => (
          <a key={tab} href={addressOf(tab)} aria-current={tab === view ? "page" : undefined}>
            {say(`sandbox_view_${tab}`)}
          </a>
        ))}
      </nav>
      <fieldset class="languages">
        <legend>{say("sandbox_language")}</legend>
        {LANGUAGES.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => turn(one)}
            title={say(`sandbox_language_${one}`)}
          >
            {one.toUpperCase()}
          </button>
        ))}
      </fieldset>
    </header>
  );
}

const loaded = new Map<View, FunctionComponent>([["scenarios", ScenariosView]]);

/** A view, or a line that says that it comes. */
function Later({ view }: { view: View }) {
  const [failed, setFailed] = useState<View>();
  const [, setArrived] = useState<View>();
  useEffect(() => {
    if (view === "scenarios" || loaded.has(view)) return;
    setFailed(undefined);
    LATER[view]().then(
      (component) => {
        loaded.set(view, component);
        setArrived(view);
      },
      () => setFailed(view),
    );
  }, [view]);
  const Shown = loaded.get(view);
  if (Shown) return <Shown />;
  return <p class="quiet">{say(failed === view ? "sandbox_view_failed" : "sandbox_view_coming")}</p>;
}
