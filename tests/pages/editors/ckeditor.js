import "ckeditor5/ckeditor5.css";
import { Bold, ClassicEditor, Essentials, Italic, Paragraph } from "ckeditor5";
import { show } from "./show.js";

show(async (host) => {
  const place = document.createElement("div");
  host.append(place);
  const editor = await ClassicEditor.create(place, {
    licenseKey: "GPL",
    plugins: [Essentials, Paragraph, Bold, Italic],
    toolbar: ["bold", "italic"],
  });
  const undo = editor.commands.get("undo");
  return {
    root: editor.editing.view.getDomRoot(),
    text: () =>
      [...editor.model.document.getRoot().getChildren()]
        .map((block) => [...block.getChildren()].map((child) => child.data ?? "\n").join(""))
        .join("\n"),
    model: () =>
      JSON.stringify([
        editor.getData(),
        [...editor.model.document.selection.getRanges()].map(({ start, end }) => [start.path, end.path]),
        undo.isEnabled,
      ]),
  };
});
