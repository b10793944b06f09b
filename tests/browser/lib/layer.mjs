/**
 * Looks into the closed shadow root, which a page can't: over the DevTools protocol in Chromium, over WebDriver
 * BiDi (which serialises closed roots on request) in Firefox. Both run the same function inside.
 */

/** Runs in the browser, on the closed root (or null): what is drawn, in viewport coordinates. */
function readRoot(root) {
  if (!root)
    return JSON.stringify({ isOpen: false, marks: [], card: null, question: null, photo: null, badge: null });
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
  const panel = (face) => {
    // Behind a modal dialog of the page the browser gives no focus; the class then stands in for it.
    const focused = face?.parentElement.querySelector(".aimed") ?? root.activeElement;
    return (
      face && {
        ...box(face),
        label: face.getAttribute("aria-label"),
        text: face.innerText,
        hasFocus: face.contains(focused),
        focused: face.contains(focused) ? focused.textContent : "",
        buttons: [...face.querySelectorAll("button")]
          .filter((button) => button.getClientRects().length > 0)
          .map((button) => ({ label: button.textContent, ...box(button) })),
      }
    );
  };
  const tally = root.querySelector(".tally");
  const sheet = root.querySelector(".sheet");
  return JSON.stringify({
    isOpen: true,
    // Not `getComputedStyle`, which a page under test may have patched.
    isHidden: !sheet.checkVisibility({ visibilityProperty: true }),
    marks,
    card: panel(root.querySelector(".card.open .face")),
    question: panel(root.querySelector(".question.open .face")),
    photo: panel(root.querySelector(".photo.open .face")),
    badge: tally && { ...box(tally), count: tally.textContent, label: tally.getAttribute("aria-label") },
    said: root.querySelector("[role=status]")?.textContent ?? "",
    walk: [...root.querySelectorAll(".speech button")].map((button) => button.getAttribute("aria-label")),
  });
}

/** A function from a page, or one of its frames, to what is drawn on it. */
export function layerReader(name, browser) {
  const read = name === "chromium" ? readOverDevTools : (_page, frame) => readOverBidi(browser, frame);
  return (page, frame = page.mainFrame()) => read(page, frame);
}

/** The closed root in Chromium as an object of the frame's own world, or undefined while there is none. */
export async function closedRoot(page, frame = page.mainFrame()) {
  const session = frame.client;
  const html = await frame.evaluateHandle(() => document.documentElement);
  try {
    const { node } = await session.send("DOM.describeNode", {
      objectId: html.remoteObject().objectId,
      depth: 1,
      pierce: true,
    });
    const closed = (node.children ?? [])
      .flatMap((child) => child.shadowRoots ?? [])
      .find(({ shadowRootType }) => shadowRootType === "closed");
    if (!closed) return undefined;
    const { object } = await session.send("DOM.resolveNode", { backendNodeId: closed.backendNodeId });
    return { session, objectId: object.objectId };
  } finally {
    await html.dispose();
  }
}

async function readOverDevTools(page, frame) {
  const root = await closedRoot(page, frame);
  if (!root) return JSON.parse(readRoot(null));
  const { session, objectId } = root;
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: `function () { return (${readRoot})(this); }`,
    returnByValue: true,
  });
  await session.send("Runtime.releaseObject", { objectId });
  return JSON.parse(result.value);
}

async function readOverBidi(browser, frame) {
  const target = { context: frame._id };
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
