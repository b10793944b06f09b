/** An editor in a frame of the same site. */
import { make, show } from "./show.js";

show(async (host) => {
  const frame = make("iframe", { src: "/editors/plain.html", height: 620, title: "Reply", frameborder: 0 });
  const loaded = new Promise((resolve) => frame.addEventListener("load", resolve, { once: true }));
  host.append(frame);
  await loaded;
  return frame.contentWindow.editor;
});
