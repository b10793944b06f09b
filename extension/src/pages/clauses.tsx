/** A policy clause by clause. The part after # names policy and clause: `clauses.html#lakewood-pp-1069/3.2.6.2`. */
import { type PolicySummary, policy as policyById } from "clausemark";
import { useEffect, useRef, useState } from "preact/hooks";
import { loadChoices } from "../shared/settings.js";
import { nameList, policyFacts, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { ClauseOutline } from "./outline.js";
import { Field, Icon } from "./parts.js";
import { startPage } from "./start.js";

/** What the address asks for. */
interface Place {
  policy: string;
  clause: string;
}

function placeIn(hash: string, fallback: string): Place {
  const [policy = "", clause = ""] = hash.replace(/^#/, "").split("/").map(decode);
  return { policy: policy || fallback, clause };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

function Clauses({ first, names }: { first: string; names: Map<string, string> }) {
  const [place, setPlace] = useState(() => placeIn(location.hash, first));
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    const follow = () => setPlace(placeIn(location.hash, first));
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, [first]);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "center" });
    here.current?.focus({ preventScroll: true });
  }, [place]);
  const policy = policyById(place.policy);
  const isKnown = policy?.clauses.some(({ id }) => id === place.clause) ?? false;
  return (
    <main class="page narrow">
      <Field label={say("clauses_choose")}>
        <select
          value={place.policy}
          onChange={(event) => {
            location.hash = encodeURIComponent(event.currentTarget.value);
          }}
        >
          {policyList().map(({ id, department }) => (
            <option key={id} value={id}>
              {department}
            </option>
          ))}
        </select>
      </Field>
      {policy ? (
        <>
          <PolicyHead policy={policy.summary} />
          {place.clause && !isKnown && <p class="warning">{say("clauses_unknown", place.clause)}</p>}
          <ClauseOutline policy={policy} names={names} here={place.clause} hereRef={here} />
        </>
      ) : (
        <p>{say("clauses_no_policy")}</p>
      )}
    </main>
  );
}

function PolicyHead({ policy }: { policy: PolicySummary }) {
  return (
    <header class="head">
      <h1>{policy.department}</h1>
      <p>{policyFacts(policy, document.documentElement.lang)}</p>
      <p>{policy.about}</p>
      <p class="quiet">{say("clauses_own_words")}</p>
      {policy.link && (
        <a class="with-icon" href={policy.link} target="_blank" rel="noreferrer">
          <Icon name="open" />
          {say("clauses_official")}
        </a>
      )}
    </header>
  );
}

void startPage("clauses_title", async () => {
  return <Clauses first={(await loadChoices()).policy} names={nameList()} />;
});
