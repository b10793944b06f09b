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

/**
 * Perceived lightness, 0 to 1, of a computed colour: `rgb(…)` counts to 255, `color(srgb …)` and its kin to 1, `oklab` to 1 and
 * `lab` to 100. One in a notation we don't read is taken for light.
 */
function luminance(color: string): number {
  const [, notation = "", parts = ""] =
    /^(rgba?|color|(?:ok)?(?:lab|lch))\((?:[a-z][\w-]* )?(.*)/.exec(color) ?? [];
  const [first = 1, green = 1, blue = 1] = (parts.match(/[\d.]+(?:e-\d+)?/g) ?? []).map(Number);
  if (notation.startsWith("ok")) return first;
  if (notation.startsWith("l")) return first / 100;
  const most = notation.startsWith("rgb") ? 255 : 1;
  return notation ? (0.299 * first + 0.587 * green + 0.114 * blue) / most : 1;
}
