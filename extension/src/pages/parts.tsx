/** Small pieces that every page shares. */
import type { Modality } from "clausemark";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { lineOf, nameOf } from "../shared/modality.js";

/** The language that rules and policies are written in, whatever that of the page is. */
export const RULES_LANGUAGE = "en";

/** A modality as its line and its name. */
export function ModalityMark({
  modality,
  possible = false,
}: {
  modality: Modality | undefined;
  possible?: boolean;
}) {
  return (
    <span class={`modality ${lineOf(modality)}${possible ? " possible" : ""}`}>
      <i />
      <span>{nameOf(modality)}</span>
    </span>
  );
}

/** A labelled field. */
export function Field({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

interface SwitchProps {
  label: string;
  /** A sentence below the name. */
  help?: string;
  isOn: boolean;
  turn(on: boolean): void;
}

/** A switch with its name beside it. */
export function Switch({ label, help, isOn, turn }: SwitchProps) {
  const id = useId();
  return (
    <div class="bar">
      <div>
        <p id={id}>{label}</p>
        {help && (
          <p class="quiet" id={`${id}-help`}>
            {help}
          </p>
        )}
      </div>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={isOn}
        aria-labelledby={id}
        aria-describedby={help && `${id}-help`}
        onClick={() => turn(!isOn)}
      />
    </div>
  );
}

interface CheckProps {
  isOn: boolean;
  turn(on: boolean): void;
  name?: string;
  children: ComponentChildren;
}

/** A box to tick, with its label. */
export function Check({ isOn, turn, name, children }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        name={name}
        checked={isOn}
        onChange={(event) => turn(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  );
}

interface ChoiceProps<T extends string> {
  label: string;
  id?: string;
  name?: string;
  value: T;
  options: readonly (readonly [value: T, label: string])[];
  choose(value: T): void;
}

/** A list to choose one from. */
export function Choice<T extends string>({ label, id, name, value, options, choose }: ChoiceProps<T>) {
  return (
    <Field label={label}>
      <select id={id} name={name} value={value} onChange={(event) => choose(event.currentTarget.value as T)}>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </Field>
  );
}

const ICONS = {
  book: "M3 3.5h3.5A1.5 1.5 0 0 1 8 5v8a1.5 1.5 0 0 0-1.5-1.5H3zM13 3.5H9.5A1.5 1.5 0 0 0 8 5v8a1.5 1.5 0 0 1 1.5-1.5H13z",
  gear: "M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5M7.5 5a2 2 0 1 0 4 0 2 2 0 1 0-4 0M4.5 11a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  shield: "M8 2l5 1.8v3.7c0 3-2 5.3-5 6.5-3-1.2-5-3.5-5-6.5V3.8zM5.8 7.8l1.6 1.6 2.9-3",
  lock: "M4 7.5h8v5.5H4zM5.5 7.5V5.2a2.5 2.5 0 0 1 5 0v2.3",
  people:
    "M6 7.5a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4M2 13c0-2.2 1.8-3.7 4-3.7s4 1.5 4 3.7M10.5 7.3a1.9 1.9 0 1 0-.6-3.7M11.5 9.5c1.6.3 2.5 1.6 2.5 3.3",
  open: "M6.5 3.5h-3v9h9v-3M9 3h4v4M13 3L7.5 8.5",
} as const;

/** An icon; always with a word beside it, so hidden from screen readers. */
export function Icon({ name }: { name: keyof typeof ICONS }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={ICONS[name]} />
    </svg>
  );
}
