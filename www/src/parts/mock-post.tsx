/** How a scenario's post looks on a site that is none in particular: a post, a comment, a caption, a profile, a story. */
import type { Account } from "clausemark";
import type { PostKind } from "clausemark-scenario";
import type { ComponentChildren } from "preact";
import { say } from "../../../extension/src/shared/words.js";
import { WRITER } from "../core.js";

interface Props {
  kind: PostKind;
  account: Account;
  children: ComponentChildren;
}

/** The frame around a box or a text. What stands around it is scenery, and silent for screen readers. */
export function MockPost({ kind, account, children }: Props) {
  return (
    <article class={`mock mock-${kind}`} data-kind={kind}>
      {kind === "comment" && (
        <div class="mock-story" aria-hidden="true">
          <i />
          <span>{say("sandbox_mock_news")}</span>
        </div>
      )}
      {kind === "profile" && <div class="mock-banner" aria-hidden="true" />}
      {kind === "caption" && <Picture />}
      <div class="mock-body">
        <header class="mock-head">
          <Avatar account={account} />
          <div>
            <strong>{nameOf(account)}</strong>
            <small>{say(`sandbox_mock_${kind}`)}</small>
          </div>
        </header>
        {children}
      </div>
    </article>
  );
}

/** Under which name the account posts. */
function nameOf(account: Account): string {
  if (account === "official") return WRITER.department?.name ?? "";
  if (account === "covert") return "Sam Lee";
  return WRITER.writer?.name ?? "";
}

function Avatar({ account }: { account: Account }) {
  const letters = nameOf(account)
    .split(" ")
    .slice(0, 2)
    .map((word) => word[0])
    .join("");
  return (
    <svg class="mock-avatar" viewBox="0 0 40 40" aria-hidden="true">
      {account === "official" ? <rect width="40" height="40" rx="10" /> : <circle cx="20" cy="20" r="20" />}
      <text x="20" y="25.5">
        {letters}
      </text>
    </svg>
  );
}

/** Stands for the picture that a caption belongs to: one can see that there is one, not what it shows. */
function Picture() {
  return (
    <svg class="mock-picture" viewBox="0 0 320 120" preserveAspectRatio="xMidYMax slice" aria-hidden="true">
      <rect width="320" height="120" class="sky" />
      <circle cx="252" cy="34" r="14" class="sun" />
      <path d="M0 120V84l58-40 46 34 40-24 62 46 54-30 60 34v16z" class="hill" />
    </svg>
  );
}
