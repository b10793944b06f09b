/** The findings beside the box, in the order of the text, each with the clauses it touches. */
import type { Finding } from "clausemark";
import { ModalityMark } from "../../extension/src/pages/parts.js";
import { say, sayCount } from "../../extension/src/shared/words.js";

interface Props {
  findings: Finding[];
  /** The text that they were found in. */
  text: string;
  readClause(clause: string): void;
}

/** A list, or a plain sentence where there is nothing to list. */
export function FindingList({ findings, text, readClause }: Props) {
  const isEmpty = text.trim() === "";
  return (
    <section class="panel findings" aria-live="polite">
      <h2>
        {findings.length > 0 ? sayCount("sandbox_findings", findings.length) : say("sandbox_findings_none")}
      </h2>
      {findings.length === 0 && <p class="quiet">{say(isEmpty ? "sandbox_empty" : "sandbox_silent")}</p>}
      <ol>
        {findings.map((finding) => (
          <Entry
            key={`${finding.category} ${finding.start}`}
            finding={finding}
            words={text.slice(finding.start, finding.end)}
            readClause={readClause}
          />
        ))}
      </ol>
    </section>
  );
}

interface EntryProps {
  finding: Finding;
  words: string;
  readClause(clause: string): void;
}

function Entry({ finding, words, readClause }: EntryProps) {
  const { category, confidence, modality, message, clauses, start, end } = finding;
  return (
    <li class="entry" data-category={category} data-start={start} data-end={end} data-confidence={confidence}>
      <div class="bar">
        <ModalityMark modality={modality} possible={confidence === "possible"} />
        {confidence === "possible" && <span class="quiet">{say("sandbox_possible")}</span>}
      </div>
      <h3>{finding.title}</h3>
      <p class="words">“{words}”</p>
      <p>{message}</p>
      <ul class="touched">
        {clauses.map((clause) => (
          <li key={`${clause.clause} ${clause.modality}`}>
            <button type="button" class="clause-link" onClick={() => readClause(clause.clause)}>
              {clause.clause}
            </button>
            <span class="quiet">{clause.gist}</span>
          </li>
        ))}
      </ul>
    </li>
  );
}
