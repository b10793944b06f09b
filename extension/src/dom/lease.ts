/**
 * Drawing that goes by itself unless the script that drew it says again and again that it is there. A removed extension's
 * scripts get no last word in Firefox: their world is taken away, and whatever they put into the page stays. So the
 * sheet carries an animation that hides it when its delay is over, and the script puts that off as long as it lives.
 */

/** Time after which what isn't renewed goes, and between two renewals, in milliseconds. */
const TERM = 750;
const RENEWAL = 250;

/** The animation has one step, after its delay: until then it changes nothing, and nothing of it leaves the closed tree. */
const STYLE = `
@keyframes lapse { from, to { visibility: hidden; } }
.sheet { animation: lapse 1ms step-start ${TERM}ms forwards; }
`;

/** The lease of one sheet, until `end`. */
export class Lease {
  /** Whether this script may end without a word: Firefox's name for the page's own side of an object gives it away. */
  static isNeeded(sheet: HTMLElement): boolean {
    return "wrappedJSObject" in (sheet.ownerDocument.defaultView as Window);
  }

  private readonly stopper = new AbortController();

  constructor(
    root: ShadowRoot,
    private readonly sheet: HTMLElement,
  ) {
    const page = sheet.ownerDocument;
    const style = page.createElement("style");
    style.textContent = STYLE;
    root.append(style);
    const view = page.defaultView as Window;
    const timer = view.setInterval(() => this.renew(), RENEWAL);
    const { signal } = this.stopper;
    signal.addEventListener("abort", () => view.clearInterval(timer));
    // Timers are slow in a tab that nobody sees; the term may be over when it comes back.
    page.addEventListener("visibilitychange", () => this.renew(), { signal });
  }

  /** Begins the term anew. */
  renew(): void {
    // By number and through the browser's own object: one made here, the page's window would not take.
    const [animation] = this.sheet.getAnimations();
    if (animation) animation.currentTime = 0;
  }

  /** The sheet goes, and needs it no longer. */
  end(): void {
    this.stopper.abort("closed");
  }
}
