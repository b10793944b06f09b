/**
 * The content script: joins the DOM side to the worker. Until a compose box gets the focus it has done nothing
 * but register listeners; it opens no port, reads nothing and draws nothing.
 */
import { Desk } from "../dom/desk.js";
import { browser } from "../shared/browser.js";
import { useWords } from "../shared/words.js";
import { Link } from "./link.js";

useWords((key, substitutions) => browser.i18n.getMessage(key, substitutions));

const link: Link = new Link({
  state: (on) => desk.turn(on),
  recheck: () => desk.recheck(),
  step: (forward) => {
    if (document.hasFocus()) desk.step(forward);
  },
  orphaned: () => desk.stop(),
});
const desk = new Desk(document, link);
desk.start();
