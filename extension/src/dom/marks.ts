/** Lines under words. One mark may cover several lines of text and speak for several findings. */
import type { Finding } from "clausemark";
import { byStrength, lineOf } from "../shared/modality.js";
import type { ComposeBox } from "./boxes.js";
import { intersect, isCovered, isEmpty, putAt, type Rect } from "./geometry.js";
import type { Layer } from "./layer.js";
import type { Tone } from "./tone.js";

/** Findings that stand on the same words, strongest first, and where they are now. */
export interface Mark {
  start: number;
  end: number;
  findings: Finding[];
  /** What shows of it, one rectangle a line; empty while it is out of sight. */
  lines: Rect[];
  /** The text that the findings' own offsets count in. */
  readonly text: string;
  /** Where the mark began in that text; `start` moves on with the words. */
  readonly firstStart: number;
}

/** Groups findings of `text` by the mark number that the checker gave them. */
export function marksFrom(findings: readonly Finding[], text: string): Mark[] {
  const groups = new Map<number, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.mark);
    if (group) group.push(finding);
    else groups.set(finding.mark, [finding]);
  }
  const marks = [...groups.values()].map((group) => {
    const start = Math.min(...group.map((finding) => finding.start));
    const end = Math.max(...group.map((finding) => finding.end));
    return { start, end, findings: group.sort(byStrength), lines: [], text, firstStart: start };
  });
  return marks.sort((a, b) => a.start - b.start);
}

/** What of each line can be seen: inside the box's window and not under something of the page's. */
export function visibleLines(box: ComposeBox, lines: readonly Rect[], seen: Rect): Rect[] {
  const shown: Rect[] = [];
  for (const line of lines) {
    const part = intersect(line, seen);
    // A line whose foot is cut off would be drawn through the words.
    if (isEmpty(part) || part.bottom < line.bottom - 2) continue;
    if (isCovered(box, (part.left + part.right) / 2, (part.top + part.bottom) / 2)) continue;
    shown.push(part);
  }
  return shown;
}

/** Draws the marks of one box; elements are used again from one frame to the next. */
export class Pen {
  private readonly pool: HTMLElement[] = [];

  constructor(private readonly layer: Layer) {}

  /** Draws these marks and nothing else. */
  draw(marks: readonly Mark[], tone: Tone, chosen: Mark | undefined): void {
    let used = 0;
    const strokes = marks.flatMap((mark) => mark.lines.map((line) => ({ mark, line })));
    if (strokes.length > 0) {
      const sheet = this.layer.part("marks");
      if (!this.layer.isShown) this.layer.raise();
      this.layer.renew();
      const origin = this.layer.origin();
      for (const { mark, line } of strokes) {
        const stroke = this.take(used++, sheet);
        stroke.className = ["mark", tone, lineOf(mark.findings[0]?.modality), sureness(mark)]
          .concat(mark === chosen ? "chosen" : [])
          .join(" ");
        putAt(stroke, (line.left - origin.x) / origin.scale, (line.top - origin.y) / origin.scale);
        stroke.style.setProperty("width", `${(line.right - line.left) / origin.scale}px`);
        stroke.style.setProperty("height", `${(line.bottom - line.top) / origin.scale}px`);
      }
    }
    for (const spare of this.pool.splice(used)) spare.remove();
  }

  private take(index: number, sheet: HTMLElement): HTMLElement {
    const kept = this.pool[index];
    if (kept?.isConnected) return kept;
    const fresh = sheet.ownerDocument.createElement("div");
    sheet.append(fresh);
    this.pool[index] = fresh;
    return fresh;
  }
}

/** A mark is `likely` if one of its findings is. */
function sureness(mark: Mark): string {
  return mark.findings.some((finding) => finding.confidence === "likely") ? "likely" : "possible";
}
