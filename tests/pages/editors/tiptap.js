import { Editor } from "@tiptap/core";
import StarterKit from "@tiptap/starter-kit";
import { LABEL, show } from "./show.js";

show((host) => {
  const editor = new Editor({
    element: host,
    extensions: [StarterKit],
    editorProps: { attributes: { "aria-label": LABEL, role: "textbox", spellcheck: "false" } },
  });
  return {
    root: editor.view.dom,
    text: () => editor.getText({ blockSeparator: "\n" }),
    model: () => JSON.stringify([editor.getJSON(), editor.state.selection.toJSON()]),
  };
});
