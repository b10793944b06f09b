/** What there is to know about one clause: what it means, what it looks like, its neighbours, its kin elsewhere. */
import { type ClauseDocument, type PolicyDocument, related } from "clausemark";
import { Fragment } from "preact";
import { useMemo } from "preact/hooks";
import { lineOf } from "../../shared/modality.js";
import { say } from "../../shared/words.js";
import { ModalityMark, RULES_LANGUAGE } from "../parts.js";
import { type Example, type ExampleFile, examplesOf } from "./examples.js";

interface Props {
  policy: PolicyDocument;
  clause: ClauseDocument;
  /** Whether it is the clause that was asked for; only then all of it is told. */
  isHere: boolean;
  examples: ExampleFile;
}

/** The part of the page's address that names a clause. */
export function linkTo(policy: string, clause: string): string {
  return `#${encodeURIComponent(policy)}/${encodeURIComponent(clause)}`;
}

/** All of it for the clause that was asked for, a way there for any other that has rules. */
export function AboutClause({ policy, clause, isHere, examples }: Props) {
  if (!isHere) return null;
  const modalities = [...new Set(clause.rules.map(({ modality }) => modality))];
  return (
    <div class="about">
      {modalities.map((modality) => (
        <p key={modality}>{say(`plain_${modality}`)}</p>
      ))}
      {clause.rules.length === 0 && <p class="quiet">{say("clauses_no_rules")}</p>}
      <ExampleLists policy={policy} clause={clause} examples={examples} />
      <Related policy={policy} clause={clause} />
      <Neighbours policy={policy} clause={clause} />
    </div>
  );
}

function ExampleLists({ policy, clause, examples }: Omit<Props, "isHere">) {
  const { flagged, fine } = useMemo(() => examplesOf(policy, clause, examples), [policy, clause, examples]);
  return (
    <>
      {flagged.length > 0 && <ExampleList kind="flagged" examples={flagged} />}
      {fine.length > 0 && <ExampleList kind="fine" examples={fine} />}
    </>
  );
}

function ExampleList({ kind, examples }: { kind: "flagged" | "fine"; examples: Example[] }) {
  return (
    <div>
      <h3>{say(`examples_${kind}`)}</h3>
      <ul class="examples-list" id={`examples-${kind}`} lang={RULES_LANGUAGE}>
        {examples.map(({ text, marks }) => (
          <li class="example" key={text}>
            {marks.map(({ start, end, modality }, index) => (
              <Fragment key={start}>
                {text.slice(marks[index - 1]?.end ?? 0, start)}
                <mark class={lineOf(modality)}>{text.slice(start, end)}</mark>
              </Fragment>
            ))}
            {text.slice(marks.at(-1)?.end ?? 0)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Related({ policy, clause }: Pick<Props, "policy" | "clause">) {
  const others = useMemo(() => related(policy, clause.id), [policy, clause]);
  if (others.length === 0) return null;
  return (
    <div>
      <h3>{say("clauses_related")}</h3>
      <ul class="related">
        {others.map((other) => (
          <li key={`${other.policy} ${other.clause}`}>
            <ModalityMark modality={other.modality} />
            <a href={linkTo(other.policy, other.clause)} lang={RULES_LANGUAGE}>
              {`${other.short} ${other.clause}: ${other.heading}`}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Neighbours({ policy, clause }: Pick<Props, "policy" | "clause">) {
  const at = policy.clauses.findIndex(({ id }) => id === clause.id);
  const sides = [
    ["clauses_previous", policy.clauses[at - 1]],
    ["clauses_next", policy.clauses[at + 1]],
  ] as const;
  return (
    <nav class="neighbours" aria-label={say("clauses_neighbours")}>
      {sides.map(
        ([key, other]) =>
          other && (
            <a key={key} href={linkTo(policy.summary.id, other.id)}>
              {say(key, other.id)} <span lang={RULES_LANGUAGE}>{other.heading}</span>
            </a>
          ),
      )}
    </nav>
  );
}
