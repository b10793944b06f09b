/** Takes pictures as a site does, and writes down what it gets and what it can learn of what happens to them. */
const heard = [];
window.heard = heard;
const note = (event, files) => {
  if (files.length > 0)
    heard.push(`${event.type} ${event.defaultPrevented} ${[...files].map(({ name }) => name)}`);
};
document.addEventListener("change", (event) => note(event, event.target.files ?? []));
document.addEventListener("dragover", (event) => event.preventDefault());
document.addEventListener("drop", (event) => {
  note(event, event.dataTransfer.files);
  event.preventDefault();
});
document.addEventListener("paste", (event) => note(event, event.clipboardData.files));
// A site can watch the downloads that begin in it.
window.navigation?.addEventListener("navigate", (event) => heard.push(`navigate ${event.destination.url}`));

document.addEventListener("DOMContentLoaded", () => {
  document.getElementById("copy").addEventListener("click", async () => {
    const canvas = new OffscreenCanvas(8, 8);
    canvas.getContext("2d").fillRect(0, 0, 4, 4);
    const picture = await canvas.convertToBlob({ type: "image/png" });
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture })]);
    document.getElementById("copy").textContent = "Copied";
  });
});
