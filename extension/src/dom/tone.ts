/** Whether a box is light or dark, by what it is painted on and not by what the system prefers. */
import { alphaOf, parentAcrossRoots } from "./geometry.js";

/** Which set of colours reads well on the box. */
export type Tone = "light" | "dark";

/** The tone of the nearest background behind `element`. */
export function toneOf(element: Element): Tone {
  const view = element.ownerDocument.defaultView as Window;
  for (let up: Element | null = element; up; up = parentAcrossRoots(up)) {
    const color = view.getComputedStyle(up).backgroundColor;
    if (alphaOf(color) > 0.5) return luminance(color) < 0.4 ? "dark" : "light";
  }
  // Nothing is painted: the canvas shows, which is dark only where the page agreed to that.
  const scheme = view.getComputedStyle(element.ownerDocument.documentElement).colorScheme;
  const prefersDark = view.matchMedia("(prefers-color-scheme: dark)").matches;
  return scheme.includes("dark") && (prefersDark || !scheme.includes("light")) ? "dark" : "light";
}

/** Perceived lightness, 0 to 1, of a computed colour; one in a notation we don't read is taken for light. */
function luminance(color: string): number {
  if (!color.startsWith("rgb")) {
    const lightness = /^(?:oklab|oklch)\(([\d.]+)/.exec(color);
    return lightness ? Number.parseFloat(lightness[1] ?? "1") : 1;
  }
  const [red = 255, green = 255, blue = 255] = (color.match(/[\d.]+/g) ?? []).map(Number);
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
}
