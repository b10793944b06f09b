/** The outline of a policy: number, heading, gist, and what each clause makes of which matters. */
import type { ClauseDocument, ClauseRuleDocument, PolicyDocument } from "clausemark";
import type { ComponentChild, RefObject } from "preact";
import { say } from "../shared/words.js";
import { ModalityMark, RULES_LANGUAGE } from "./parts.js";

interface Props {
  policy: PolicyDocument;
  /** Titles of categories by their ids. */
  names: Map<string, string>;
  /** Number of the clause that was asked for. */
  here: string;
  hereRef: RefObject<HTMLElement | null>;
  /** Address of a clause within the page; without it numbers are no links. */
  linkTo?: (clause: string) => string;
  /** What else there is to say about a clause. */
  about?: (clause: ClauseDocument, isHere: boolean) => ComponentChild;
}

/** All clauses, in the order and nesting in which the policy prints them. */
export function ClauseOutline(props: Props) {
  return <Level {...props} parent="" />;
}

function Level({ parent, ...props }: Props & { parent: string }) {
  const { policy } = props;
  const clauses = policy.clauses.filter((clause) => clause.parent === parent);
  if (clauses.length === 0) return null;
  return (
    <ol class="outline">
      {clauses.map((clause) => (
        <li key={clause.id}>
          <Entry {...props} clause={clause} />
          <Level {...props} parent={clause.id} />
        </li>
      ))}
    </ol>
  );
}

/** One clause; in an outline or by itself. */
export function Entry({ clause, here, names, hereRef, linkTo, about }: Props & { clause: ClauseDocument }) {
  const isHere = clause.id === here;
  return (
    <article
      class={`clause${isHere ? " here" : ""}${clause.parent === "" ? " top" : ""}`}
      id={`clause-${clause.id}`}
      aria-current={isHere ? "true" : undefined}
      aria-labelledby={`heading-${clause.id}`}
      {...(isHere ? { ref: hereRef, tabIndex: -1 } : {})}
    >
      <span class="number">{linkTo ? <a href={linkTo(clause.id)}>{clause.id}</a> : clause.id}</span>
      <div>
        {isHere && <p class="here-label">{say("clauses_here")}</p>}
        <div lang={RULES_LANGUAGE}>
          <h2 id={`heading-${clause.id}`}>{clause.heading}</h2>
          {clause.gist && <p>{clause.gist}</p>}
        </div>
        {clause.rules.map((rule) => (
          <p class="rule" key={`${rule.modality} ${rule.account} ${rule.categories.join()}`}>
            <ModalityMark modality={rule.modality} />
            <span class="quiet">{scopeOf(rule, names)}</span>
          </p>
        ))}
        {clause.reminder && (
          <p class="quiet">
            {say("clauses_reminder")} <span lang={RULES_LANGUAGE}>{clause.reminder}</span>
          </p>
        )}
        {about?.(clause, isHere)}
      </div>
    </article>
  );
}

/** What a rule is about and when it holds, such as "Call or stop, on a personal account". */
function scopeOf(rule: ClauseRuleDocument, names: Map<string, string>): ComponentChild {
  const when: string[] = [];
  if (rule.account) when.push(say(`for_account_${rule.account}`));
  if (rule.roles.length > 0)
    when.push(say("for_roles", rule.roles.map((role) => say(`role_${role}`)).join(", ")));
  if (rule.departmentReference) when.push(say("for_department"));
  if (rule.unless.length > 0) {
    const harbours = rule.unless.map((harbour) => names.get(harbour) ?? harbour);
    when.push(say("for_unless", harbours.join(", ")));
  }
  const categories = rule.categories.map((category) => names.get(category) ?? category).join(", ");
  return (
    <>
      <span lang={RULES_LANGUAGE}>{categories}</span>
      {when.map((part) => `, ${part}`)}
    </>
  );
}
