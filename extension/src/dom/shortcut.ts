/** Whether a key press is the shortcut that the browser wrote down, such as `Alt+Period` or `⌥⇧,`. */

const NAMED: Record<string, string> = { Period: ".", Comma: ",", Space: " ", ".": ".", ",": "," };
const CODES: Record<string, string> = { ".": "Period", ",": "Comma", " ": "Space" };

/** True if `event` is exactly the keys of `shortcut`; an empty shortcut matches nothing. */
export function matchesShortcut(event: KeyboardEvent, shortcut: string): boolean {
  if (!shortcut) return false;
  const has = (...names: string[]) => names.some((name) => shortcut.includes(name));
  // A Mac's "Ctrl" in a shortcut is the Command key, and "MacCtrl" is Control.
  const control = has("MacCtrl", "⌃") || (has("Ctrl") && !isMac());
  const command = has("Command", "⌘", "Search") || (has("Ctrl") && !has("MacCtrl") && isMac());
  if (event.ctrlKey !== control || event.metaKey !== command) return false;
  if (event.altKey !== has("Alt", "⌥", "Option") || event.shiftKey !== has("Shift", "⇧")) return false;
  const last =
    shortcut
      .replace(/[⌃⌥⇧⌘]/g, "")
      .split("+")
      .at(-1) ?? "";
  const key = NAMED[last] ?? last;
  return (
    event.key.toLowerCase() === key.toLowerCase() || event.code === (CODES[key] ?? `Key${key.toUpperCase()}`)
  );
}

function isMac(): boolean {
  return /mac/i.test(globalThis.navigator?.platform ?? "");
}
