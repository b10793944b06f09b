/** The clauses that a search found, and how many there are in the other policies. */
import type { PolicyDocument } from "clausemark";
import { say, sayCount } from "../../shared/words.js";
import { ModalityMark, RULES_LANGUAGE } from "../parts.js";
import { linkTo } from "./about.js";
import { cutAtWords, findClauses } from "./find.js";

interface Props {
  query: string;
  policy: PolicyDocument;
  names: Map<string, string>;
  /** The other policies with the number of their clauses that the query finds. */
  elsewhere: { id: string; short: string; count: number }[];
}

/** Flat, with the words of the query pointed out; each leads to the clause in its place. */
export function Found({ query, policy, names, elsewhere }: Props) {
  const found = findClauses(policy, names, query);
  const others = elsewhere.filter(({ count }) => count > 0);
  return (
    <section aria-label={say("clauses_search")}>
      <p class="quiet" role="status">
        {found.length === 0
          ? say("clauses_found_none", query.trim())
          : sayCount("clauses_found", found.length)}
      </p>
      <ol class="outline">
        {found.map(({ id, heading, gist, rules }) => (
          <li key={id}>
            <article class="clause">
              <span class="number">{id}</span>
              <div>
                <h2 lang={RULES_LANGUAGE}>
                  <a href={linkTo(policy.summary.id, id)}>
                    <Pointed text={heading} query={query} />
                  </a>
                </h2>
                <p lang={RULES_LANGUAGE}>
                  <Pointed text={gist} query={query} />
                </p>
                {rules.length > 0 && <ModalityMark modality={rules[0]?.modality} />}
              </div>
            </article>
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <p class="quiet">
          {say("clauses_elsewhere")} {others.map(({ short, count }) => `${short} (${count})`).join(", ")}
        </p>
      )}
    </section>
  );
}

function Pointed({ text, query }: { text: string; query: string }) {
  return (
    <>
      {cutAtWords(text, query).map((piece, index) =>
        index % 2 === 1 ? (
          <mark class="found" key={index}>
            {piece}
          </mark>
        ) : (
          piece
        ),
      )}
    </>
  );
}
