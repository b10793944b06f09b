/** TinyMCE keeps its editable body in a frame that it writes itself. */
import tinymce from "tinymce";
import "tinymce/icons/default";
import "tinymce/models/dom";
import "tinymce/themes/silver";
import "tinymce/skins/ui/oxide/skin.js";
import "tinymce/skins/ui/oxide/content.js";
import "tinymce/skins/content/default/content.js";
import { show } from "./show.js";

show(async (host) => {
  const place = document.createElement("textarea");
  host.append(place);
  const [editor] = await tinymce.init({
    target: place,
    license_key: "gpl",
    skin: "oxide",
    content_css: "default",
    menubar: false,
    toolbar: false,
    statusbar: false,
    promotion: false,
    highlight_on_focus: false,
    height: 620,
    content_style:
      "body { font: 16px/24px Arial, 'Liberation Sans', sans-serif; caret-color: transparent } p { margin: 0 }",
  });
  const { undoManager } = editor;
  return {
    root: editor.getBody(),
    text: () => editor.getContent({ format: "text" }),
    model: () =>
      JSON.stringify([editor.getContent(), editor.selection.getBookmark(2), undoManager.hasUndo()]),
  };
});
