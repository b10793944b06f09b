/**
 * Changes a box's text the way a person would: selects the words and types over them. The browser's own editing
 * command tells the site's editor what it tells it at a key press, and one undo takes it back.
 */

import type { BoxWatch } from "./box.js";
import { isTextControl } from "./boxes.js";
import type { Mark } from "./marks.js";
import { rangesOver } from "./snapshot.js";

/** Replaces a stretch given in the mark's own text. False if the words are no longer what they were. */
export async function replaceIn(
  box: BoxWatch,
  mark: Mark,
  fix: { start: number; end: number; replacement: string },
): Promise<boolean> {
  box.refresh();
  const shift = mark.start - mark.firstStart;
  const start = fix.start + shift;
  const end = fix.end + shift;
  const { snapshot, element } = box;
  if (start < 0 || snapshot.text.slice(start, end) !== mark.text.slice(fix.start, fix.end)) return false;
  element.focus({ preventScroll: true });
  if (isTextControl(element)) {
    element.setSelectionRange(start, end);
  } else {
    const ranges = rangesOver(snapshot, start, end);
    const first = ranges[0];
    const last = ranges.at(-1);
    const root = element.getRootNode() as Document | (ShadowRoot & { getSelection?(): Selection | null });
    const selection = root.getSelection?.() ?? element.ownerDocument.getSelection();
    if (!first || !last || !selection) return false;
    selection.setBaseAndExtent(first.startContainer, first.startOffset, last.endContainer, last.endOffset);
    // Editors with a model of their own learn of the selection in an event of the next frame.
    await nextFrame(element);
    await nextFrame(element);
  }
  const page = element.ownerDocument;
  if (fix.replacement === "") page.execCommand("delete");
  else page.execCommand("insertText", false, fix.replacement);
  return true;
}

function nextFrame(element: Element): Promise<void> {
  const view = element.ownerDocument.defaultView as Window;
  return new Promise((resolve) => view.requestAnimationFrame(() => resolve()));
}
