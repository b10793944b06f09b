/**
 * The posting side of a site, for all pages in this folder: one listener at the root, as the sites' frameworks have.
 * `data-send` on a button names the box that it sends, `data-keys` on a box the keys that send it. What was sent, and
 * whether by a real event, is written down.
 */
window.posted = [];

const textOf = (box) => (box.value ?? box.innerText).trim();

function send(box, by, event) {
  if (textOf(box) === "") return;
  window.posted.push({ text: textOf(box), by, isTrusted: event.isTrusted });
  // A message box is emptied, a post's box goes with its dialog; here both stay for the test to look at.
  if (box.dataset.after === "empty") {
    if ("value" in box) box.value = "";
    else box.replaceChildren();
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}

function boxOf(button) {
  return (
    button.getRootNode().querySelector(button.dataset.send) ?? document.querySelector(button.dataset.send)
  );
}

const root = document.getElementById("root");
root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-send]");
  if (button && button.getAttribute("aria-disabled") !== "true") send(boxOf(button), "click", event);
});
root.addEventListener("keydown", (event) => {
  const button = event.target.closest("[data-send]");
  if (button && button.localName !== "button" && event.key === "Enter") send(boxOf(button), "key", event);
  const box = event.target.closest("[data-keys]");
  if (!box || event.key !== "Enter" || event.shiftKey) return;
  const keys = event.ctrlKey || event.metaKey ? "Ctrl+Enter" : "Enter";
  if (!box.dataset.keys.split(" ").includes(keys)) return;
  event.preventDefault();
  send(box, keys, event);
});
root.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.target.querySelector("textarea"), "submit", event);
});
