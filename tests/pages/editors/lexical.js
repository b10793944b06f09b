import { createEmptyHistoryState, registerHistory } from "@lexical/history";
import { registerRichText } from "@lexical/rich-text";
import { $getRoot, $getSelection, createEditor } from "lexical";
import { plainEditor, show } from "./show.js";

show((host) => {
  const { root } = plainEditor(document);
  host.append(root);
  const editor = createEditor({
    namespace: "post",
    onError: (error) => {
      throw error;
    },
  });
  editor.setRootElement(root);
  registerRichText(editor);
  registerHistory(editor, createEmptyHistoryState(), 300);
  const read = (what) => editor.getEditorState().read(what);
  return {
    root,
    text: () => read(() => $getRoot().getTextContent()),
    model: () =>
      JSON.stringify([
        editor.getEditorState().toJSON(),
        read(() =>
          $getSelection()
            ?.getStartEndPoints()
            ?.map(({ offset, type }) => [offset, type]),
        ),
      ]),
  };
});
