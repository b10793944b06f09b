/**
 * Looks into the closed shadow root, which a page can't: over the DevTools protocol in Chromium, over WebDriver
 * BiDi (which serialises closed roots on request) in Firefox. Both run the same function inside.
 */

/** Runs in the browser, on the closed root (or null): what is drawn, in viewport coordinates. */
function readRoot(root) {
  if (!root) return JSON.stringify({ isOpen: false, marks: [], card: null });
  const box = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    return { left, top, right, bottom };
  };
  const marks = [...root.querySelectorAll(".mark")].map((mark) => ({
    kind: ["solid", "dashed", "dotted"].find((line) => mark.classList.contains(line)),
    tone: mark.classList.contains("dark") ? "dark" : "light",
    possible: mark.classList.contains("possible"),
    chosen: mark.classList.contains("chosen"),
    ...box(mark),
  }));
  const face = root.querySelector(".card.open .face");
  const card = face && {
    ...box(face),
    label: face.getAttribute("aria-label"),
    text: face.innerText,
    hasFocus: root.activeElement !== null,
    focused: root.activeElement?.textContent ?? "",
    buttons: [...face.querySelectorAll("button")]
      .filter((button) => button.getClientRects().length > 0)
      .map((button) => ({ label: button.textContent, ...box(button) })),
  };
  return JSON.stringify({ isOpen: true, marks, card });
}

/** A function from a page to what is drawn on it. */
export function layerReader(name, browser) {
  return name === "chromium" ? readOverDevTools : (page) => readOverBidi(browser, page);
}

const sessions = new WeakMap();

async function readOverDevTools(page) {
  let session = sessions.get(page);
  if (!session) {
    session = await page.createCDPSession();
    sessions.set(page, session);
  }
  const { root } = await session.send("DOM.getDocument", { depth: 2, pierce: true });
  const html = root.children.find(({ localName }) => localName === "html");
  const closed = html.children
    .flatMap((child) => child.shadowRoots ?? [])
    .find(({ shadowRootType }) => shadowRootType === "closed");
  if (!closed) return JSON.parse(readRoot(null));
  const { object } = await session.send("DOM.resolveNode", { backendNodeId: closed.backendNodeId });
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId: object.objectId,
    functionDeclaration: `function () { return (${readRoot})(this); }`,
    returnByValue: true,
  });
  await session.send("Runtime.releaseObject", { objectId: object.objectId });
  return JSON.parse(result.value);
}

async function readOverBidi(browser, page) {
  const target = { context: page.mainFrame()._id };
  const call = async (functionDeclaration, args = []) => {
    const { result } = await browser.connection.send("script.callFunction", {
      functionDeclaration,
      arguments: args,
      awaitPromise: false,
      target,
      serializationOptions: { includeShadowTree: "all", maxDomDepth: 2 },
    });
    if (result.type === "exception") throw new Error(result.exceptionDetails.text);
    return result.result;
  };
  const html = await call("() => document.documentElement");
  const host = (html.value.children ?? []).find(({ value }) => value.shadowRoot?.value?.mode === "closed");
  if (!host) return JSON.parse(readRoot(null));
  const { sharedId } = host.value.shadowRoot;
  return JSON.parse((await call(String(readRoot), [{ sharedId }])).value);
}
