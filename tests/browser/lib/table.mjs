/** Runs one list of behaviours on every editor, in both browsers; each on a page of its own. */
import { after, before, describe, test } from "node:test";
import { BROWSERS, launch } from "./browsers.mjs";
import { EDITORS } from "./bundles.mjs";
import { openEditor } from "./editor.mjs";
import { startSites } from "./site.mjs";

/**
 * `behaviours`: title to `async (post, it) => …`. `prepare(it, sites)` is run once a browser. The environment variable
 * `CLAUSEMARK_EDITORS` names some of the editors, `CLAUSEMARK_BROWSERS` one of the browsers, while one works on them.
 */
export function onEveryEditor(behaviours, prepare = async () => undefined) {
  const chosen = (variable, all) => process.env[variable]?.split(",") ?? all;
  for (const name of chosen("CLAUSEMARK_BROWSERS", BROWSERS)) {
    describe(name, () => {
      let sites;
      let it;
      before(async () => {
        sites = await startSites();
        it = await launch(name, { sites });
        await prepare(it, sites);
      });
      after(async () => {
        await it?.close();
        sites?.close();
      });
      for (const editor of chosen("CLAUSEMARK_EDITORS", EDITORS)) {
        describe(editor, () => {
          let post;
          for (const [title, run] of Object.entries(behaviours)) {
            test(title, async () => {
              post ??= await openEditor(it, editor);
              const used = post;
              // A page is used again only if all went well on it and nothing of it was changed.
              post = undefined;
              try {
                await run(used, it);
                if (used.isAsNew && (await used.clear())) post = used;
              } finally {
                if (post !== used) await used.close();
              }
            });
          }
          after(() => post?.close());
        });
      }
    });
  }
}
