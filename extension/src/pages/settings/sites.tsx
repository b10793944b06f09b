/** The sites: each on or off, with what differs there; and any other site that the writer adds. */
import type { CategoryDocument } from "clausemark";
import { useId, useState } from "preact/hooks";
import { giveBack, requestHosts } from "../../shared/added-sites.js";
import { ACCOUNTS, CONFIDENCES, changeSite, choicesOn, type SiteChoices } from "../../shared/choices.js";
import { hostTyped, isListed, SITES, type Site, siteId, siteName } from "../../shared/sites.js";
import { say } from "../../shared/words.js";
import { Held, HeldBy } from "../organisation.js";
import { Choice, Field, RULES_LANGUAGE } from "../parts.js";
import { Panel, type PanelProps } from "./panel.js";

interface Props extends PanelProps {
  categories: CategoryDocument[];
  /** Host names of the sites that were added. */
  added: string[];
}

/** All sites, and a line to add one. */
export function SitesPanel({ added, ...panel }: Props) {
  const [hosts, setHosts] = useState(added);
  const others = hosts.map((host) => ({ id: host, name: host, hosts: [host], posts: [] }));
  const remove = async (host: string) => {
    const isBack = await panel.report(async () => {
      await giveBack([host]);
      setHosts((now) => now.filter((other) => other !== host));
    });
    if (!isBack) return;
    await panel.change((now) => {
      const { [host]: _, ...sites } = now.sites;
      return { ...now, sites };
    });
  };
  return (
    <Panel place="sites" help={say("settings_sites_help")}>
      <AddSite hosts={hosts} added={(host) => setHosts((now) => [...now, host].sort())} />
      <div>
        {[...others, ...SITES].map((site) => (
          <SiteRow key={site.id} {...panel} site={site} remove={remove} />
        ))}
      </div>
    </Panel>
  );
}

/** Asks the browser for one more site. The browser puts the question to the writer itself. */
function AddSite({ hosts, added }: { hosts: string[]; added(host: string): void }) {
  const [typed, setTyped] = useState("");
  const [problem, setProblem] = useState("");
  const add = async () => {
    const host = hostTyped(typed);
    if (!host) return setProblem(say("add_site_wrong"));
    if (isListed(siteId(host)) || hosts.includes(host)) {
      return setProblem(say("add_site_known", siteName(siteId(host))));
    }
    if (!(await requestHosts([host]))) return setProblem(say("add_site_refused", host));
    setProblem("");
    setTyped("");
    added(host);
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <div class="add">
        <Field label={say("add_site")}>
          <input
            name="add-site"
            inputmode="url"
            autocomplete="off"
            placeholder="https://forum.example/"
            value={typed}
            aria-describedby="add-site-help"
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </Field>
        <button type="submit">{say("add_site_button")}</button>
      </div>
      <p class={problem ? "warning" : "quiet"} id="add-site-help" role={problem ? "alert" : undefined}>
        {problem || say("add_site_help")}
      </p>
    </form>
  );
}

interface RowProps extends PanelProps {
  site: Site;
  categories: CategoryDocument[];
  remove(host: string): Promise<void>;
}

function SiteRow({ site, remove, ...panel }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const { choices, change } = panel;
  const { on } = choicesOn(site.id, choices);
  const set = (part: Partial<SiteChoices>) => change((now) => changeSite(now, site.id, part));
  return (
    <div class="site">
      <div class="bar">
        <div>
          <p id={id}>{site.name}</p>
          <HeldBy setting={`sites.${site.id}`} />
          {isOpen && isListed(site.id) && <p class="quiet">{site.hosts.join(", ")}</p>}
        </div>
        <div class="tools">
          <button
            type="button"
            aria-expanded={isOpen}
            aria-label={say("site_details_of", site.name)}
            onClick={() => setOpen(!isOpen)}
          >
            {say("site_details")}
          </button>
          <Held setting={`sites.${site.id}`} isQuiet>
            <button
              type="button"
              class="switch"
              role="switch"
              aria-checked={on}
              aria-labelledby={id}
              onClick={() => void set({ on: !on })}
            />
          </Held>
        </div>
      </div>
      {isOpen && <SiteDetails {...panel} site={site} set={set} remove={remove} />}
    </div>
  );
}

function SiteDetails({
  site,
  choices,
  names,
  categories,
  set,
  remove,
}: RowProps & { set(part: Partial<SiteChoices>): Promise<boolean> }) {
  const here = choices.sites[site.id];
  const { account } = choicesOn(site.id, choices);
  const off = here?.off ?? [];
  const free = categories.filter(({ id }) => !off.includes(id) && !choices.off.includes(id));
  return (
    <div class="details">
      <div class="pair">
        <Choice
          label={say("popup_account")}
          value={account}
          options={ACCOUNTS.map((option) => [option, say(`account_${option}`)] as const)}
          choose={(chosen) => void set({ account: chosen })}
        />
        <Choice
          label={say("settings_least")}
          value={here?.least ?? ""}
          options={[
            ["", say("least_as_everywhere")],
            ...CONFIDENCES.map((least) => [least, say(`least_${least}`)] as const),
          ]}
          choose={(least) => void set({ least })}
        />
      </div>
      <Choice
        label={say("site_off")}
        name="site-off"
        value=""
        options={[["", say("site_off_choose")], ...free.map(({ id, title }) => [id, title] as const)]}
        choose={(category) => void set({ off: [...off, category] })}
      />
      {off.length > 0 && (
        <ul class="rows">
          {off.map((category) => (
            <li key={category}>
              <span lang={RULES_LANGUAGE}>{names.get(category) ?? category}</span>
              <button
                type="button"
                onClick={() => void set({ off: off.filter((other) => other !== category) })}
              >
                {say("switch_on")}
              </button>
            </li>
          ))}
        </ul>
      )}
      {!isListed(site.id) && (
        <div class="buttons">
          <button type="button" onClick={() => void remove(site.id)}>
            {say("site_remove")}
          </button>
        </div>
      )}
    </div>
  );
}
