/** A link that holds the set. It is made only when it is asked for, and says how long it is. */
import { useEffect, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";
import type { OwnSet } from "../own.js";
import { CopyButton, LinkField, useCopying } from "../parts/link.js";
import { LONG_LINK, linkTo } from "../share.js";

export function SharePanel({ set }: { set: OwnSet }) {
  const [link, setLink] = useState("");
  const copying = useCopying(link);
  useEffect(() => setLink(""), [set]);
  const canLink = location.protocol.startsWith("http");
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
          <LinkField
            link={link}
            label={say("share_size", link.length.toLocaleString(document.documentElement.lang))}
            field={copying.field}
          />
          {link.length > LONG_LINK && <p class="warning">{say("share_long")}</p>}
          <CopyButton {...copying} />
          {copying.isByHand && <p role="status">{say("quiz_link_by_hand")}</p>}
        </>
      )}
    </section>
  );
}
