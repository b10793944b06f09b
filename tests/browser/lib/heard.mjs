/**
 * Listens as a screen reader does: writes down every text that comes into the live region of the closed root. It stands
 * there for a second only, and of an equal one twice a look now and then would see one.
 */
import { closedRoot } from "./layer.mjs";

/** Runs in the browser, on the closed root: begins to listen when it is first called; what stood there then, and came since. */
function listen(root) {
  if (!root.heard) {
    const standing = root.querySelector("[role=status]")?.textContent;
    root.heard = standing ? [standing] : [];
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        if (target.nodeType !== 1 || target.getAttribute("role") !== "status") continue;
        for (const node of addedNodes) root.heard.push(node.textContent);
      }
    }).observe(root, { childList: true, subtree: true });
  }
  return JSON.stringify(root.heard);
}

/** Begins to listen to a page on which something is drawn, and returns what was heard since it began. */
export async function heardOn(it, page) {
  return JSON.parse(await (it.name === "chromium" ? overDevTools(page) : overBidi(it.browser, page)));
}

async function overDevTools(page) {
  const root = await closedRoot(page);
  if (!root) throw new Error("nothing is drawn");
  const { session, objectId } = root;
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: `function () { return (${listen})(this); }`,
    returnByValue: true,
  });
  await session.send("Runtime.releaseObject", { objectId });
  return result.value;
}

async function overBidi(browser, page) {
  const call = async (functionDeclaration, args = []) => {
    const { result } = await browser.connection.send("script.callFunction", {
      functionDeclaration,
      arguments: args,
      awaitPromise: false,
      target: { context: page.mainFrame()._id },
      serializationOptions: { includeShadowTree: "all", maxDomDepth: 2 },
    });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return result.result;
  };
  const html = await call("() => document.documentElement");
  const host = (html.value.children ?? []).find(({ value }) => value.shadowRoot?.value?.mode === "closed");
  if (!host) throw new Error("nothing is drawn");
  return (await call(String(listen), [{ sharedId: host.value.shadowRoot.sharedId }])).value;
}
