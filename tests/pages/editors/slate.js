import { createElement, useMemo } from "react";
import { createRoot } from "react-dom/client";
import { createEditor, Node } from "slate";
import { withHistory } from "slate-history";
import { Editable, Slate, withReact } from "slate-react";
import { LABEL, show } from "./show.js";

let editor;

function Post({ ready }) {
  editor = useMemo(() => withHistory(withReact(createEditor())), []);
  const keep = (element) => element && ready(element);
  const onKeyDown = (event) => {
    if (!event.ctrlKey || event.key.toLowerCase() !== "z") return;
    event.preventDefault();
    if (event.shiftKey) editor.redo();
    else editor.undo();
  };
  return createElement(
    Slate,
    { editor, initialValue: [{ type: "paragraph", children: [{ text: "" }] }] },
    createElement(Editable, {
      "aria-label": LABEL,
      placeholder: LABEL,
      spellCheck: false,
      onKeyDown,
      ref: keep,
    }),
  );
}

show(async (host) => {
  const root = await new Promise((ready) => createRoot(host).render(createElement(Post, { ready })));
  return {
    root,
    text: () => editor.children.map((block) => Node.string(block)).join("\n"),
    model: () =>
      JSON.stringify([
        editor.children,
        editor.selection,
        [editor.history.undos.length, editor.history.redos.length],
      ]),
  };
});
