import "draft-js/dist/Draft.css";
import { convertToRaw, Editor, EditorState } from "draft-js";
import { createElement, useState } from "react";
import { createRoot } from "react-dom/client";
import { LABEL, show } from "./show.js";

let current = EditorState.createEmpty();

function Post() {
  const [state, setState] = useState(current);
  const onChange = (next) => {
    current = next;
    setState(next);
  };
  return createElement(Editor, { editorState: state, onChange, ariaLabel: LABEL, spellCheck: false });
}

show(async (host) => {
  createRoot(host).render(createElement(Post));
  const root = await new Promise((resolve) => {
    const look = () => {
      const found = host.querySelector("[contenteditable=true]");
      if (found) resolve(found);
      else requestAnimationFrame(look);
    };
    look();
  });
  return {
    root,
    text: () => current.getCurrentContent().getPlainText(),
    model: () =>
      JSON.stringify([
        convertToRaw(current.getCurrentContent()).blocks.map(({ text }) => text),
        [current.getSelection().getStartOffset(), current.getSelection().getEndOffset()],
        [current.getUndoStack().size, current.getRedoStack().size],
      ]),
  };
});
