/**
 * A page that watches itself before any other script runs: what is added to it, what its patched functions are
 * called with, what events it hears from elements it didn't make, what it could reach.
 */
const record = { added: [], attributes: [], calls: [], events: [], messages: 0, highlights: 0, errors: [] };
window.record = record;

const owned = new Set();
new MutationObserver((changes) => {
  for (const { type, target, addedNodes, attributeName } of changes) {
    if (type === "attributes") {
      record.attributes.push(`${target.localName}.${attributeName}`);
      continue;
    }
    for (const node of addedNodes) {
      const isElement = node.nodeType === 1 && !["head", "body"].includes(node.localName);
      if (isElement && node.parentNode === document.documentElement) {
        owned.add(node);
        const { left, top, width, height } = node.getBoundingClientRect();
        record.added.push({
          name: node.localName,
          attributes: node.attributes.length,
          text: node.textContent,
          isClosed: node.shadowRoot === null,
          box: [left, top, width, height].join(),
        });
      }
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true, attributes: true });

const watch = (owner, name, label = name) => {
  const original = owner[name];
  owner[name] = function (...given) {
    record.calls.push(label);
    return original.apply(this, given);
  };
};
watch(Element.prototype, "attachShadow");
watch(Document.prototype, "elementFromPoint");
watch(Document.prototype, "createElement");
watch(Document.prototype, "execCommand");
watch(Range.prototype, "getClientRects", "range");
watch(window, "getComputedStyle");
watch(window, "postMessage");
watch(window, "fetch");
for (const type of [
  "pointerover",
  "pointermove",
  "pointerdown",
  "mousedown",
  "click",
  "keydown",
  "focusin",
  "mouseover",
]) {
  window.addEventListener(
    type,
    (event) => {
      if (owned.has(event.target)) record.events.push(type);
    },
    true,
  );
}
window.addEventListener("message", () => {
  record.messages += 1;
});
window.addEventListener("error", (event) => record.errors.push(event.message));
window.addEventListener("securitypolicyviolation", (event) => record.errors.push(event.violatedDirective));
/** Every key event, wherever it goes, as early and as far out as a page can listen. */
window.keysHeard = [];
for (const type of ["keydown", "keypress", "keyup"]) {
  window.addEventListener(type, ({ key }) => window.keysHeard.push(`${type} ${key}`), true);
}
window.highlightCount = () => CSS.highlights?.size ?? 0;
window.strangers = () => [...owned];
