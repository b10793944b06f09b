/** A policy in plain words, clause by clause: where a clause's number leads to. */
import { policy as policyById } from "clausemark";
import { useEffect, useRef } from "preact/hooks";
import { ClauseOutline } from "../../../extension/src/pages/outline.js";
import { nameList, policyFacts } from "../../../extension/src/shared/wasm.js";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { PolicyChoice } from "../parts/setting-strip.js";
import { go } from "../router.js";

export function PolicyView() {
  const { place, setting, language } = useSandbox();
  const [id = "", clause = ""] = place.item.split("/");
  const policy = policyById(id || setting.policy);
  const here = useRef<HTMLElement>(null);
  useEffect(() => {
    here.current?.scrollIntoView({ block: "center" });
    here.current?.focus({ preventScroll: true });
  }, [place.item]);
  return (
    <div class="reading">
      <p class="bar">
        <button type="button" id="back" onClick={() => history.back()}>
          {say("sandbox_back")}
        </button>
      </p>
      <PolicyChoice policy={policy?.summary.id ?? ""} setPolicy={(chosen) => go("policy", chosen)} />
      {policy ? (
        <section id="policy-text">
          <h1>{policy.summary.department}</h1>
          <p>{policyFacts(policy.summary, language)}</p>
          <p class="quiet">{say("clauses_own_words")}</p>
          <div lang="en">
            <ClauseOutline policy={policy} names={nameList()} here={clause} hereRef={here} />
          </div>
        </section>
      ) : (
        <p>{say("clauses_no_policy")}</p>
      )}
    </div>
  );
}
