/** The trainer's own window during a show: what to ask, what is taught, what comes next. */
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { findingsOf } from "../core.js";
import { JudgementWord } from "../parts/judgement.js";
import { MarkedText } from "../parts/marked-text.js";
import { commandOf } from "../present/keys.js";
import { type Ask, type Now, openLine } from "../present/show.js";
import { JUDGEMENTS, keyOf, settingOf, verdictUnder } from "../scenarios.js";

export function NotesView() {
  const [now, setNow] = useState<Now>();
  const line = useRef<BroadcastChannel>(undefined);
  const ask = (message: Ask) => line.current?.postMessage(message);
  useEffect(() => {
    const opened = openLine();
    line.current = opened;
    opened.onmessage = ({ data }: MessageEvent<Now | Ask>) => data.kind === "now" && setNow(data);
    ask({ kind: "hello" });
    const press = (event: KeyboardEvent) => {
      const command = commandOf(event);
      if (command !== "next" && command !== "previous") return;
      event.preventDefault();
      ask({ kind: "move", by: command === "next" ? 1 : -1 });
    };
    addEventListener("keydown", press);
    return () => {
      removeEventListener("keydown", press);
      opened.close();
    };
  }, []);
  if (!now) {
    return (
      <main class="notes">
        <h1>{say("present_notes")}</h1>
        <p>{say("present_notes_waiting")}</p>
      </main>
    );
  }
  const { scenario, step, at, total, next, hands, policy } = now;
  const verdict = verdictUnder(scenario, policy);
  const counted = JUDGEMENTS.filter((judgement) => hands[judgement] > 0);
  return (
    <main class="notes" data-step={step}>
      <div class="bar">
        <span>{say("present_where", at + 1, total)}</span>
        <span>{say(`present_step_${step}`)}</span>
        <Clock />
      </div>
      <h1>{scenario.title}</h1>
      <MarkedText text={scenario.post} findings={findingsOf(scenario.post, settingOf(scenario, policy))} />
      {scenario.notes && (
        <section class="panel ask">
          <h2>{say("present_ask")}</h2>
          <p>{scenario.notes}</p>
        </section>
      )}
      <section class="panel">
        {verdict && <JudgementWord judgement={verdict.judgement} />}
        <p>{scenario.teaches}</p>
        {counted.length > 0 && (
          <p class="quiet">
            {counted
              .map((judgement) => `${say(`judgement_${keyOf(judgement)}`)}: ${hands[judgement]}`)
              .join(" · ")}
          </p>
        )}
      </section>
      <p class="quiet">{next ? say("present_coming", next) : say("present_last")}</p>
      <p class="actions">
        <button type="button" id="previous" onClick={() => ask({ kind: "move", by: -1 })}>
          ‹ {say("present_previous")}
        </button>
        <button type="button" class="primary" id="forward" onClick={() => ask({ kind: "move", by: 1 })}>
          {say("present_next")} ›
        </button>
      </p>
    </main>
  );
}

/** Time since the notes were opened. */
function Clock() {
  const [began] = useState(Date.now);
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(Math.floor((Date.now() - began) / 1000)), 1000);
    return () => clearInterval(timer);
  }, [began]);
  const two = (number: number) => String(number).padStart(2, "0");
  return (
    <time title={say("present_clock")}>
      {two(Math.floor(seconds / 60))}:{two(seconds % 60)}
    </time>
  );
}
