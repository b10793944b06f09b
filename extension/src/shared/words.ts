/**
 * The words on the screen. They stand in `_locales/<language>/messages.json`; an extension page asks the
 * browser for them, the sandbox looks in the file itself.
 */
export type Lookup = (key: string, substitutions: string[]) => string;

let lookup: Lookup = (key) => key;

/** Says where messages come from; called once by each entry point before anything is drawn. */
export function useWords(source: Lookup): void {
  lookup = source;
}

/** The message called `key`, with `$1`, `$2`… replaced. */
export function say(key: string, ...substitutions: (string | number)[]): string {
  return lookup(key, substitutions.map(String));
}

/** The message for a number of things: `key_one` for exactly one, `key_other` for any other number. */
export function sayCount(key: string, count: number, ...more: string[]): string {
  return say(count === 1 ? `${key}_one` : `${key}_other`, count, ...more);
}

type MessageFile = Record<string, { message: string }>;

/** A lookup in a bundled messages file, for pages that have no extension around them. */
export function wordsFrom(file: MessageFile): Lookup {
  return (key, substitutions) =>
    (file[key]?.message ?? key).replace(
      /\$(\d)/g,
      (_, digit: string) => substitutions[Number(digit) - 1] ?? "",
    );
}
