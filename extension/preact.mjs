/**
 * Preact without the one place where it would set a page's HTML from a string. None of our pages does that, and what
 * isn't there can't be misused; the stores' linters look for it.
 */
import { readFile } from "node:fs/promises";

const SETS_HTML = /\|\|\((\w+)\.innerHTML=\w+\.__html\)/g;

/** Takes the place out of Preact while it is bundled, and fails if a new version keeps it elsewhere. */
export const preactPlugin = {
  name: "preact-without-html",
  setup(build) {
    build.onLoad({ filter: /[\\/]preact[\\/]dist[\\/]preact\.mjs$/ }, async ({ path }) => {
      const source = await readFile(path, "utf8");
      const contents = source.replace(SETS_HTML, "||0");
      if (contents === source || /\.innerHTML=/.test(contents)) {
        throw new Error(
          `${path}: Preact sets innerHTML in another way than expected; see extension/preact.mjs`,
        );
      }
      return { contents, loader: "js" };
    });
  },
};
