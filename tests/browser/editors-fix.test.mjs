/**
 * What marking and fixing do to the editor itself: nothing, and no more than a person's own typing. Its content,
 * model and selection are compared with those in the same browser on a page where nothing is marked.
 */
import assert from "node:assert/strict";
import { until } from "./lib/browsers.mjs";
import { plain } from "./lib/editor.mjs";
import { findingsOf } from "./lib/expected.mjs";
import { profile } from "./lib/posts.mjs";
import { onEveryEditor } from "./lib/table.mjs";

const POLICY = "lakewood-pp-1069";
/** An address of the department's own, which a fix takes out. */
const TEXT = "Write to me at jordan.avery@fairmontpd.example for the invite.";

onEveryEditor(
  {
    "a fix goes through the editor, its model agrees, and one undo takes it back": async (post) => {
      Object.assign(post, { policy: POLICY, profile });
      const [{ fixes }] = await findingsOf(TEXT, POLICY, profile);
      const [fix] = fixes;
      const fixed = TEXT.slice(0, fix.start) + fix.replacement + TEXT.slice(fix.end);
      await post.write(TEXT);
      await post.settled();
      await post.pause();
      await post.openCard();
      await post.clickInCard(fix.label);
      const text = async () => plain(await post.text()).trim();
      await is(post, text, fixed);
      await is(post, async () => plain(await post.shown()).trim(), fixed);
      await post.press("Control+z");
      await is(post, text, TEXT);
      await is(post, async () => plain(await post.shown()).trim(), TEXT);
      // The editor lives on.
      await post.press("Control+End");
      await post.page.keyboard.type(" Ok");
      await is(post, text, `${TEXT} Ok`);
      await post.settled();
    },
  },
  async (it) => {
    await it.store({ choices: { policy: POLICY, profile } });
  },
);

function is(post, get, wanted) {
  return until(
    `“${wanted}” in ${post.name}`,
    async () => {
      const now = await get();
      assert.equal(now, wanted);
      return true;
    },
    { timeout: 8000 },
  );
}
