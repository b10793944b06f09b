/** How a modality is said and drawn; the same on a mark, a card and a page. */
import type { Finding, Modality } from "clausemark";
import { say } from "./words.js";

/** The three lines that tell modalities apart without colour. */
export type Line = "solid" | "dashed" | "dotted";

/** Strongest first. */
export const MODALITIES: readonly Modality[] = [
  "prohibited",
  "permission",
  "discouraged",
  "limit",
  "notice",
  "duty",
  "allowed",
];

/** The line under words of this modality; without a policy, the quietest. */
export function lineOf(modality: Modality | undefined): Line {
  if (modality === "prohibited") return "solid";
  return modality === "permission" ? "dashed" : "dotted";
}

/** The modality in plain words, such as "Needs permission". */
export function nameOf(modality: Modality | undefined): string {
  return say(`modality_${modality ?? "none"}`);
}

/** Strongest first, then the surer, then in text order. */
export function byStrength(a: Finding, b: Finding): number {
  const strength = (finding: Finding) =>
    finding.modality ? MODALITIES.indexOf(finding.modality) : MODALITIES.length;
  const sureness = (finding: Finding) => (finding.confidence === "likely" ? 0 : 1);
  return strength(a) - strength(b) || sureness(a) - sureness(b) || a.start - b.start;
}
