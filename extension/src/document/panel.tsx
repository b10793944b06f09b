/** The official document of a policy: attach it, see what was matched, take it away again. */
import type { PolicyDocument } from "clausemark";
import type { Attachment } from "clausemark-document";
import { useEffect, useRef, useState } from "preact/hooks";
import { RULES_LANGUAGE } from "../pages/parts.js";
import {
  keepDocument,
  loadDocument,
  type OfficialDocument,
  removeDocument,
  type Stored,
} from "../shared/document-store.js";
import { say } from "../shared/words.js";
import { readOfficialDocument } from "./read.js";

/** Kinds of file that the chooser offers first; what a file is, its bytes decide. */
const ACCEPT =
  ".txt,.docx,.pdf,text/plain,application/pdf,application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Nothing is attached, as far as is known. */
const NOTHING: Stored = { document: undefined, isDamaged: false };

/** The document attached to a policy, once it is known; `change` is for what the panel does. */
export function useOfficialDocument(policy: string) {
  const [held, hold] = useState({ policy, stored: NOTHING });
  // A file may be read to its end when the reader is at another policy already; then it is kept, and shown when they are back.
  const change = (stored: Stored) => hold((now) => (now.policy === policy ? { policy, stored } : now));
  useEffect(() => {
    let isCurrent = true;
    hold({ policy, stored: NOTHING });
    void loadDocument(policy).then((stored) => {
      if (isCurrent) hold({ policy, stored });
    });
    return () => {
      isCurrent = false;
    };
  }, [policy]);
  const { document, isDamaged } = held.policy === policy ? held.stored : NOTHING;
  return { document, isDamaged, change };
}

type Props = { policy: PolicyDocument } & ReturnType<typeof useOfficialDocument>;

/** What is attached, and the place to drop a file. */
export function OfficialDocumentPanel({ policy, document, isDamaged, change }: Props) {
  const [trouble, setTrouble] = useState("");
  const [isReading, setReading] = useState(false);
  const [isOver, setOver] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const { id } = policy.summary;

  const attach = async (file: File | undefined) => {
    if (!file || isReading) return;
    setTrouble("");
    setReading(true);
    const outcome = await readOfficialDocument(file, policy);
    setReading(false);
    if (typeof outcome === "string") return setTrouble(say(messageFor(outcome), file.name));
    if (outcome.kind === "refused") return setTrouble(say(messageFor(outcome.problem), file.name));
    try {
      const kept = await keepDocument(id, file.name, outcome.attachment);
      change({ document: kept, isDamaged: false });
    } catch {
      setTrouble(say("document_not_kept", file.name));
    }
  };
  const remove = async () => {
    await removeDocument(id);
    change(NOTHING);
    chooser.current?.focus();
  };

  return (
    <section
      class={`panel official${isOver ? " over" : ""}`}
      aria-labelledby="official-title"
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void attach(event.dataTransfer?.files[0]);
      }}
    >
      <h2 id="official-title">{say("document_title")}</h2>
      {document ? (
        <Matched policy={policy} document={document} />
      ) : (
        <p class="quiet">{say(isDamaged ? "document_damaged_store" : "document_help")}</p>
      )}
      <p class="buttons">
        <label class={`button${document ? "" : " main"}`}>
          <input
            ref={chooser}
            type="file"
            accept={ACCEPT}
            disabled={isReading}
            onChange={(event) => {
              const input = event.currentTarget;
              void attach(input.files?.[0]).then(() => {
                input.value = "";
              });
            }}
          />
          {say(document ? "document_replace" : "document_attach")}
        </label>
        {document && (
          <button type="button" class="button" onClick={() => void remove()}>
            {say("document_remove")}
          </button>
        )}
      </p>
      <p role="status">{isReading ? say("document_reading") : ""}</p>
      <p class={trouble ? "warning" : ""} role="alert">
        {trouble}
      </p>
    </section>
  );
}

/** How much of a document was matched, and what wasn't. */
function Matched({ policy, document }: { policy: PolicyDocument; document: OfficialDocument }) {
  const { clauses, missing, extra } = document.attachment;
  const headings = new Map(policy.clauses.map(({ id, heading }) => [id, heading]));
  const known = clauses.filter(({ id }) => headings.has(id)).length;
  return (
    <>
      <p>
        {say("document_matched", document.name, document.day, String(known), String(policy.clauses.length))}
      </p>
      {missing.length > 0 && (
        <details>
          <summary>{say("document_missing", String(missing.length))}</summary>
          <ul>
            {missing.map((id) => (
              <li key={id}>
                {id} <span lang={RULES_LANGUAGE}>{headings.get(id)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {extra.length > 0 && (
        <details>
          <summary>{say("document_extra", String(extra.length))}</summary>
          <ul>
            {extra.map(({ printed, text, after }) => (
              <li key={`${after} ${printed} ${text}`}>
                <span lang={RULES_LANGUAGE}>
                  {printed} {text}
                </span>{" "}
                {after && <span class="quiet">{say("document_extra_after", after)}</span>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The words of a clause in the attached document. */
export function OfficialWording({ document, clause }: { document: OfficialDocument; clause: string }) {
  const found = wordingOf(document.attachment, clause);
  if (!found?.wording) return null;
  return (
    <blockquote class="wording" aria-label={say("document_wording")}>
      {found.wording.split("\n").map((paragraph, at) => (
        // Paragraphs have no name but their place.
        <p key={at}>{paragraph}</p>
      ))}
      <footer class="quiet">{say("document_wording_from", document.name)}</footer>
    </blockquote>
  );
}

/** The address of a clause in the official document: with a text fragment if its words are known. */
export function officialLink(link: string, document: OfficialDocument | undefined, clause: string): string {
  if (!document || link.includes("#")) return link;
  return link + (wordingOf(document.attachment, clause)?.fragment ?? "");
}

function wordingOf({ clauses }: Attachment, clause: string) {
  return clauses.find(({ id }) => id === clause);
}

function messageFor(refusal: string): string {
  return `document_refused_${refusal.replace("-", "_")}`;
}
