/** The outline of a policy: number, heading, gist, and what each clause makes of which matters. */
import type { Policy } from "clausemark";
import type { RefObject } from "preact";
import { say } from "../shared/words.js";
import { ModalityMark } from "./parts.js";

type Clause = Policy["clauses"][number];

interface Props {
  policy: Policy;
  /** Titles of categories by their ids. */
  names: Map<string, string>;
  /** Number of the clause that was asked for. */
  here: string;
  hereRef: RefObject<HTMLElement | null>;
}

/** All clauses, in the order and nesting in which the policy prints them. */
export function ClauseOutline(props: Props) {
  return <Level {...props} parent={undefined} />;
}

function Level({ parent, ...props }: Props & { parent: string | undefined }) {
  const { policy, here } = props;
  const clauses = policy.clauses.filter((clause) => (clause.parent ?? undefined) === parent);
  if (clauses.length === 0) return null;
  return (
    <ol class="outline">
      {clauses.map((clause) => (
        <li key={clause.id}>
          <Entry {...props} clause={clause} isHere={clause.id === here} isTop={parent === undefined} />
          <Level {...props} parent={clause.id} />
        </li>
      ))}
    </ol>
  );
}

interface EntryProps extends Props {
  clause: Clause;
  isHere: boolean;
  isTop: boolean;
}

function Entry({ clause, isHere, isTop, names, hereRef }: EntryProps) {
  return (
    <article
      class={`clause${isHere ? " here" : ""}${isTop ? " top" : ""}`}
      id={`clause-${clause.id}`}
      aria-current={isHere ? "true" : undefined}
      {...(isHere ? { ref: hereRef, tabIndex: -1 } : {})}
    >
      <span class="number">{clause.id}</span>
      <div>
        {isHere && <p class="here-label">{say("clauses_here")}</p>}
        <h2>{clause.heading}</h2>
        {clause.gist && <p>{clause.gist}</p>}
        {clause.rules.map((rule) => (
          <p class="rule" key={`${rule.modality} ${rule.account ?? ""} ${rule.categories.join()}`}>
            <ModalityMark modality={rule.modality} />
            <span class="quiet">
              {namesOf(rule.categories, names).join(", ")}
              {rule.account && rule.account !== "any" && `, ${say(`for_account_${rule.account}`)}`}
            </span>
          </p>
        ))}
      </div>
    </article>
  );
}

/** Titles of categories; `conf.*` stands for each of its kind. */
function namesOf(categories: readonly string[], names: Map<string, string>): string[] {
  return categories.flatMap((category) => {
    if (!category.endsWith(".*")) return names.get(category) ?? category;
    const prefix = category.slice(0, -1);
    return [...names].filter(([id]) => id.startsWith(prefix)).map(([, title]) => title);
  });
}
