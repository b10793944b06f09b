/**
 * The text of a compose box at one moment, and where each run of it lies in the page. Reading changes nothing
 * in the page and asks for no layout.
 */
import { type ComposeBox, isTextControl } from "./boxes.js";

/** A piece of the text that lies in one text node. */
export interface Run {
  /** Offset in the snapshot's text. */
  start: number;
  node: Text;
  length: number;
}

/** What a box held when it was read. */
export interface Snapshot {
  text: string;
  /** In text order; none for a text control, whose text lies in no node. */
  runs: readonly Run[];
}

/** A snapshot of nothing, for a box not read yet. */
export const EMPTY: Snapshot = { text: "", runs: [] };

/** Elements that begin and end a line. By name and not by style: asking for styles would cost a layout. */
const BLOCKS = new Set(
  "address article aside blockquote dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table td th tr ul".split(
    " ",
  ),
);
/** Elements whose text isn't the writer's. */
const FOREIGN = new Set(
  "script style noscript template button select svg img video audio iframe object".split(" "),
);

/** Reads the box. */
export function takeSnapshot(box: ComposeBox): Snapshot {
  if (isTextControl(box)) return { text: box.value, runs: [] };
  const reader = new Reader();
  reader.readChildren(box);
  return reader.finish();
}

/**
 * The page's ranges over `start`…`end` of the text, one a text node: a single range across elements would also
 * give the rectangles of those elements. Empty if the nodes have changed since, which the next reading mends.
 */
export function rangesOver(snapshot: Snapshot, start: number, end: number): Range[] {
  const ranges: Range[] = [];
  for (let index = runAt(snapshot.runs, start); index < snapshot.runs.length; index++) {
    const run = snapshot.runs[index];
    if (!run || run.start >= end) break;
    const from = Math.max(0, start - run.start);
    const to = Math.min(run.length, end - run.start);
    if (from >= to) continue;
    if (!run.node.isConnected || to > run.node.length) return [];
    const range = run.node.ownerDocument.createRange();
    range.setStart(run.node, from);
    range.setEnd(run.node, to);
    ranges.push(range);
  }
  return ranges;
}

/** The offset in the text of a place in the page, such as the caret's; undefined if it is in none of the runs. */
export function offsetOf(snapshot: Snapshot, node: Node, offset: number): number | undefined {
  const run = snapshot.runs.find((candidate) => candidate.node === node);
  return run && run.start + Math.min(offset, run.length);
}

/** Index of the last run that begins at or before `offset`. */
function runAt(runs: readonly Run[], offset: number): number {
  let low = 0;
  let high = runs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((runs[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Walks an editor's content and writes it down line by line. */
class Reader {
  private readonly parts: string[] = [];
  private readonly runs: Run[] = [];
  private length = 0;
  /** Line breaks owed before the next text: a block's border and a `<br>` at its end are one break, not two. */
  private owed = 0;
  private lineHasContent = false;

  readChildren(parent: Node): void {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (node.nodeType === 3) this.readText(node as Text);
      else if (node.nodeType === 1) this.readElement(node as HTMLElement);
    }
  }

  finish(): Snapshot {
    return { text: this.parts.join(""), runs: this.runs };
  }

  private readText(node: Text): void {
    if (node.length === 0) return;
    this.pay();
    this.runs.push({ start: this.length, node, length: node.length });
    this.write(node.data);
    this.lineHasContent = true;
  }

  private readElement(element: HTMLElement): void {
    const name = element.localName;
    if (name === "br") {
      // A break at the very end of a block only keeps an empty line open; `endLine` then finds it counted.
      this.pay();
      this.owed = 1;
      this.lineHasContent = false;
      return;
    }
    if (FOREIGN.has(name) || isPlaceholder(element)) return;
    const block = BLOCKS.has(name);
    if (block) this.endLine();
    this.readChildren(element);
    if (block) this.endLine();
  }

  private endLine(): void {
    if (this.lineHasContent) this.owed = 1;
    this.lineHasContent = false;
  }

  private pay(): void {
    if (this.owed > 0 && this.length > 0) this.write("\n");
    this.owed = 0;
  }

  private write(text: string): void {
    this.parts.push(text);
    this.length += text.length;
  }
}

/** Whether an island in the editor is a hint of the site's ("What's happening?") and not part of the post. */
function isPlaceholder(element: HTMLElement): boolean {
  if (element.getAttribute("contenteditable") !== "false") return false;
  return element.hasAttribute("data-slate-placeholder") || element.getAttribute("aria-hidden") === "true";
}
