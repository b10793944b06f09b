/**
 * Keys that went down in the layer. The page hears nothing of that, so it hears no more of the same press: neither the
 * key's repeats nor its coming up, though the focus may be back in the page's box by then. Else a site that posts when
 * Enter comes up would take the Enter that was meant for a card.
 */

/** Keys that do something in a panel; any other is the writer typing on. */
export const PANEL_KEYS = /^(Tab|Enter| |Escape)$/;

/** The presses that the layer took in one document. */
export class TakenKeys {
  private readonly names = new Set<string>();

  /** A key went down that the page isn't told of. */
  take(event: KeyboardEvent): void {
    this.names.add(nameOf(event));
  }

  /** Whether a key event of the page's is the rest of a press that was taken. */
  isRest(event: KeyboardEvent): boolean {
    const name = nameOf(event);
    const isTaken = this.names.has(name);
    if (event.type === "keypress") return isTaken;
    const goesOn = event.type === "keydown" && event.repeat && PANEL_KEYS.test(event.key);
    // It came up, or goes down anew: where it came up last, as in a tab that it opened, nobody may have told of it.
    if (!goesOn) this.names.delete(name);
    return isTaken && (goesOn || event.type === "keyup");
  }
}

/** The key itself: what it writes may be another sign when it comes up. */
function nameOf({ code, key }: KeyboardEvent): string {
  return code || key;
}
