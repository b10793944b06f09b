/** A set that came in a link: looked at like any other, and kept only if one says so. */
import { useEffect, useState } from "preact/hooks";
import { say, sayCount } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { isOfForm, keepOwn, loadOwn, type ReadSet } from "../own.js";
import { ProblemList } from "../own-set/problems.js";
import { go } from "../router.js";
import { inLanguage } from "../scenarios.js";
import { setIn } from "../share.js";

export function SharedSetView() {
  const { place, language } = useSandbox();
  const [read, setRead] = useState<ReadSet | "none">();
  useEffect(() => {
    void setIn(place.item).then((found) => setRead(found ?? "none"));
  }, [place.item]);
  if (!read) return <p class="quiet">{say("sandbox_view_coming")}</p>;
  if (read === "none") {
    return (
      <>
        <h1>{say("sandbox_view_set")}</h1>
        <p class="warning">{say("share_broken")}</p>
      </>
    );
  }
  const { set, problems } = read;
  const wrong = problems.filter(isOfForm);
  const own = loadOwn().scenarios.length;
  const take = () => {
    if (own > 0 && !confirm(say("share_replace_sure"))) return;
    keepOwn(set);
    // The address shall not go on holding the texts.
    go("own", "", {}, true);
  };
  return (
    <div class="reading">
      <h1>{set.title || say("sandbox_view_set")}</h1>
      <p>{sayCount("share_holds", set.scenarios.length)}</p>
      {wrong.length > 0 && (
        <div class="warning">
          <p>{sayCount("own_refused", wrong.length)}</p>
          <ProblemList problems={wrong} />
        </div>
      )}
      <ol class="rows">
        {set.scenarios
          .map((one) => inLanguage(one, language))
          .map(({ id, title, situation }) => (
            <li key={id}>
              <span>
                <strong>{title}</strong>
                <br />
                <span class="quiet">{situation}</span>
              </span>
            </li>
          ))}
      </ol>
      <p class="actions">
        <button type="button" class="primary" id="take" disabled={wrong.length > 0} onClick={take}>
          {say("share_take")}
        </button>
      </p>
      <p class="quiet">{say("share_take_help")}</p>
    </div>
  );
}
