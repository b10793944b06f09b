/** Joins the DOM side to the worker, once there is something to read. */
import { Desk } from "../dom/desk.js";
import type { Door } from "../dom/door.js";
import { browser, isAlive } from "../shared/browser.js";
import type { Call } from "../shared/protocol.js";
import { useWords } from "../shared/words.js";
import { Link } from "./link.js";
import { PhotoLink } from "./photos.js";
import { answerPopup } from "./popup.js";
import { StateKeeper } from "./state.js";

/** Puts a desk behind the door. */
export function begin(door: Door): void {
  // The extension may have been updated or removed since the page was opened.
  if (!isAlive()) return door.close();
  useWords((key, substitutions) => browser.i18n.getMessage(key, substitutions));
  const step = (forward: boolean) => {
    if (document.hasFocus()) desk.step(forward);
  };
  const link: Link = new Link({
    state: (now) => keeper.take(now),
    recheck: () => desk.recheck(),
    step,
    refused: () => desk.refused(),
    orphaned: () => desk.stop(),
  });
  const photos = new PhotoLink(() => keeper.hasState || link.wake());
  const desk = new Desk(document, link, photos);
  const keeper = new StateKeeper(desk, () => link.wake());
  desk.whenOff = () => keeper.look();
  desk.start(door);
  photos.start();
  browser.runtime.onMessage.addListener((call: Call) => {
    // Over a line that is up the same was said. A page in which only a picture was looked at has nothing to look at again.
    if (link.isUp || !keeper.hasState) return;
    if (call.kind === "step") return step(call.forward);
    link.wake();
    desk.recheck();
  });
  window.addEventListener("pageshow", (event) => {
    // A page that was put by and came back: the line was cut without a word, and the settings may be others.
    if (!event.isTrusted || !event.persisted || !keeper.hasState) return;
    link.wake();
    desk.recheck();
  });
  answerPopup(desk);
}
