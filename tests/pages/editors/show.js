/**
 * What every editor's page has in common: it is put into `#host` and then named in `window.editor`, by which the
 * tests ask the editor itself what it holds.
 *
 * An editor is `{ root, text, model }`: its editable element, a function giving its text by its own model, and one
 * giving all of that model that an extension could harm, as JSON.
 */

/** Hint that every box shows to people. */
export const LABEL = "What's on your mind?";

/** Mounts the editor; the page is ready once `window.editor` is set. */
export async function show(mount) {
  const host = document.getElementById("host");
  document.getElementById("full").addEventListener("click", () => host.requestFullscreen());
  window.editor = await mount(host);
}

/** Makes an element of these attributes. */
export function make(name, attributes = {}) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** An editor whose content is its text, without a model of its own. */
export function plainEditor(document) {
  const root = document.createElement("div");
  root.contentEditable = "true";
  root.setAttribute("role", "textbox");
  root.setAttribute("aria-label", LABEL);
  root.spellcheck = false;
  return {
    root,
    text: () => root.innerText,
    model: () => root.innerHTML,
  };
}

/** A text area or input. */
export function textControl(root) {
  root.setAttribute("aria-label", LABEL);
  root.spellcheck = false;
  return {
    root,
    text: () => root.value,
    model: () => JSON.stringify([root.value, root.selectionStart, root.selectionEnd, root.outerHTML]),
  };
}
