/** What the class sees: one step of one scenario, as large as it fits, and never smaller than 28 px. */
import type { Finding } from "clausemark";
import type { Judgement } from "clausemark-scenario";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { findingsOf } from "../core.js";
import { addressOf, go } from "../router.js";
import { type Scenario, settingOf } from "../scenarios.js";
import { keep, lasting, recall } from "../store.js";
import { commandOf } from "./keys.js";
import {
  type Ask,
  type At,
  type Hands,
  moved,
  NO_HANDS,
  type Now,
  openLine,
  STEPS,
  stepsOf,
} from "./show.js";
import { Slide } from "./slide.js";

const CONTRAST = "contrast";

interface Props {
  scenarios: readonly Scenario[];
  /** The first of them, if it isn't one of the set; else empty. */
  opener: string;
}

export function PresentScreen({ scenarios, opener }: Props) {
  const { place, setting } = useSandbox();
  const number = Math.max(
    0,
    scenarios.findIndex(({ id }) => id === place.item),
  );
  const scenario = scenarios[number] as Scenario;
  const step = stepsOf(scenario).find((name) => name === place.query.step) ?? "post";
  const [allHands, setHands] = useState(new Map<string, Hands>());
  const [isBlank, setBlank] = useState(false);
  const [isDark, setDark] = useState(() => recall(lasting(), CONTRAST) === "dark");
  const screen = useRef<HTMLElement>(null);
  const hands = allHands.get(scenario.id) ?? NO_HANDS;
  const findings = useMemo<Finding[]>(
    () => findingsOf(scenario.post, settingOf(scenario, setting.policy)),
    [scenario, setting.policy],
  );

  const show = (at: At) => {
    const { id } = scenarios[at.scenario] ?? scenario;
    // Each scenario is a step of the history, what is revealed of it is not: back leads to the one before.
    const query = { ...place.query, opener, step: at.step === "post" ? "" : at.step };
    go("present", id, query, id === scenario.id);
  };
  const move = (by: 1 | -1) => show(moved(scenarios, { scenario: number, step }, by));
  const leave = () => {
    if (document.fullscreenElement) void document.exitFullscreen();
    go("present", "", { ...place.query, opener: "", step: "" });
  };
  const raise = (judgement: Judgement) =>
    setHands((all) => new Map(all).set(scenario.id, { ...hands, [judgement]: hands[judgement] + 1 }));
  const contrast = () => {
    setDark(!isDark);
    keep(lasting(), CONTRAST, isDark ? "light" : "dark");
  };

  const obey = (event: KeyboardEvent) => {
    const command = commandOf(event);
    if (!command) return;
    event.preventDefault();
    // A dark screen is only lit again, so that nothing is revealed unseen.
    if (isBlank && command !== "leave") return setBlank(false);
    switch (command) {
      case "next":
        return move(1);
      case "previous":
        return move(-1);
      case "first":
        return show({ scenario: 0, step: "post" });
      case "last":
        return show({ scenario: scenarios.length - 1, step: "post" });
      case "blank":
        return setBlank(true);
      case "contrast":
        return contrast();
      case "full":
        if (document.fullscreenElement) void document.exitFullscreen();
        else document.documentElement.requestFullscreen?.().catch(() => undefined);
        return;
      case "leave":
        return leave();
      default:
        if (step === "judge") raise(command);
    }
  };
  const latest = useRef({ obey, move });
  latest.current = { obey, move };
  useEffect(() => {
    const press = (event: KeyboardEvent) => latest.current.obey(event);
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  useEffect(() => screen.current?.focus({ preventScroll: true }), [scenario.id, step]);
  useLine(
    {
      kind: "now",
      scenario,
      next: scenarios[number + 1]?.title ?? "",
      at: number,
      total: scenarios.length,
      step,
      hands,
      policy: setting.policy,
    },
    (by) => latest.current.move(by),
  );

  return (
    <section
      class={`show${isDark ? " dark-room" : ""}${isBlank ? " blank" : ""}`}
      data-step={step}
      ref={screen}
      tabIndex={-1}
      aria-label={say("present_title")}
    >
      <div class="slide" aria-live="polite">
        {!isBlank && <Slide {...{ scenario, step, findings, hands, raise }} policy={setting.policy} />}
      </div>
      <nav class="show-bar" aria-label={say("present_bar")}>
        <button type="button" id="previous" onClick={() => move(-1)}>
          ‹ {say("present_previous")}
        </button>
        <span class="where">
          {say("present_where", number + 1, scenarios.length)}
          <span
            class="dots"
            role="img"
            aria-label={say("present_step", STEPS.indexOf(step) + 1, say(`present_step_${step}`))}
          >
            {stepsOf(scenario).map((name) => (
              <i key={name} class={name === step ? "now" : ""} />
            ))}
          </span>
        </span>
        <button
          type="button"
          id="notes"
          onClick={() => open(addressOf("notes"), "clausemark-notes", "width=760,height=680")}
        >
          {say("present_notes")}
        </button>
        <button type="button" id="leave" onClick={leave}>
          {say("present_leave")}
        </button>
        <button type="button" id="forward" onClick={() => move(1)}>
          {say("present_next")} ›
        </button>
      </nav>
    </section>
  );
}

/** Tells the notes where the show stands, now and whenever they ask, and moves when they say so. */
function useLine(now: Now, move: (by: 1 | -1) => void): void {
  const line = useRef<BroadcastChannel>(undefined);
  const latest = useRef(now);
  latest.current = now;
  useEffect(() => {
    const opened = openLine();
    line.current = opened;
    opened.onmessage = ({ data }: MessageEvent<Ask | Now>) => {
      if (data.kind === "hello") opened.postMessage(latest.current);
      if (data.kind === "move") move(data.by);
    };
    return () => opened.close();
  }, []);
  useEffect(() => line.current?.postMessage(now), [now.scenario.id, now.step, now.hands]);
}
