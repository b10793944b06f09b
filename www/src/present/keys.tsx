/** Keys of a show: those of a keyboard, and those that presenter remotes send. */
import { say } from "../../../extension/src/shared/words.js";

/** What a key does. */
export type Command =
  | "next"
  | "previous"
  | "first"
  | "last"
  | "blank"
  | "contrast"
  | "full"
  | "leave"
  | "fine"
  | "careful"
  | "not-allowed";

const KEYS: Record<string, Command> = {
  " ": "next",
  Enter: "next",
  ArrowRight: "next",
  ArrowDown: "next",
  PageDown: "next",
  n: "next",
  ArrowLeft: "previous",
  ArrowUp: "previous",
  PageUp: "previous",
  Backspace: "previous",
  p: "previous",
  Home: "first",
  End: "last",
  b: "blank",
  ".": "blank",
  c: "contrast",
  f: "full",
  F5: "full",
  Escape: "leave",
  1: "fine",
  2: "careful",
  3: "not-allowed",
};

/** The command of a key that was pressed by itself; on a button, Enter and the space bar press that. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  if (event.altKey || event.ctrlKey || event.metaKey) return undefined;
  const isOnButton = event.target instanceof HTMLElement && event.target.closest("button, a") !== null;
  if (isOnButton && (event.key === " " || event.key === "Enter")) return undefined;
  return KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
}

const LISTED: [Command, string[]][] = [
  ["next", ["Space", "→", "Page Down"]],
  ["previous", ["←", "Page Up"]],
  ["fine", ["1", "2", "3"]],
  ["blank", ["B", "."]],
  ["contrast", ["C"]],
  ["full", ["F"]],
  ["leave", ["Esc"]],
];

/** The keys, for who looks before the class comes in. */
export function KeyList() {
  return (
    <section class="keys">
      <h2>{say("present_keys")}</h2>
      <dl>
        {LISTED.map(([command, keys]) => (
          <div key={command}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{say(`present_key_${command}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
