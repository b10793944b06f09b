/** Words written with an input method, as browsers hear of them from the system. */

/** The input method of this browser. */
export const inputMethod = (name) => (name === "chromium" ? CHROMIUM : FIREFOX);

const CHROMIUM = {
  async compose({ page }, text) {
    const session = await page.createCDPSession();
    const { length } = text;
    await session.send("Input.imeSetComposition", { text, selectionStart: length, selectionEnd: length });
    await session.detach();
  },
  async commit({ page }, text) {
    const session = await page.createCDPSession();
    await session.send("Input.insertText", { text });
    await session.detach();
  },
};

/** Firefox has a text input processor, which its own chrome may use. */
const FIREFOX = {
  compose: ({ it }, text) =>
    inChrome(
      it.browser,
      `() => {
        const tip = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
        window.composing = tip;
        tip.beginInputTransactionForTests(window, () => true);
        tip.setPendingCompositionString(${JSON.stringify(text)});
        tip.appendClauseToPendingComposition(${text.length}, tip.ATTR_RAW_CLAUSE);
        tip.setCaretInPendingComposition(${text.length});
        tip.flushPendingComposition();
      }`,
    ),
  commit: ({ it }) => inChrome(it.browser, "() => window.composing.commitComposition()"),
};

/** Runs a function in the window of Firefox itself. */
export async function inChrome({ connection }, functionDeclaration) {
  const tree = await connection.send("browsingContext.getTree", { "moz:scope": "chrome" });
  const { context } = tree.result.contexts.find(({ url }) => url.endsWith("browser.xhtml"));
  const { result } = await connection.send("script.callFunction", {
    functionDeclaration,
    awaitPromise: true,
    target: { context },
  });
  if (result.type === "exception") throw new Error(result.exceptionDetails.text);
  return result.result.value;
}
