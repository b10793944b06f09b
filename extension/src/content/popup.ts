/** Tells the popup what is marked in the box that last had the focus, and opens the card that it asks for. */
import type { Desk } from "../dom/desk.js";
import type { Mark } from "../dom/marks.js";
import { browser } from "../shared/browser.js";
import { type BoxReport, type FromPopup, type MarkReport, POPUP_PORT } from "../shared/protocol.js";

/** Answers every popup for as long as the script lives. Only the extension itself can open such a port. */
export function answerPopup(desk: Desk): void {
  browser.runtime.onConnect.addListener((port) => {
    if (port.name !== POPUP_PORT) return;
    let told = desk.inHand;
    const tell = () => {
      told = desk.inHand;
      const report: BoxReport = { focusedAt: told.focusedAt, marks: told.marks.flatMap(reportOf) };
      port.postMessage(report);
    };
    tell();
    port.onMessage.addListener((message: FromPopup) => {
      if (message.kind === "look") return tell();
      // Every frame hears of it; the box is in one of them. What was told counts, not what is: the popup closes as it
      // asks, so the box may have got the focus back before the message comes.
      const mark = message.focusedAt === told.focusedAt ? told.marks[message.mark] : undefined;
      if (mark) desk.jump(mark);
    });
  });
}

function reportOf({ findings, start, end, text, firstStart }: Mark): MarkReport[] {
  const [first] = findings;
  if (!first) return [];
  const { title, modality } = first;
  const confidence = findings.some((one) => one.confidence === "likely") ? "likely" : "possible";
  return [{ title, modality, confidence, words: text.slice(firstStart, firstStart + end - start) }];
}
