/** An editor in an open shadow root inside another, the way Reddit builds its own. */
import { plainEditor, show } from "./show.js";

customElements.define("inner-composer", class extends HTMLElement {});
customElements.define("outer-composer", class extends HTMLElement {});

show((host) => {
  const outer = document.createElement("outer-composer");
  const inner = document.createElement("inner-composer");
  const editor = plainEditor(document);
  editor.root.style.cssText =
    "display:block; box-sizing:border-box; min-height:60px; border:1px solid #888; padding:8px 12px; outline:none; white-space:pre-wrap; overflow-wrap:break-word";
  inner.attachShadow({ mode: "open" }).append(editor.root);
  outer.attachShadow({ mode: "open" }).append(inner);
  host.append(outer);
  return editor;
});
