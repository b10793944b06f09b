/** The card about a picture: what it would give away, what to look for in it, and the way to a copy without metadata. */
import type { Trace } from "clausemark-photo";
import type { SightClause } from "../shared/photo-protocol.js";
import { say, sayCount } from "../shared/words.js";
import type { Layer } from "./layer.js";
import { Panel } from "./panel.js";
import type { Told } from "./photos.js";
import type { Tone } from "./tone.js";

/** Traces that are shown at once; the others are behind "more". */
const SHOWN = 5;
/** Letters of a value that are shown. */
const VALUE = 80;

/** What a button of the card does. */
export type PhotoAction =
  | { kind: "copy" }
  | { kind: "next" }
  | { kind: "more" }
  | { kind: "close" }
  | { kind: "read"; policy: string; clause: string };

/** The photo card of one document. */
export class PhotoCard extends Panel<PhotoAction> {
  private fold: HTMLElement | undefined;
  private opener: HTMLElement | undefined;

  constructor(page: Document, layer: Layer) {
    super(page, layer, "photo");
  }

  /** Shows what one of several pictures tells; returns it in one sentence for screen readers. */
  show(told: Told, which: { index: number; count: number }, tone: Tone): string {
    const { report, sights, policyName } = told.answer;
    const { gives, problem } = report;
    const title = titleOf(told);
    const place = which.count > 1 ? say("photo_which", which.index + 1, which.count, told.file.name) : "";
    const trouble = problem ? say(`photo_problem_${problem.kind.replaceAll("-", "_")}`) : "";
    const face = this.begin(tone, title);
    if (place) this.add(face, "p", "quiet", place);
    this.add(face, "h2", "title", title);
    if (trouble) this.add(face, "p", "said", trouble);
    else if (gives.length > 0) this.add(face, "p", "said", say("photo_why"));
    this.addTraces(face, gives);
    if (sights.length > 0) this.addSights(face, sights, policyName);
    const row = this.add(face, "div", "actions");
    if (report.removable) this.addButton(row, "first", say("photo_copy"), { kind: "copy" });
    if (which.count > 1) this.addButton(row, "", say("photo_next"), { kind: "next" });
    this.addButton(row, report.removable ? "" : "first", say("photo_close"), { kind: "close" });
    return [title, place, trouble].filter(Boolean).join(". ");
  }

  /** Shows all traces. */
  unfold(): void {
    const { hasFocus } = this;
    this.fold?.classList.add("open");
    this.opener?.remove();
    this.opener = undefined;
    // The button that had it is gone.
    if (hasFocus) this.focus();
    this.resized();
  }

  private addTraces(face: HTMLElement, gives: readonly Trace[]): void {
    this.fold = this.opener = undefined;
    if (gives.length === 0) return;
    // One of each kind says more than five of one.
    const firsts = gives.filter(
      ({ kind }, index) => gives.findIndex((other) => other.kind === kind) === index,
    );
    const shown = firsts.slice(0, SHOWN);
    this.addList(this.add(face, "dl", "traces"), shown);
    const rest = gives.filter((trace) => !shown.includes(trace));
    if (rest.length === 0) return;
    this.opener = this.addButton(face, "plain", sayCount("photo_more", rest.length), { kind: "more" });
    this.fold = this.add(face, "dl", "traces fold");
    this.addList(this.fold, rest);
  }

  private addList(list: HTMLElement, traces: readonly Trace[]): void {
    for (const { field, value } of traces) {
      const row = this.add(list, "div");
      this.add(row, "dt", "", say(`photo_field_${field.replaceAll("-", "_")}`));
      const short = value.length > VALUE ? `${value.slice(0, VALUE).trimEnd()}…` : value;
      this.add(row, "dd", "", short || say("photo_there"));
    }
  }

  private addSights(face: HTMLElement, sights: readonly SightClause[], policyName: string): void {
    const part = this.add(face, "div", "foot");
    this.add(part, "p", "", say("photo_look", policyName));
    const list = this.add(part, "ul", "sights");
    for (const { sight, policy, clause } of sights) {
      const item = this.add(list, "li");
      this.add(item, "span", "", say(`photo_sight_${sight}`));
      const button = this.addButton(item, "link", clause, { kind: "read", policy, clause });
      button.setAttribute("aria-label", say("photo_read_clause", clause));
    }
  }
}

/** What the picture tells, in one sentence, the most telling first. */
function titleOf({ answer: { report } }: Told): string {
  const kinds = new Set(report.gives.map(({ kind }) => kind));
  if (kinds.size === 0) return say(report.problem ? "photo_title_problem" : "photo_title_look");
  if (kinds.has("place")) return say("photo_title_place");
  if (kinds.has("time")) return say("photo_title_time");
  return say(kinds.has("person") || kinds.has("serial") ? "photo_title_person" : "photo_title_other");
}
