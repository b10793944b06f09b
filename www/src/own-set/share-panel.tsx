/** A link that holds the set. It is made only when it is asked for, and says how long it is. */
import { useEffect, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import type { OwnSet } from "../own.js";
import { LONG_LINK, linkTo } from "../share.js";

export function SharePanel({ set }: { set: OwnSet }) {
  const [link, setLink] = useState("");
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    setLink("");
    setCopied(false);
  }, [set]);
  const canLink = location.protocol.startsWith("http");
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <section class="panel">
      <h2>{say("share_title")}</h2>
      <p class="quiet">{say("share_help")}</p>
      {!canLink && <p>{say("share_extension")}</p>}
      {canLink && link === "" && (
        <button type="button" id="share" onClick={() => void linkTo(set).then(setLink)}>
          {say("share_make")}
        </button>
      )}
      {link !== "" && (
        <>
          <label class="field" htmlFor="link">
            <span>{say("share_size", link.length.toLocaleString(document.documentElement.lang))}</span>
            <input id="link" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
          </label>
          {link.length > LONG_LINK && <p class="warning">{say("share_long")}</p>}
          <button type="button" id="copy-link" onClick={() => void copy()}>
            {say(isCopied ? "quiz_link_copied" : "quiz_copy_link")}
          </button>
        </>
      )}
    </section>
  );
}
