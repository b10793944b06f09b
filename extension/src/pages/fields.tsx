/** Fields that save themselves: shortly after the last key, and at once when they are left. */
import { useId, useRef, useState } from "preact/hooks";
import { say } from "../shared/words.js";
import { type Bound, boundsOver } from "./bounds.js";
import { Field } from "./parts.js";

interface Props<T> {
  /** A message, and the field's name too. */
  label: string;
  value: T;
  set(value: T): void;
}

/** One line. */
export function TextField({ label, value, set }: Props<string>) {
  const { saving, over } = useSaving(
    (typed) => [typed.trim()],
    ([text = ""]) => set(text),
  );
  return (
    <div>
      <Field label={say(label)}>
        <input type="text" name={label} autocomplete="off" defaultValue={value} {...saving} />
      </Field>
      <NotKept over={over} id={saving["aria-describedby"]} />
    </div>
  );
}

/** A list with one entry on each line: an address or a name may have a comma in it. */
export function ListField({ label, value, set }: Props<string[]>) {
  const { saving, over } = useSaving((typed) => typed.split("\n"), set);
  return (
    <div>
      <Field label={say(label)}>
        <textarea
          name={label}
          rows={2}
          placeholder={say("one_a_line")}
          autocomplete="off"
          defaultValue={value.join("\n")}
          {...saving}
        />
      </Field>
      <NotKept over={over} id={saving["aria-describedby"]} />
    </div>
  );
}

/** What of a field is not kept. */
function NotKept({ over, id }: { over: Bound[]; id: string | undefined }) {
  if (over.length === 0) return null;
  return (
    <p class="warning not-kept" role="alert" id={id}>
      {over.map(({ of, kept }) => say(`field_${of}`, kept)).join(" ")}
    </p>
  );
}

/** Time after the last key at which a field is saved: not at each one, since a checker is made anew then. */
const PAUSE = 400;

/** For a field that hands its entries on when the writer pauses or leaves it: its attributes, and the bounds that they go over. */
function useSaving(entriesIn: (typed: string) => string[], save: (entries: string[]) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [over, setOver] = useState<Bound[]>([]);
  const id = useId();
  const hand = (value: string) => {
    clearTimeout(timer.current);
    const entries = entriesIn(value);
    setOver(boundsOver(entries));
    save(entries);
  };
  const saving = {
    "aria-describedby": over.length > 0 ? id : undefined,
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => hand(value), PAUSE);
    },
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => hand(value),
  };
  return { saving, over };
}
