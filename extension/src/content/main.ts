/**
 * The content script: joins the DOM side to the worker. Until a compose box gets the focus it has done nothing
 * but register listeners; it opens no port, reads nothing and draws nothing.
 */
import { Desk } from "../dom/desk.js";
import { browser, isAlive } from "../shared/browser.js";
import { LOOK_AGAIN } from "../shared/protocol.js";
import { useWords } from "../shared/words.js";
import { Link } from "./link.js";
import { PhotoLink } from "./photos.js";
import { answerPopup } from "./popup.js";
import { StateKeeper } from "./state.js";

/** Of this script's own world, which the page doesn't share. */
const world = globalThis as { reads?: () => boolean };

// A site may be taken back and added again while its page is open.
if (!world.reads?.()) {
  world.reads = isAlive;
  begin();
}

function begin(): void {
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
  desk.start();
  photos.start();
  // A page that writes a frame's document anew takes every listener off it; the frame's element in the page around
  // it then tells that it has loaded.
  frameAround()?.addEventListener("load", () => isAlive() && desk.restart());
  browser.runtime.onMessage.addListener((message: unknown) => {
    // A page in which nothing was written has nothing to look at again.
    if (message !== LOOK_AGAIN || !keeper.hasState) return;
    link.wake();
    desk.recheck();
  });
  answerPopup(desk);
}

/** The frame that this document is in, if it is of the same site. */
function frameAround(): Element | null {
  try {
    return window.frameElement;
  } catch {
    return null;
  }
}
