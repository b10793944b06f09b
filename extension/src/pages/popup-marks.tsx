/** What is marked in the box that last had the focus, with a way to each. */
import { useEffect, useRef, useState } from "preact/hooks";
import { browser } from "../shared/browser.js";
import { type BoxReport, type FromPopup, POPUP_PORT } from "../shared/protocol.js";
import { say, sayCount } from "../shared/words.js";
import { ModalityMark, RULES_LANGUAGE } from "./parts.js";

/** Time between two looks at the box, in milliseconds: an answer of the checker may still be on its way. */
const LOOK = 500;

interface Seen extends BoxReport {
  port: chrome.runtime.Port;
}

/** A list of the marks, each of which opens its card in the page. */
export function MarkList({ tab }: { tab: number }) {
  const seen = useBox(tab);
  if (!seen?.focusedAt) return <p class="quiet">{say("popup_no_box")}</p>;
  const jump = (index: number) => {
    const message: FromPopup = { kind: "jump", mark: index, focusedAt: seen.focusedAt };
    seen.port.postMessage(message);
    // The card is in the page, which gets the focus back when the popup goes.
    window.close();
  };
  return (
    <section aria-labelledby="marks">
      <h2 id="marks">
        {seen.marks.length > 0 ? sayCount("popup_marks", seen.marks.length) : say("popup_no_marks")}
      </h2>
      <ul class="marks">
        {seen.marks.map(({ title, words, modality, confidence }, index) => (
          <li key={index}>
            <button type="button" onClick={() => jump(index)}>
              <ModalityMark modality={modality} possible={confidence === "possible"} />
              <span lang={RULES_LANGUAGE}>{title}</span>
              <span class="quiet words">“{words}”</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Asks the content scripts of a tab again and again; of several frames the one that was written in last counts. */
function useBox(tab: number): Seen | undefined {
  const [seen, setSeen] = useState<Seen>();
  const last = useRef<Seen>(undefined);
  useEffect(() => {
    // Each frame answers on the one port, which goes to all of them.
    const port = browser.tabs.connect(tab, { name: POPUP_PORT });
    const look: FromPopup = { kind: "look" };
    const timer = setInterval(() => port.postMessage(look), LOOK);
    port.onMessage.addListener((report: BoxReport) => {
      if (last.current && last.current.focusedAt > report.focusedAt) return;
      last.current = { ...report, port };
      setSeen(last.current);
    });
    const end = () => {
      void browser.runtime.lastError;
      clearInterval(timer);
    };
    port.onDisconnect.addListener(end);
    return () => {
      end();
      port.disconnect();
    };
  }, [tab]);
  return seen;
}
