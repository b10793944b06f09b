/** The findings beside a box or under a post, in the order of the text, each with the clauses it touches. */
import type { ClauseRef, Finding } from "clausemark";
import { ModalityMark } from "../../../extension/src/pages/parts.js";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { addressOf } from "../router.js";
import { stretchesOf } from "./marked-text.js";

interface Props {
  findings: readonly Finding[];
  /** The text that they were found in. */
  text: string;
  /** Clauses that the post touches by being written on duty. */
  duty?: readonly ClauseRef[];
  /** Puts the number of its mark before each finding. */
  numbered?: boolean;
}

/** A list, or a plain sentence where there is nothing to list. */
export function FindingList({ findings, text, duty = [], numbered = false }: Props) {
  const isEmpty = text.trim() === "";
  const order = stretchesOf(findings).flatMap((stretch) => stretch.findings);
  const numbers = new Map(
    stretchesOf(findings).flatMap((stretch, at) => stretch.findings.map((one) => [one, at + 1] as const)),
  );
  return (
    <section class="panel findings" aria-live="polite">
      <h2>
        {findings.length > 0 ? sayCount("sandbox_findings", findings.length) : say("sandbox_findings_none")}
      </h2>
      {findings.length === 0 && <p class="quiet">{say(isEmpty ? "sandbox_empty" : "sandbox_silent")}</p>}
      {duty.length > 0 && !isEmpty && <OnDuty clauses={duty} />}
      <ol>
        {order.map((finding) => (
          <Entry
            key={`${finding.category} ${finding.start}`}
            finding={finding}
            words={text.slice(finding.start, finding.end)}
            number={numbered ? numbers.get(finding) : undefined}
          />
        ))}
      </ol>
    </section>
  );
}

interface EntryProps {
  finding: Finding;
  words: string;
  number: number | undefined;
}

function Entry({ finding, words, number }: EntryProps) {
  const { category, confidence, modality, message, advice, clauses, start, end } = finding;
  return (
    <li class="entry" data-category={category} data-start={start} data-end={end} data-confidence={confidence}>
      <div class="bar">
        <ModalityMark modality={modality} possible={confidence === "possible"} />
        {confidence === "possible" && <span class="quiet">{say("sandbox_possible")}</span>}
      </div>
      <h3>
        {number !== undefined && <span class="mark-number">{number}</span>}
        {finding.title}
      </h3>
      <p class="words">“{words}”</p>
      <p lang="en">{message}</p>
      <p class="quiet" lang="en">
        {advice}
      </p>
      <ClauseList clauses={clauses} />
    </li>
  );
}

function OnDuty({ clauses }: { clauses: readonly ClauseRef[] }) {
  return (
    <div class="entry on-duty">
      <ModalityMark modality={clauses[0]?.modality} />
      <h3>{say("sandbox_on_duty")}</h3>
      <p>{say("sandbox_on_duty_help")}</p>
      <ClauseList clauses={clauses} />
    </div>
  );
}

/** The strongest clause with its gist, and the numbers of the others. */
function ClauseList({ clauses }: { clauses: readonly ClauseRef[] }) {
  const [first, ...others] = clauses;
  if (!first) return null;
  return (
    <div class="touched">
      <ClauseLink policy={first.policy} clause={first.clause} />
      <span class="quiet" lang="en">
        {first.gist}
      </span>
      {others.length > 0 && (
        <span class="quiet others">
          {say("sandbox_also")}{" "}
          {others.map(({ policy, clause }) => (
            <ClauseLink key={clause} policy={policy} clause={clause} />
          ))}
        </span>
      )}
    </div>
  );
}

/** The number of a clause, leading to where it stands. */
export function ClauseLink({ policy, clause }: { policy: string; clause: string }) {
  return (
    <a class="clause-link" href={addressOf("policy", `${policy}/${clause}`)}>
      {clause}
    </a>
  );
}
