import { make, show, textControl } from "./show.js";

show((host) => {
  const area = make("textarea", { rows: 8 });
  host.append(area);
  return textControl(area);
});
