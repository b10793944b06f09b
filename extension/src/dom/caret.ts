/** The caret of a box: where it is in the text, and how to put it back. */
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

/** Scrolls the words into sight when the writer steps to them. */
export function reveal(box: ComposeBox, snapshot: Snapshot, start: number, end: number): void {
  if (isTextControl(box)) {
    // Only the browser knows where a text control's words are before they are drawn: let it follow the caret.
    const share = snapshot.text.length > 0 ? start / snapshot.text.length : 0;
    box.scrollTop = Math.max(0, share * box.scrollHeight - box.clientHeight / 2);
    box.scrollIntoView({ block: "nearest", inline: "nearest" });
    return;
  }
  const node = rangesOver(snapshot, start, end)[0]?.startContainer;
  node?.parentElement?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** The selection that the box is in; a shadow root may have one of its own. */
export function selectionOf(box: ComposeBox): Selection | null {
  const root = box.getRootNode() as Document | (ShadowRoot & { getSelection?(): Selection | null });
  return root.getSelection?.() ?? box.ownerDocument.getSelection();
}
