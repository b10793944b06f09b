/** The profile: the department's names and the writer's own, so that a post that gives them away can be noticed. */
import { type Choices, ROLES } from "../shared/choices.js";
import { say } from "../shared/words.js";
import { ListField, TextField } from "./fields.js";
import { Held } from "./organisation.js";
import { Choice } from "./parts.js";
import { Panel } from "./settings/panel.js";

type Profile = Choices["profile"];
type Department = Required<Profile["department"]>;
type Writer = Required<Profile["writer"]>;

interface Props {
  profile: Profile;
  change(make: (profile: Profile) => Profile): Promise<boolean>;
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
      <Panel place="department" help={say("settings_department_help")}>
        <Held setting="department">
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
        </Held>
      </Panel>
      <Panel place="you" help={say("settings_you_help")}>
        <div class="pair">
          <TextField label="writer_name" value={writer.name} set={(name) => setWriter({ name })} />
          <Choice
            label={say("writer_role")}
            name="writer_role"
            value={writer.role}
            options={ROLES.map((role) => [role, say(`role_${role}`)] as const)}
            choose={(role) => setWriter({ role })}
          />
        </div>
        <div class="pair">
          <TextField label="writer_badge" value={writer.badge} set={(badge) => setWriter({ badge })} />
          <TextField label="writer_unit" value={writer.unit} set={(unit) => setWriter({ unit })} />
        </div>
        <ListField label="writer_plates" value={writer.plates} set={(plates) => setWriter({ plates })} />
        <div class="pair">
          <ListField label="writer_home" value={writer.home} set={(home) => setWriter({ home })} />
          <ListField label="writer_family" value={writer.family} set={(family) => setWriter({ family })} />
        </div>
        <div class="pair">
          <ListField label="writer_places" value={writer.places} set={(places) => setWriter({ places })} />
          <ListField label="writer_terms" value={writer.terms} set={(terms) => setWriter({ terms })} />
        </div>
        <ListField
          label="writer_coworkers"
          value={profile.coworkers}
          set={(coworkers) => void change((now) => ({ ...now, coworkers }))}
        />
      </Panel>
    </>
  );
}
