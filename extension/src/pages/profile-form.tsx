/** The profile: the department's names and the writer's own, so that a post that gives them away can be noticed. */
import type { Role } from "clausemark";
import { useRef } from "preact/hooks";
import { type Choices, ROLES } from "../shared/choices.js";
import { say } from "../shared/words.js";
import { Field } from "./parts.js";

type Profile = Choices["profile"];
type Department = Required<Profile["department"]>;
type Writer = Required<Profile["writer"]>;

interface Props {
  profile: Profile;
  change(make: (profile: Profile) => Profile): Promise<void>;
}

/** Two panels of fields; each saves shortly after the last key, and at once when it is left. */
export function ProfileForm({ profile, change }: Props) {
  const setDepartment = (part: Partial<Department>) =>
    void change((now) => ({ ...now, department: { ...now.department, ...part } }));
  const setWriter = (part: Partial<Writer>) =>
    void change((now) => ({ ...now, writer: { ...now.writer, ...part } }));
  const department = profile.department as Department;
  const writer = profile.writer as Writer;
  return (
    <>
      <section class="panel">
        <div>
          <h2>{say("settings_department")}</h2>
          <p class="quiet">{say("settings_department_help")}</p>
        </div>
        <div class="pair">
          <TextField
            label="department_name"
            value={department.name}
            set={(name) => setDepartment({ name })}
          />
          <TextField
            label="department_city"
            value={department.city}
            set={(city) => setDepartment({ city })}
          />
        </div>
        <div class="pair">
          <ListField
            label="department_aliases"
            value={department.aliases}
            set={(aliases) => setDepartment({ aliases })}
          />
          <ListField
            label="department_email"
            value={department.email_domains}
            set={(email_domains) => setDepartment({ email_domains })}
          />
        </div>
      </section>
      <section class="panel">
        <div>
          <h2>{say("settings_you")}</h2>
          <p class="quiet">{say("settings_you_help")}</p>
        </div>
        <div class="pair">
          <TextField label="writer_name" value={writer.name} set={(name) => setWriter({ name })} />
          <Field label={say("writer_role")}>
            <select
              value={writer.role}
              onChange={(event) => setWriter({ role: event.currentTarget.value as Role })}
            >
              {ROLES.map((role) => (
                <option key={role} value={role}>
                  {say(`role_${role}`)}
                </option>
              ))}
            </select>
          </Field>
        </div>
        <div class="pair">
          <TextField label="writer_rank" value={writer.rank} set={(rank) => setWriter({ rank })} />
          <TextField label="writer_badge" value={writer.badge} set={(badge) => setWriter({ badge })} />
        </div>
        <div class="pair">
          <TextField label="writer_unit" value={writer.unit} set={(unit) => setWriter({ unit })} />
          <ListField label="writer_plates" value={writer.plates} set={(plates) => setWriter({ plates })} />
        </div>
        <div class="pair">
          <ListField label="writer_home" value={writer.home} set={(home) => setWriter({ home })} />
          <ListField label="writer_family" value={writer.family} set={(family) => setWriter({ family })} />
        </div>
        <div class="pair">
          <ListField label="writer_places" value={writer.places} set={(places) => setWriter({ places })} />
          <ListField label="writer_terms" value={writer.terms} set={(terms) => setWriter({ terms })} />
        </div>
        <ListField
          label="settings_coworkers_help"
          value={profile.coworkers}
          set={(coworkers) => void change((now) => ({ ...now, coworkers }))}
        />
      </section>
    </>
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

function TextField({ label, value, set }: { label: string; value: string; set(value: string): void }) {
  const saving = useSaving((typed) => set(typed.trim()));
  return (
    <Field label={say(label)}>
      <input type="text" name={label} autocomplete="off" defaultValue={value} {...saving} />
    </Field>
  );
}

function ListField({ label, value, set }: { label: string; value: string[]; set(value: string[]): void }) {
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
