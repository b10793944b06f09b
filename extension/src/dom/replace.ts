/**
 * Changes a box's text the way a person would: selects the words and types over them. The site's editor is told
 * what it is told at a key press, so its model agrees and one undo takes it back.
 */

import type { BoxWatch } from "./box.js";
import { type ComposeBox, isTextControl } from "./boxes.js";
import { endsOf, isSelected, select } from "./caret.js";
import type { Mark } from "./marks.js";
import { type Snapshot, takeSnapshot } from "./snapshot.js";

/** Frames that an editor with a model of its own gets to write a change into the page. */
const FRAMES_TO_WRITE = 10;

/**
 * Replaces a stretch given in the mark's own text; whether the text was changed. It is not if the words are no longer
 * what they were, or if the selection was taken elsewhere before it could be typed over.
 */
export async function replaceIn(
  box: BoxWatch,
  mark: Mark,
  fix: { start: number; end: number; replacement: string },
): Promise<boolean> {
  box.refresh();
  const shift = mark.start - mark.firstStart;
  const start = fix.start + shift;
  const end = fix.end + shift;
  const words = mark.text.slice(fix.start, fix.end);
  const { snapshot, element } = box;
  if (start < 0 || snapshot.text.slice(start, end) !== words) return false;
  element.focus({ preventScroll: true });
  if (!select(element, snapshot, start, end)) return false;
  if (!isTextControl(element)) {
    // Editors with a model of their own learn of the selection in an event of the next frame.
    await nextFrame(element);
    await nextFrame(element);
  }
  const now = takeSnapshot(element);
  if (now.text.slice(start, end) !== words || !isSelected(element, now, start, end)) return false;
  closeUndoStep(element);
  if (!announce(element, now, { ...fix, start, end })) command(element.ownerDocument, fix.replacement);
  closeUndoStep(element);
  return hasChanged(element, now.text);
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
function announce(
  element: ComposeBox,
  snapshot: Snapshot,
  { start, end, replacement }: { start: number; end: number; replacement: string },
): boolean {
  const range = endsOf(snapshot, start, end);
  if (COMMANDS_ARE_ANNOUNCED || !range) return false;
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

/** Whether the box's text is another than it was, now or in one of the next frames. */
async function hasChanged(element: ComposeBox, text: string): Promise<boolean> {
  for (let left = FRAMES_TO_WRITE; left > 0; left--) {
    if (takeSnapshot(element).text !== text) return true;
    await nextFrame(element);
  }
  return false;
}

function nextFrame(element: Element): Promise<void> {
  const view = element.ownerDocument.defaultView as Window;
  return new Promise((resolve) => view.requestAnimationFrame(() => resolve()));
}
