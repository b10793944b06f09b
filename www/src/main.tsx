/**
 * The trainer's sandbox: a compose box with the extension's own DOM code and the same wasm, the findings with
 * their clauses beside it, the policy below. Works from any static server and asks for its own files only.
 */
import { type Account, type Finding, type PolicyDocument, policy as policyById } from "clausemark";
import { render } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import messages from "../../extension/_locales/en/messages.json";
import { Desk } from "../../extension/src/dom/desk.js";
import { ClauseOutline } from "../../extension/src/pages/outline.js";
import { Field } from "../../extension/src/pages/parts.js";
import { ACCOUNTS, FIRST_POLICY } from "../../extension/src/shared/choices.js";
import { loadWasm, nameList, policyFacts, policyList } from "../../extension/src/shared/wasm.js";
import { say, useWords, wordsFrom } from "../../extension/src/shared/words.js";
import { SandboxEngine } from "./engine.js";
import examples from "./examples.json";
import { FindingList } from "./finding-list.js";
import profile from "./profile.json";

const NO_POLICY = "none";

interface Shown {
  findings: Finding[];
  text: string;
}

function Sandbox({ names }: { names: Map<string, string> }) {
  const [policy, setPolicy] = useState(FIRST_POLICY);
  const [account, setAccount] = useState<Account>("personal");
  const [shown, setShown] = useState<Shown>({ findings: [], text: "" });
  const [clause, setClause] = useState("");
  const box = useRef<HTMLTextAreaElement>(null);
  const engine = useRef<SandboxEngine>(undefined);
  const desk = useRef<Desk>(undefined);
  const here = useRef<HTMLElement>(null);

  useLayoutEffect(() => {
    const made = new SandboxEngine(policy, account, profile as never, {
      findings: (findings, text) => setShown({ findings, text }),
      readClause: (_policy, number) => setClause(number),
    });
    const marks = new Desk(document, made);
    made.recheck = () => marks.recheck();
    engine.current = made;
    desk.current = marks;
    marks.start();
    box.current?.focus();
    return () => marks.stop();
  }, []);

  useEffect(() => engine.current?.choose(policy, account), [policy, account]);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "center" });
    here.current?.focus({ preventScroll: true });
  }, [clause]);

  const write = (text: string) => {
    if (!box.current) return;
    box.current.value = text;
    box.current.focus();
    desk.current?.recheck();
  };
  const whole: PolicyDocument | undefined = policy === NO_POLICY ? undefined : policyById(policy);
  return (
    <main class="page">
      <h1>{say("sandbox_title")}</h1>
      <p class="intro">{say("sandbox_intro")}</p>
      <div class="columns">
        <section class="panel">
          <div class="pair">
            <PolicyChoice policy={policy} setPolicy={setPolicy} />
            <Field label={say("sandbox_account")}>
              <select
                id="account"
                value={account}
                onChange={(event) => setAccount(event.currentTarget.value as Account)}
              >
                {ACCOUNTS.map((id) => (
                  <option key={id} value={id}>
                    {say(`account_${id}`)}
                  </option>
                ))}
              </select>
            </Field>
          </div>
          <Field label={say("sandbox_post")}>
            <textarea
              id="post"
              ref={box}
              rows={9}
              placeholder={say("sandbox_placeholder")}
              spellcheck={false}
            />
          </Field>
          <div>
            <h2>{say("sandbox_examples")}</h2>
            <ul class="examples">
              {examples.map(({ id, label, text }) => (
                <li key={id}>
                  <button type="button" id={`example-${id}`} onClick={() => write(text)}>
                    {label}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <FindingList {...shown} readClause={setClause} />
      </div>
      {whole && (
        <section class="policy" id="policy-text">
          <h1>{whole.summary.department}</h1>
          <p>{policyFacts(whole.summary, "en")}</p>
          <p class="quiet">{say("clauses_own_words")}</p>
          <ClauseOutline policy={whole} names={names} here={clause} hereRef={here} />
        </section>
      )}
    </main>
  );
}

function PolicyChoice({ policy, setPolicy }: { policy: string; setPolicy(policy: string): void }) {
  return (
    <Field label={say("settings_policy")}>
      <select id="policy" value={policy} onChange={(event) => setPolicy(event.currentTarget.value)}>
        {policyList().map(({ id, department }) => (
          <option key={id} value={id}>
            {department}
          </option>
        ))}
        <option value={NO_POLICY}>{say("sandbox_no_policy")}</option>
      </select>
    </Field>
  );
}

async function begin(): Promise<void> {
  useWords(wordsFrom(messages));
  try {
    await loadWasm("clausemark_bg.wasm");
  } catch {
    render(<p class="page warning">{say("sandbox_no_core")}</p>, document.body);
    return;
  }
  render(<Sandbox names={nameList()} />, document.body);
}

void begin();
