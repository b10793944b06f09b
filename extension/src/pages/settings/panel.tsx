/** What every panel of the settings has. */
import type { ComponentChildren } from "preact";
import type { Choices } from "../../shared/choices.js";
import { say } from "../../shared/words.js";
import type { Report } from "../saving.js";

/** Panels in the order of the page; each is a place that an address can name, as in `settings.html#sites`. */
export const PLACES = [
  "inforce",
  "department",
  "you",
  "rules",
  "sites",
  "writing",
  "dismissals",
  "file",
] as const;

/** What the panels show and how they change it. */
export interface PanelProps {
  choices: Choices;
  /** Titles of categories by their ids. */
  names: Map<string, string>;
  /** Changes the choices as they are now in storage; whether that was saved. */
  change(make: (choices: Choices) => Choices): Promise<boolean>;
  /** Does other work. */
  report: Report;
}

/** One panel of the page. */
export function Panel({
  place,
  help,
  children,
}: {
  place: (typeof PLACES)[number];
  help?: string | undefined;
  children: ComponentChildren;
}) {
  return (
    <section class="panel" id={place} aria-labelledby={`${place}-title`}>
      <div>
        <h2 id={`${place}-title`}>{say(`settings_${place}`)}</h2>
        {help && <p class="quiet">{help}</p>}
      </div>
      {children}
    </section>
  );
}
