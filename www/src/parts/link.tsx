/** A link to be copied: by a button, or by hand where the browser lets no page copy, as from a server without https. */
import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { say } from "../../../extension/src/shared/words.js";

/** What came of copying a link. */
export interface Copying {
  isCopied: boolean;
  /** The browser refused; the link is selected in its field. */
  isByHand: boolean;
  field: RefObject<HTMLInputElement | null>;
  copy(): Promise<void>;
}

/** Copies a link when asked to. */
export function useCopying(link: string): Copying {
  // A new one for each press, so that a second one selects the link again.
  const [last, setLast] = useState<{ isCopied: boolean }>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => setLast(undefined), [link]);
  useEffect(() => {
    if (last?.isCopied !== false) return;
    field.current?.focus();
    field.current?.select();
  }, [last]);
  return {
    isCopied: last?.isCopied === true,
    isByHand: last?.isCopied === false,
    field,
    copy: async () => setLast({ isCopied: await isTaken(link) }),
  };
}

/** The button; it says when the link is copied. */
export function CopyButton({ isCopied, copy }: Copying) {
  return (
    <button type="button" id="copy-link" onClick={() => void copy()}>
      {say(isCopied ? "quiz_link_copied" : "quiz_copy_link")}
    </button>
  );
}

interface FieldProps {
  link: string;
  label: string;
  field: RefObject<HTMLInputElement | null>;
}

/** The link itself, selected as a whole by whatever gives it the focus. */
export function LinkField({ link, label, field }: FieldProps) {
  return (
    <label class="field" htmlFor="link">
      <span>{label}</span>
      <input id="link" ref={field} readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
    </label>
  );
}

/** Whether the clipboard took a text; in a page that isn't secure there is none. */
async function isTaken(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
