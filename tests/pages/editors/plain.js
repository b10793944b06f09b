import { plainEditor, show } from "./show.js";

show((host) => {
  const editor = plainEditor(document);
  host.append(editor.root);
  return editor;
});
