/**
 * The content script's first lines: all that a page pays in which nobody writes. They register listeners and nothing
 * else; the rest of this file (`begin.ts`) is run when a compose box first gets the focus or a picture is handed over.
 */
import { Door } from "../dom/door.js";
import { isAlive } from "../shared/browser.js";

/** Of this script's own world, which the page doesn't share. */
const world = globalThis as { reads?: () => boolean };

// A site may be taken back and added again while its page is open.
if (!world.reads?.()) {
  world.reads = isAlive;
  let beginning: Promise<unknown> | undefined;
  const door: Door = new Door(window, () => {
    beginning ??= import("./begin.js").then(({ begin }) => begin(door));
    return beginning;
  });
  // A script that comes into an open page, as after an update, finds the writer in the middle of a word.
  if (document.hasFocus()) door.look();
  // A page that writes a frame's document anew takes every listener off it; the frame's element in the page around
  // it then tells that it has loaded.
  frameAround()?.addEventListener("load", () => {
    if (isAlive()) door.renew();
  });
}

/** The frame that this document is in, if it is of the same site. */
function frameAround(): Element | null {
  try {
    return window.frameElement;
  } catch {
    return null;
  }
}
