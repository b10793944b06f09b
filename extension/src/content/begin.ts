/** Joins the DOM side to the worker, once there is something to read. */
import { Desk } from "../dom/desk.js";
import type { Door } from "../dom/door.js";
import { browser, isAlive } from "../shared/browser.js";
import { LOOK_AGAIN } from "../shared/protocol.js";
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
  const link: Link = new Link({
    state: (now) => keeper.take(now),
    recheck: () => desk.recheck(),
    step: (forward) => {
      if (document.hasFocus()) desk.step(forward);
    },
    orphaned: () => desk.stop(),
  });
  const photos = new PhotoLink(() => keeper.hasState || link.wake());
  const desk = new Desk(document, link, photos);
  const keeper = new StateKeeper(desk, () => link.wake());
  desk.start(door);
  photos.start();
  browser.runtime.onMessage.addListener((message: unknown) => {
    // A page in which only a picture was looked at has nothing to look at again.
    if (message !== LOOK_AGAIN || !keeper.hasState) return;
    link.wake();
    desk.recheck();
  });
  answerPopup(desk);
}
