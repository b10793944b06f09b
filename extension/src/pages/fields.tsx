/** Fields that save themselves: shortly after the last key, and at once when they are left. */
import { useRef } from "preact/hooks";
import { say } from "../shared/words.js";
import { Field } from "./parts.js";

/** One line; its label is a message, and its name too. */
export function TextField({ label, value, set }: { label: string; value: string; set(value: string): void }) {
  const saving = useSaving((typed) => set(typed.trim()));
  return (
    <Field label={say(label)}>
      <input type="text" name={label} autocomplete="off" defaultValue={value} {...saving} />
    </Field>
  );
}

/** A list with one entry on each line. */
export function ListField({
  label,
  value,
  set,
}: {
  label: string;
  value: string[];
  set(value: string[]): void;
}) {
  const saving = useSaving((typed) => set(typed.split("\n")));
  return (
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
  );
}

/** A short list on one line, its entries set apart by commas. */
export function LineListField({
  label,
  value,
  set,
}: {
  label: string;
  value: string[];
  set(value: string[]): void;
}) {
  const saving = useSaving((typed) => set(typed.split(",")));
  return (
    <Field label={say(label)}>
      <input
        type="text"
        name={label}
        placeholder={say("set_apart")}
        autocomplete="off"
        defaultValue={value.join(", ")}
        {...saving}
      />
    </Field>
  );
}

/** Time after the last key at which a field is saved: not at each one, since a checker is made anew then. */
const PAUSE = 400;

/** Handlers for a field that hand its value on when the writer pauses or leaves it. */
function useSaving(save: (value: string) => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hand = (value: string) => {
    clearTimeout(timer.current);
    save(value);
  };
  return {
    onInput: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => {
      clearTimeout(timer.current);
      timer.current = setTimeout(() => hand(value), PAUSE);
    },
    onChange: ({ currentTarget: { value } }: { currentTarget: { value: string } }) => hand(value),
  };
}
