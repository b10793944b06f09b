/**
 * What assistive technology gets of the closed root, in Chromium: axe-core's findings about it, and the browser's own
 * accessibility tree. Both go over the DevTools protocol, past what a page may do.
 */
import { readFileSync } from "node:fs";
import { closedRoot } from "./layer.mjs";

const AXE = readFileSync(new URL("../../../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

/** Runs axe on what is drawn: one line for each violation. */
export async function auditLayer(page) {
  const { session, objectId } = await closedRoot(page);
  await session.send("Runtime.evaluate", { expression: AXE });
  const { result, exceptionDetails } = await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: `async function () {
      // axe walks open roots only; for the time of the audit this one looks open.
      Object.defineProperty(this.host, "shadowRoot", { value: this, configurable: true });
      try {
        const { violations, passes } = await axe.run(this.host);
        return JSON.stringify({
          passes: passes.length,
          violations: violations.map(({ id, nodes }) => id + ": " + nodes.map(({ html, failureSummary }) => html.slice(0, 120) + " " + failureSummary).join(" | ")),
        });
      } finally {
        delete this.host.shadowRoot;
      }
    }`,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return JSON.parse(result.value);
}

/** The accessibility tree of the whole page, as `role: name` lines of the nodes that aren't ignored. */
export async function accessTree(page) {
  const { session } = await closedRoot(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter(({ ignored }) => !ignored)
    .map(({ role, name, properties = [] }) => ({
      role: role?.value,
      name: name?.value ?? "",
      ...Object.fromEntries(properties.map((property) => [property.name, property.value.value])),
    }));
}
