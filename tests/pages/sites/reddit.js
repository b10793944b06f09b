/** The composer of the site: a custom element that shows what is put into its slots. */
customElements.define(
  "shreddit-composer",
  class extends HTMLElement {
    connectedCallback() {
      const root = this.attachShadow({ mode: "open" });
      const bar = document.createElement("div");
      for (const name of ["rte", "cancel-button", "submit-button"]) {
        const slot = document.createElement("slot");
        slot.name = name;
        if (name === "rte") root.append(slot);
        else bar.append(slot);
      }
      root.append(bar);
    }
  },
);
