import "prosemirror-view/style/prosemirror.css";
import { baseKeymap } from "prosemirror-commands";
import { history, redo, redoDepth, undo, undoDepth } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { schema } from "prosemirror-schema-basic";
import { EditorState } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { LABEL, show } from "./show.js";

show((host) => {
  const keys = { "Mod-z": undo, "Mod-y": redo, "Mod-Shift-z": redo };
  const view = new EditorView(host, {
    state: EditorState.create({ schema, plugins: [history(), keymap(keys), keymap(baseKeymap)] }),
    attributes: { "aria-label": LABEL, role: "textbox", spellcheck: "false" },
  });
  const { state } = view;
  const text = () => view.state.doc.textBetween(0, view.state.doc.content.size, "\n");
  return {
    root: view.dom,
    text,
    model: () =>
      JSON.stringify([
        view.state.doc.toJSON(),
        view.state.selection.toJSON(),
        [undoDepth(view.state), redoDepth(view.state)],
        state.plugins.length,
      ]),
  };
});
