/** Caret and selection of a box: where they are in the text, how to set them and how to put them back. */
import { type ComposeBox, isTextControl } from "./boxes.js";
import { offsetOf, rangesOver, type Snapshot } from "./snapshot.js";

/** Where the caret stands in the snapshot's text; 0 if it isn't in the box. */
export function caretIn(box: ComposeBox, snapshot: Snapshot): number {
  if (isTextControl(box)) return box.selectionStart ?? 0;
  const selection = selectionOf(box);
  const node = selection?.focusNode;
  return (node && offsetOf(snapshot, node, selection.focusOffset)) ?? 0;
}

/** Remembers the selection; the function returned puts focus and selection back. */
export function keepSelection(box: ComposeBox): () => void {
  if (isTextControl(box)) {
    const { selectionStart, selectionEnd, selectionDirection } = box;
    return () => {
      box.focus({ preventScroll: true });
      box.setSelectionRange(selectionStart, selectionEnd, selectionDirection ?? undefined);
    };
  }
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selectionOf(box) ?? {};
  return () => {
    box.focus({ preventScroll: true });
    // Where the selection was elsewhere, or an editor has drawn its words anew, the focus alone comes back.
    if (!anchorNode || !focusNode || !box.contains(anchorNode) || !box.contains(focusNode)) return;
    const most = (node: Node) => (node.nodeType === 3 ? (node as Text).length : node.childNodes.length);
    selectionOf(box)?.setBaseAndExtent(
      anchorNode,
      Math.min(anchorOffset, most(anchorNode)),
      focusNode,
      Math.min(focusOffset, most(focusNode)),
    );
  };
}

/** Selects a stretch of the text; false if its nodes have changed since the box was read. */
export function select(box: ComposeBox, snapshot: Snapshot, start: number, end: number): boolean {
  if (isTextControl(box)) {
    box.setSelectionRange(start, end);
    return true;
  }
  const ends = endsOf(snapshot, start, end);
  const selection = selectionOf(box);
  if (!ends || !selection) return false;
  selection.setBaseAndExtent(ends.startContainer, ends.startOffset, ends.endContainer, ends.endOffset);
  return true;
}

/** Whether the keyboard is in the box and just this stretch of its text is selected. */
export function isSelected(box: ComposeBox, snapshot: Snapshot, start: number, end: number): boolean {
  const { activeElement } = box.getRootNode() as Document | ShadowRoot;
  if (!box.contains(activeElement)) return false;
  if (isTextControl(box)) return box.selectionStart === start && box.selectionEnd === end;
  const ends = endsOf(snapshot, start, end);
  const { anchorNode, anchorOffset = 0, focusNode, focusOffset = 0 } = selectionOf(box) ?? {};
  if (!ends || !anchorNode || !focusNode || !box.contains(anchorNode) || !box.contains(focusNode))
    return false;
  return (
    isSamePlace(ends.startContainer, ends.startOffset, anchorNode, anchorOffset) &&
    isSamePlace(ends.endContainer, ends.endOffset, focusNode, focusOffset)
  );
}

/** Both ends of a stretch of the text in the page; undefined if its nodes have changed since the box was read. */
export function endsOf(snapshot: Snapshot, start: number, end: number): StaticRangeInit | undefined {
  const ranges = rangesOver(snapshot, start, end);
  const first = ranges[0];
  const last = ranges.at(-1);
  if (!first || !last) return undefined;
  const { startContainer, startOffset } = first;
  const { endContainer, endOffset } = last;
  return { startContainer, startOffset, endContainer, endOffset };
}

/** What editors put between letters to hold a place open. */
const FILLERS = /^[\u200b\u2060\ufeff]*$/;

/** Whether no letter stands between two places: an editor may have named the same place in its own way. */
function isSamePlace(node: Node, offset: number, other: Node, otherOffset: number): boolean {
  const between = (node.ownerDocument as Document).createRange();
  between.setStart(node, offset);
  if (between.comparePoint(other, otherOffset) < 0) between.setStart(other, otherOffset);
  else between.setEnd(other, otherOffset);
  return FILLERS.test(between.toString());
}

/** The selection that the box is in; a shadow root may have one of its own. */
export function selectionOf(box: ComposeBox): Selection | null {
  const root = box.getRootNode() as Document | (ShadowRoot & { getSelection?(): Selection | null });
  return root.getSelection?.() ?? box.ownerDocument.getSelection();
}
