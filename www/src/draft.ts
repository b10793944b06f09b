/**
 * The text of free writing, as long as the page is open. It is written nowhere: not into storage, not into the address, not
 * into the history. So a reload would lose it, and the browser asks first.
 */
let text = "";

/** What was written so far. */
export const draft = (): string => text;

/** Remembers it for the other views. */
export function keepDraft(written: string): void {
  const hadText = text !== "";
  text = written;
  if (hadText === (text !== "")) return;
  if (text === "") removeEventListener("beforeunload", ask);
  else addEventListener("beforeunload", ask);
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
}

/**
 * What another app shared, which the service worker took in; undefined if there is nothing (any more). The request is answered
 * by the service worker; without one it carries nothing.
 */
export async function takeShared(): Promise<string | undefined> {
  if (!navigator.serviceWorker?.controller) return undefined;
  try {
    const response = await fetch("shared-text");
    return response.ok ? await response.text() : undefined;
  } catch {
    return undefined;
  }
}
