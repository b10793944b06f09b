/** A policy clause by clause. The part after # names policy and clause: `clauses.html#lakewood-pp-1069/3.2.6.2`. */
import type { ClauseDocument, PolicySummary } from "clausemark";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  OfficialDocumentPanel,
  OfficialWording,
  officialLink,
  useOfficialDocument,
} from "../document/panel.js";
import { policyInForce } from "../shared/policy-in-force.js";
import { nameList, policyDocument, policyFacts, policyList } from "../shared/wasm.js";
import { say } from "../shared/words.js";
import { AboutClause, linkTo } from "./clauses/about.js";
import { Contents } from "./clauses/contents.js";
import { type ExampleFile, loadExamples } from "./clauses/examples.js";
import { findClauses } from "./clauses/find.js";
import { Found } from "./clauses/found.js";
import { ClauseOutline } from "./outline.js";
import { Choice, Field, Icon, RULES_LANGUAGE } from "./parts.js";
import { LanguageNote, startPage } from "./start.js";

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

interface Start {
  /** The policy in force. */
  first: string;
  policies: PolicySummary[];
  names: Map<string, string>;
  examples: ExampleFile;
}

function Clauses({ first, policies, names, examples }: Start) {
  const [place, setPlace] = useState(() => placeIn(location.hash, first));
  const [query, setQuery] = useState("");
  const here = useRef<HTMLElement>(null);
  // Before the page can be used: an address that changes before anybody listens would not be followed.
  useLayoutEffect(() => {
    const follow = () => {
      setPlace(placeIn(location.hash, first));
      setQuery("");
    };
    // A link to where one is already changes no address, and still asks for that place.
    const ask = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest("a");
      const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (link && link.href === location.href && !isElsewhere) follow();
    };
    addEventListener("hashchange", follow);
    addEventListener("click", ask);
    return () => {
      removeEventListener("hashchange", follow);
      removeEventListener("click", ask);
    };
  }, [first]);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "start" });
    here.current?.focus({ preventScroll: true });
  }, [place]);
  const policy = useMemo(() => policyDocument(place.policy), [place.policy]);
  const isKnown = policy?.clauses.some(({ id }) => id === place.clause) ?? false;
  const official = useOfficialDocument(place.policy);
  const about = (clause: ClauseDocument, isHere: boolean) =>
    policy && (
      <>
        {official.document && <OfficialWording document={official.document} clause={clause.id} />}
        <AboutClause policy={policy} clause={clause} isHere={isHere} examples={examples} />
      </>
    );
  return (
    <div class="page clauses">
      <div class="with-aside">
        <nav class="aside" aria-label={say("clauses_contents")}>
          <Choice
            label={say("clauses_choose")}
            id="policy"
            value={policy ? place.policy : ""}
            options={[
              ...(policy ? [] : [["", "–"] as const]),
              ...policies.map(({ id, department }) => [id, department] as const),
            ]}
            choose={(id) => {
              location.hash = encodeURIComponent(id);
            }}
          />
          <search>
            <Field label={say("clauses_search")}>
              <input
                type="search"
                id="search"
                value={query}
                onInput={(event) => setQuery(event.currentTarget.value)}
              />
            </Field>
          </search>
          {policy && <Contents policy={policy} here={place.clause} />}
        </nav>
        <main class="reading">
          {policy ? (
            <>
              <PolicyHead
                policy={policy.summary}
                isInForce={place.policy === first}
                link={officialLink(policy.summary.link, official.document, place.clause)}
              />
              <OfficialDocumentPanel key={place.policy} policy={policy} {...official} />
              {place.clause && !isKnown && <p class="warning">{say("clauses_unknown", place.clause)}</p>}
              {query.trim() ? (
                <Found
                  query={query}
                  policy={policy}
                  names={names}
                  elsewhere={policies
                    .filter(({ id }) => id !== place.policy)
                    .map(({ id, short }) => {
                      const other = policyDocument(id);
                      return { id, short, count: other ? findClauses(other, names, query).length : 0 };
                    })}
                />
              ) : (
                <ClauseOutline
                  policy={policy}
                  names={names}
                  here={place.clause}
                  hereRef={here}
                  linkTo={(clause) => linkTo(place.policy, clause)}
                  about={about}
                />
              )}
            </>
          ) : (
            <>
              <h1>{say("clauses_title")}</h1>
              <p>{say("clauses_no_policy")}</p>
            </>
          )}
        </main>
      </div>
    </div>
  );
}

interface HeadProps {
  policy: PolicySummary;
  isInForce: boolean;
  /** Where the official document stands, if anywhere. */
  link: string;
}

function PolicyHead({ policy, isInForce, link }: HeadProps) {
  return (
    <header class="head">
      <h1 lang={RULES_LANGUAGE}>{policy.department}</h1>
      <p>{policyFacts(policy, document.documentElement.lang)}</p>
      <p lang={RULES_LANGUAGE}>{policy.about}</p>
      {!isInForce && (
        <p class="note">
          {say("clauses_not_in_force")} <a href="settings.html">{say("popup_settings")}</a>
        </p>
      )}
      <p class="quiet">{say("clauses_own_words")}</p>
      <LanguageNote />
      {link && (
        <a class="with-icon" href={link} target="_blank" rel="noreferrer">
          <Icon name="open" />
          {say("clauses_official")}
        </a>
      )}
    </header>
  );
}

void startPage("clauses_title", async (choices) => {
  const [inForce, examples] = await Promise.all([policyInForce(choices), loadExamples()]);
  return <Clauses first={inForce} policies={policyList()} names={nameList()} examples={examples} />;
});
