/** How things stand on this site: on or off, the words on the screen, and the end of a pause. */
import type { Desk } from "../dom/desk.js";
import { browser } from "../shared/browser.js";
import type { State } from "../shared/protocol.js";
import { useWords, wordsFrom } from "../shared/words.js";

/** Keeps a desk to what the worker last said. */
export class StateKeeper {
  /** Whether the worker has said anything yet. */
  hasState = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private pausedUntil = 0;

  /** `ask` makes the worker say how things stand. */
  constructor(
    private readonly desk: Desk,
    private readonly ask: () => void,
  ) {}

  /** Takes what the worker says. */
  take({ on, pausedUntil, words }: State): void {
    this.hasState = true;
    useWords(words ? wordsFrom(words) : (key, substitutions) => browser.i18n.getMessage(key, substitutions));
    this.desk.turn(on);
    this.pausedUntil = pausedUntil;
    clearTimeout(this.timer);
    // The worker may be asleep when the pause ends, so whoever waits for it asks.
    const left = pausedUntil - Date.now();
    if (left > 0) this.timer = setTimeout(this.ask, left + 100);
  }

  /** Asks anew if a pause has run out. Timers stand still while a computer sleeps, so the one above may be late. */
  look(): void {
    const isOver = this.pausedUntil > 0 && this.pausedUntil <= Date.now();
    if (!isOver) return;
    this.pausedUntil = 0;
    clearTimeout(this.timer);
    this.ask();
  }
}
