/** The outline of a policy: number, heading, gist, and what each clause makes of which matters. */
import type { ClauseDocument, ClauseRuleDocument, PolicyDocument } from "clausemark";
import type { RefObject } from "preact";
import { say } from "../shared/words.js";
import { ModalityMark } from "./parts.js";

interface Props {
  policy: PolicyDocument;
  /** Titles of categories by their ids. */
  names: Map<string, string>;
  /** Number of the clause that was asked for. */
  here: string;
  hereRef: RefObject<HTMLElement | null>;
}

/** All clauses, in the order and nesting in which the policy prints them. */
export function ClauseOutline(props: Props) {
  return <Level {...props} parent="" />;
}

function Level({ parent, ...props }: Props & { parent: string }) {
  const { policy, here } = props;
  const clauses = policy.clauses.filter((clause) => clause.parent === parent);
  if (clauses.length === 0) return null;
  return (
    <ol class="outline">
      {clauses.map((clause) => (
        <li key={clause.id}>
          <Entry {...props} clause={clause} isHere={clause.id === here} isTop={parent === ""} />
          <Level {...props} parent={clause.id} />
        </li>
      ))}
    </ol>
  );
}

interface EntryProps extends Props {
  clause: ClauseDocument;
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
        {clause.reminder && <p class="quiet">{clause.reminder}</p>}
        {clause.rules.map((rule) => (
          <p class="rule" key={`${rule.modality} ${rule.account} ${rule.categories.join()}`}>
            <ModalityMark modality={rule.modality} />
            <span class="quiet">{scopeOf(rule, names)}</span>
          </p>
        ))}
      </div>
    </article>
  );
}

/** What a rule is about and when it holds, such as "Call or stop, on a personal account". */
function scopeOf(rule: ClauseRuleDocument, names: Map<string, string>): string {
  const parts = rule.categories.map((category) => names.get(category) ?? category);
  if (rule.account) parts.push(say(`for_account_${rule.account}`));
  if (rule.roles.length > 0)
    parts.push(say("for_roles", rule.roles.map((role) => say(`role_${role}`)).join(", ")));
  if (rule.departmentReference) parts.push(say("for_department"));
  return parts.join(", ");
}
