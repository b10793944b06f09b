/** The outline as a list of links. */
import type { PolicyDocument } from "clausemark";
import { say } from "../../shared/words.js";
import { RULES_LANGUAGE } from "../parts.js";
import { linkTo } from "./about.js";

interface Props {
  policy: PolicyDocument;
  /** Number of the clause that was asked for. */
  here: string;
}

/** Every clause by number and heading; on a narrow page folded, so that the text comes first. */
export function Contents(props: Props) {
  const isWide = matchMedia("(min-width: 800px)").matches;
  return (
    <details class="contents" open={isWide}>
      <summary>{say("clauses_contents")}</summary>
      <Level {...props} parent="" />
    </details>
  );
}

function Level({ policy, here, parent }: Props & { parent: string }) {
  const clauses = policy.clauses.filter((clause) => clause.parent === parent);
  if (clauses.length === 0) return null;
  return (
    <ol>
      {clauses.map(({ id, heading }) => (
        <li key={id}>
          <a href={linkTo(policy.summary.id, id)} aria-current={id === here ? "true" : undefined}>
            <span class="number">{id}</span>
            <span lang={RULES_LANGUAGE}>{heading}</span>
          </a>
          <Level policy={policy} here={here} parent={id} />
        </li>
      ))}
    </ol>
  );
}
