/**
 * A page that, before any other script, wraps every function and every property of the web's that could tell of a
 * reader: of nodes, ranges, selections, observers, highlights, timers, messages and requests. It writes down each
 * use of them, each event that reaches the window, and each change of the document.
 */
const spy = { calls: [], events: [], changes: [] };
let isDeaf = false;
const note = (what) => isDeaf || spy.calls.push(what);
/** The tests look at what is drawn with functions of this page. */
window.deafen = (deaf) => {
  isDeaf = deaf;
};
// What the page itself needs, before it is wrapped.
const listen = EventTarget.prototype.addEventListener;
const nameOf = (node) => (node === window ? "window" : node.id || node.nodeName || "?");

const seen = new Set();
const onEvent = (event) => {
  const line = `${event.type} ${nameOf(event.target)} ${event.isTrusted}`;
  if (!seen.has(line)) spy.events.push(line);
  seen.add(line);
};
const types = new Set();
for (const owner of [window, document, HTMLElement.prototype, Element.prototype]) {
  for (const key in owner) if (key.startsWith("on")) types.add(key.slice(2));
}
for (const type of types) listen.call(window, type, onEvent, true);
for (const type of ["compositionstart", "compositionend", "focusin", "focusout", "beforetoggle"]) {
  listen.call(window, type, onEvent, true);
}

new MutationObserver((changes) => {
  for (const { type, target, attributeName, addedNodes, removedNodes } of changes) {
    // The writer's own letters.
    if (document.body?.contains(target) && type !== "attributes") continue;
    const nodes = (list) => [...list].map(({ nodeName, nodeType }) => (nodeType === 1 ? nodeName : "text"));
    spy.changes.push(
      [type, nameOf(target), attributeName, nodes(addedNodes), nodes(removedNodes)].flat().join(" "),
    );
  }
}).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });

const nextFrame = window.requestAnimationFrame.bind(window);
window.afterFrames = (count, then) =>
  count === 0 ? then() : nextFrame(() => window.afterFrames(count - 1, then));
window.reportOf = () => JSON.stringify(spy);

for (const name of [
  "EventTarget Node Element HTMLElement HTMLTextAreaElement HTMLInputElement HTMLIFrameElement Document DocumentFragment",
  "ShadowRoot Range Selection CharacterData Text CSSStyleDeclaration CSSStyleSheet MutationObserver ResizeObserver",
  "IntersectionObserver HighlightRegistry Highlight XMLHttpRequest WebSocket Storage Navigator FontFaceSet",
  "VisualViewport MessagePort BroadcastChannel Clipboard CustomElementRegistry Animation ElementInternals",
].flatMap((line) => line.split(" "))) {
  const prototype = window[name]?.prototype;
  if (!prototype) continue;
  for (const key of Object.getOwnPropertyNames(prototype)) {
    const property = Object.getOwnPropertyDescriptor(prototype, key);
    if (key === "constructor" || !property.configurable) continue;
    for (const part of ["value", "get", "set"]) {
      const original = property[part];
      if (typeof original !== "function") continue;
      property[part] = function (...given) {
        note(`${name}.${key}`);
        return Reflect.apply(original, this, given);
      };
    }
    Object.defineProperty(prototype, key, property);
  }
}
for (const name of [
  "getComputedStyle getSelection matchMedia fetch postMessage requestAnimationFrame requestIdleCallback",
  "setTimeout setInterval queueMicrotask structuredClone open",
].flatMap((line) => line.split(" "))) {
  const original = window[name];
  window[name] = (...given) => {
    note(name);
    return Reflect.apply(original, window, given);
  };
}
for (const name of [
  "MutationObserver",
  "ResizeObserver",
  "IntersectionObserver",
  "Highlight",
  "Worker",
  "WebSocket",
]) {
  window[name] = new Proxy(window[name], {
    construct(kind, given) {
      note(`new ${name}`);
      return new kind(...given);
    },
  });
}
