/** Looks for barriers in a page with axe-core, in either browser. */
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** Everything in WCAG 2.2 A and AA, and axe's own good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let reading;
const source = () => {
  reading ??= readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  return reading;
};

/**
 * What axe finds: one line for each rule and element, none if all is well. `run` takes the text of a function
 * without arguments and runs it in the page (`page.evaluate`, or the `run` of an extension's page).
 */
export async function barriers(run) {
  // Given as one function, it needs no script that the page's own policy would have to allow.
  const found = await run(`async () => {
    if (!window.axe) { ${await source()} }
    const { violations } = await window.axe.run(document, { runOnly: ${JSON.stringify(TAGS)} });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) =>
        id + ": " + help + ": " + target.join(" ") + " (" + String(failureSummary).replace(/\\s+/g, " ") + ")"));
  }`);
  return found;
}
