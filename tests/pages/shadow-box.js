/** A compose box inside an open shadow root, as some sites build theirs. */
customElements.define(
  "shadow-box",
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: "open" });
      const style = document.createElement("link");
      style.rel = "stylesheet";
      style.href = "/page.css";
      const box = document.createElement("div");
      box.className = "composer";
      box.id = "inner";
      box.contentEditable = "true";
      box.spellcheck = false;
      box.setAttribute("role", "textbox");
      box.setAttribute("aria-label", "Join the conversation");
      root.append(style, box);
    }
  },
);
