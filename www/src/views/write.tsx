/** Free writing: a box, its findings as one types, and why there are these and no others. */
import type { Explanation, Finding } from "clausemark";
import { useEffect, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { dutyClauses, explanationOf } from "../core.js";
import { draft, keepDraft, takeShared } from "../draft.js";
import { ComposeBox } from "../parts/compose-box.js";
import { FindingList } from "../parts/finding-list.js";
import { MockPost } from "../parts/mock-post.js";
import { Why } from "../parts/why.js";
import { addressOf, go } from "../router.js";

export function WriteView() {
  const { setting, place } = useSandbox();
  const [text, setText] = useState(draft());
  const [shown, setShown] = useState<{ findings: Finding[]; text: string }>({ findings: [], text: "" });
  const [isWhyOpen, setWhyOpen] = useState(false);
  const [isLost, setLost] = useState(false);
  const write = (written: string) => {
    keepDraft(written);
    setText(written);
    if (written === "") setShown({ findings: [], text: "" });
  };
  // A draft that another app shared waits in the service worker, and is handed out once.
  useEffect(() => {
    if (place.item !== "shared") return;
    go("write", "", place.query, true);
    takeShared().then((shared) => {
      if (shared === undefined) setLost(true);
      else write(shared);
    });
  }, [place.item]);
  const explanation: Explanation | undefined =
    isWhyOpen && text.trim() !== "" ? explanationOf(text, setting) : undefined;
  return (
    <>
      <h1>{say("sandbox_view_write")}</h1>
      <p class="intro">{say("sandbox_intro")}</p>
      {isLost && <p class="warning">{say("sandbox_share_lost")}</p>}
      <div class="columns">
        <div class="stack">
          <MockPost kind="post" account={setting.account}>
            <ComposeBox
              id="post"
              label={say("sandbox_post")}
              placeholder={say("sandbox_placeholder")}
              rows={6}
              text={text}
              setting={setting}
              isMarked={true}
              onText={write}
              onFindings={(findings, found) => setShown({ findings, text: found })}
            />
          </MockPost>
          <p class="actions">
            <button type="button" id="clear" disabled={text === ""} onClick={() => write("")}>
              {say("sandbox_clear")}
            </button>
            <a class="button" href={addressOf("compare")}>
              {say("sandbox_compare_this")}
            </a>
            <button
              type="button"
              id="why"
              aria-expanded={isWhyOpen}
              onClick={() => setWhyOpen((open) => !open)}
            >
              {say("sandbox_why")}
            </button>
          </p>
          <p class="quiet">{say("sandbox_not_kept")}</p>
          {isWhyOpen && <Why explanation={explanation} />}
        </div>
        <FindingList {...shown} duty={dutyClauses(setting)} />
      </div>
    </>
  );
}
