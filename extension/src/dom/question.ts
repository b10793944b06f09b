/** The one question before posting: the marks that may not be allowed, the way back, and the way on. */
import { say, sayCount } from "../shared/words.js";
import type { Mark } from "./marks.js";
import { Panel } from "./panel.js";
import type { Tone } from "./tone.js";

/** Letters of a mark's words that are shown. */
const WORDS = 40;

/** What a button of the question does. */
export type Answer = { kind: "back" } | { kind: "post" } | { kind: "mark"; mark: Mark };

/** The question of one document. */
export class Question extends Panel<Answer> {
  /** Asks about these marks, each of them by its words; `policy` is the short name of the policy in force. */
  ask(marks: readonly Mark[], policy: string, tone: Tone): void {
    const sentence = sayCount("ask", marks.length, policy);
    const face = this.begin(tone, `${say("ask_title")}. ${sentence}`, "alertdialog");
    this.add(face, "h2", "title", say("ask_title"));
    this.add(face, "p", "said", sentence);
    const list = this.add(face, "ul", "listed");
    for (const mark of marks) {
      const finding = mark.findings.find(({ modality }) => modality === "prohibited");
      const words = mark.text.slice(mark.firstStart, mark.firstStart + mark.end - mark.start);
      const button = this.addButton(this.add(list, "li"), "plain solid", "", { kind: "mark", mark });
      this.add(button, "i");
      const short = words.length > WORDS ? `${words.slice(0, WORDS).trimEnd()}…` : words;
      this.add(button, "span", "", say("ask_mark", short, finding?.title ?? ""));
    }
    const row = this.add(face, "div", "actions");
    this.addButton(row, "first", say("go_back"), { kind: "back" });
    this.addButton(row, "", say("post_anyway"), { kind: "post" });
  }
}
