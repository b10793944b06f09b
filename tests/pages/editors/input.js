import { make, show, textControl } from "./show.js";

show((host) => {
  const input = make("input", { type: "text" });
  host.append(input);
  return textControl(input);
});
