/**
 * Changes a box's text the way a person would: selects the words and types over them. The site's editor is told
 * what it is told at a key press, so its model agrees and one undo takes it back.
 */

import type { BoxWatch } from "./box.js";
import { type ComposeBox, isTextControl } from "./boxes.js";
import { selectionOf } from "./caret.js";
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
  let range: StaticRangeInit | undefined;
  if (isTextControl(element)) {
    element.setSelectionRange(start, end);
  } else {
    const ranges = rangesOver(snapshot, start, end);
    const first = ranges[0];
    const last = ranges.at(-1);
    const selection = selectionOf(element);
    if (!first || !last || !selection) return false;
    const { startContainer, startOffset } = first;
    const { endContainer, endOffset } = last;
    range = { startContainer, startOffset, endContainer, endOffset };
    selection.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    // Editors with a model of their own learn of the selection in an event of the next frame.
    await nextFrame(element);
    await nextFrame(element);
  }
  closeUndoStep(element);
  if (!range || !announce(element, range, fix.replacement)) command(element.ownerDocument, fix.replacement);
  closeUndoStep(element);
  return true;
}

/** The browser's own editing command, on what is selected. */
function command(page: Document, replacement: string): void {
  if (replacement === "") page.execCommand("delete");
  else page.execCommand("insertText", false, replacement);
}

/** Firefox sends `beforeinput` with its editing commands, Chromium only with keys. */
const COMMANDS_ARE_ANNOUNCED = CSS.supports("-moz-orient", "inline");

/**
 * Tells the editor what is about to be typed over the selection; whether the editor did it itself. Some that keep
 * a model of their own change it on this event only, and undo or overlook what they weren't told of (CKEditor and
 * Slate, tried with their versions of 2026).
 */
function announce(element: ComposeBox, range: StaticRangeInit, replacement: string): boolean {
  if (COMMANDS_ARE_ANNOUNCED) return false;
  const view = element.ownerDocument.defaultView as Window & typeof globalThis;
  const event = new view.InputEvent("beforeinput", {
    inputType: replacement === "" ? "deleteContentBackward" : "insertText",
    data: replacement === "" ? null : replacement,
    targetRanges: [new view.StaticRange(range)],
    bubbles: true,
    cancelable: true,
    composed: true,
  });
  return !element.dispatchEvent(event);
}

/**
 * TinyMCE takes a person's typing as one undo step until something else happens. What its own spelling corrections
 * send ends that step.
 */
function closeUndoStep(element: ComposeBox): void {
  if (!element.classList.contains("mce-content-body")) return;
  const view = element.ownerDocument.defaultView as Window & typeof globalThis;
  element.dispatchEvent(new view.InputEvent("input", { inputType: "insertReplacementText", bubbles: true }));
}

function nextFrame(element: Element): Promise<void> {
  const view = element.ownerDocument.defaultView as Window;
  return new Promise((resolve) => view.requestAnimationFrame(() => resolve()));
}
