/** A page of the extension as a person uses it, in either browser: looks, clicks, types. */
import { until } from "./browsers.mjs";

/** Opens a page of the extension in a tab of its own. */
export async function openOwnPage(it, path) {
  const opened = await it.openExtensionPage(path);
  if (it.name === "firefox") return drive(it, opened);
  return drive(it, {
    page: opened,
    run: (what) => opened.evaluate(`(${what})()`),
    close: () => opened.close(),
  });
}

/** Leads a page that is open already, as `extensionPages` gives it. */
export function drive(it, opened) {
  const hand = it.name === "chromium" ? handOfChromium(opened) : handOfFirefox(it.browser.connection, opened);
  /** Runs a function in the page; its arguments are written into its text. */
  const run = (what, ...values) =>
    opened.run(`async () => (${what})(${values.map((value) => JSON.stringify(value)).join(", ")})`);
  const middle = (selector, words) =>
    until(`“${words ?? selector}” to be there`, () =>
      run(
        async (wanted, text) => {
          const all = [...document.querySelectorAll(wanted)];
          const found = all.find((one) => text === null || one.textContent.trim() === text);
          if (!found) return null;
          found.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
          const { left, top, width, height } = found.getBoundingClientRect();
          // A page that is still being laid out or scrolled would move it from under the pointer.
          await new Promise((resolve) => setTimeout(resolve, 50));
          const later = found.getBoundingClientRect();
          if (later.left !== left || later.top !== top || !found.isConnected) return null;
          return width > 0 && { x: Math.round(left + width / 2), y: Math.round(top + height / 2) };
        },
        selector,
        words ?? null,
      ),
    );
  const click = async (selector, words) => hand.click(await middle(selector, words));
  return {
    name: it.name,
    run,
    /** Takes the text of a function, for axe. */
    runText: (text) => opened.run(text),
    /** Clicks the element; of several the one with these words on it. */
    click,
    /** Clicks a field and types. */
    async type(selector, text) {
      await click(selector);
      await hand.type(text);
    },
    press: (key) => hand.press(key),
    /** Gives the tab the focus, as a person does who turns to it. */
    bringToFront: () =>
      until("the tab to have the focus", async () => {
        await hand.bringToFront();
        return run(() => document.hasFocus());
      }),
    /** Chooses from a list, as a person does with the keyboard. */
    choose: (selector, value) =>
      until(`the list ${selector}`, () =>
        run(
          (wanted, chosen) => {
            const list = document.querySelector(wanted);
            if (!list) return false;
            list.value = chosen;
            return list.dispatchEvent(new Event("change", { bubbles: true }));
          },
          selector,
          value,
        ),
      ),
    /** Waits until the page has this, by a function that runs in it. */
    until: (what, probe, ...values) => until(what, () => run(probe, ...values)),
    /** Waits for an element with these words in it, and returns its text. */
    see: (selector, words = "") =>
      until(`“${words}” in ${selector}`, () =>
        run(
          (wanted, text) =>
            [...document.querySelectorAll(wanted)]
              .map((one) => one.innerText)
              .find((one) => one.includes(text)),
          selector,
          words,
        ),
      ),
    stored: () => run(() => (globalThis.browser ?? globalThis.chrome).storage.local.get(null)),
    resize: hand.resize,
    emulate: hand.emulate,
    close: () => opened.close(),
    page: opened.page,
    context: opened.context,
  };
}

function handOfChromium({ page }) {
  return {
    click: ({ x, y }) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    bringToFront: () => page.bringToFront(),
    resize: (width, height) => page.setViewport({ width, height }),
    emulate: (features) => page.emulateMediaFeatures(features),
  };
}

/** Keys by the names that puppeteer has for them, as WebDriver writes them. */
const KEYS = { Tab: "\uE004", Enter: "\uE007", Escape: "\uE00C", Space: " " };

function handOfFirefox(connection, { context }) {
  const act = (actions) => connection.send("input.performActions", { context, actions: [actions] });
  const keys = (letters) =>
    act({
      type: "key",
      id: "keyboard",
      actions: letters.flatMap((value) => [
        { type: "keyDown", value },
        { type: "keyUp", value },
      ]),
    });
  return {
    click: ({ x, y }) =>
      act({
        type: "pointer",
        id: "mouse",
        actions: [
          { type: "pointerMove", x, y },
          { type: "pointerDown", button: 0 },
          { type: "pointerUp", button: 0 },
        ],
      }),
    type: (text) => keys([...text]),
    press: (key) => keys([KEYS[key] ?? key]),
    bringToFront: () => connection.send("browsingContext.activate", { context }),
    resize: (width, height) =>
      connection.send("browsingContext.setViewport", { context, viewport: { width, height } }),
    emulate: () => undefined,
  };
}
