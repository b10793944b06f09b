import "quill/dist/quill.core.css";
import Quill from "quill";
import { LABEL, show } from "./show.js";

show((host) => {
  const quill = new Quill(host, { placeholder: LABEL, modules: { history: { delay: 300, userOnly: true } } });
  quill.root.spellcheck = false;
  return {
    root: quill.root,
    text: () => quill.getText(),
    model: () =>
      JSON.stringify([
        quill.getContents(),
        quill.getSelection(),
        [quill.history.stack.undo.length, quill.history.stack.redo.length],
      ]),
  };
});
