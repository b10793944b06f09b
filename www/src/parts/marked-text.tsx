/**
 * A text with its findings drawn into it: for what isn't written in, such as a projected post, a handout or a quiz. Where one
 * writes, the extension's own marks lie over the box instead.
 */
import type { Finding } from "clausemark";
import { byStrength, lineOf, nameOf } from "../../../extension/src/shared/modality.js";

/** The stretch of one mark, with all that was found there, strongest first. */
export interface Stretch {
  start: number;
  end: number;
  findings: Finding[];
}

/** One stretch for each mark, in text order. */
export function stretchesOf(findings: readonly Finding[]): Stretch[] {
  const marks = new Map<number, Stretch>();
  for (const finding of findings) {
    const known = marks.get(finding.mark);
    if (!known) {
      marks.set(finding.mark, { start: finding.start, end: finding.end, findings: [finding] });
      continue;
    }
    known.start = Math.min(known.start, finding.start);
    known.end = Math.max(known.end, finding.end);
    known.findings.push(finding);
  }
  for (const { findings } of marks.values()) findings.sort(byStrength);
  return [...marks.values()].sort((a, b) => a.start - b.start);
}

interface Props {
  text: string;
  /** Empty: the plain text. */
  findings: readonly Finding[];
  /** Puts a number behind each mark, for a list beside it. */
  numbered?: boolean;
}

/** The text in its paragraphs, with a line under the words of each mark. */
export function MarkedText({ text, findings, numbered = false }: Props) {
  const parts = [];
  let at = 0;
  for (const [index, stretch] of stretchesOf(findings).entries()) {
    parts.push(text.slice(at, stretch.start));
    const [first] = stretch.findings;
    const possible = stretch.findings.every(({ confidence }) => confidence === "possible");
    parts.push(
      <mark
        key={stretch.start}
        class={`${lineOf(first?.modality)}${possible ? " possible" : ""}`}
        title={`${nameOf(first?.modality)}: ${first?.title}`}
      >
        {text.slice(stretch.start, stretch.end)}
        {numbered && <sup>{index + 1}</sup>}
      </mark>,
    );
    at = stretch.end;
  }
  parts.push(text.slice(at));
  return <p class="marked-text">{parts}</p>;
}
