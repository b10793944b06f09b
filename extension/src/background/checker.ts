/**
 * The checker as the worker holds it: made from the settings when first asked, thrown away when they change.
 * A site where other rules are off has a checker of its own. Each compose box has a session, which re-checks
 * only what an edit touched.
 */
import { type Account, Checker, categories, detectors, type Finding, type Session } from "clausemark";
import { browser } from "../shared/browser.js";
import { type Choices, choicesOn, type InForce, readChoices } from "../shared/choices.js";
import { policyInForce } from "../shared/policy-in-force.js";
import {
  keepLastGood,
  loadDismissals,
  loadLastGood,
  loadSecret,
  loadSettings,
  type Settings,
} from "../shared/settings.js";
import { loadWasm, policySettings, usePoliciesOf } from "../shared/wasm.js";
import { type Remind, remindBy } from "./reminders.js";

/** What checks are made with, and the choices behind it. */
export interface Ready {
  choices: Choices;
  /** The checker for what holds on a site; made when first asked for. */
  checkerFor(here: InForce): Checker;
  checkers: Map<string, Checker>;
  sessions: Map<string, Held>;
  remind: Remind;
}

/** A box's session, and the account that it posts from: what doesn't change with a key isn't asked for at each. */
interface Held {
  session: Session;
  account: Account;
}

/** Most boxes remembered at a time, over all tabs; one that was let go is checked whole when it is asked about again. */
const MOST_SESSIONS = 240;

let ready: Promise<Ready> | undefined;

/** The checker in force. */
export function readyChecker(): Promise<Ready> {
  ready ??= make().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

/** The settings have changed: the next question gets a new checker. */
export function renewChecker(): void {
  const old = ready;
  ready = undefined;
  // Questions on their way hold on to the old one until they have been answered.
  void old?.then(
    ({ checkers, sessions }) => {
      for (const { session } of sessions.values()) session.free();
      for (const checker of checkers.values()) checker.free();
      sessions.clear();
      checkers.clear();
    },
    () => undefined,
  );
}

/** Findings of the text in the box called `key`, on the site of this id. */
export async function check(key: string, text: string, site: string): Promise<Finding[]> {
  const { checkerFor, choices, sessions, remind } = await readyChecker();
  let held = sessions.get(key);
  if (!held) {
    const here = choicesOn(site, choices);
    held = { session: checkerFor(here).session({ account: here.account }), account: here.account };
  }
  // Put last, so that the first of the map is the one left longest ago.
  sessions.delete(key);
  sessions.set(key, held);
  const [oldest] = sessions;
  if (sessions.size > MOST_SESSIONS && oldest) {
    sessions.delete(oldest[0]);
    oldest[1].session.free();
  }
  const findings = held.session.check(text);
  remind(findings, held.account);
  return findings;
}

/** Forgets the sessions whose key begins with `prefix`. */
export async function forget(prefix: string): Promise<void> {
  const now = await ready?.catch(() => undefined);
  for (const [key, { session }] of now?.sessions ?? []) {
    if (!key.startsWith(prefix)) continue;
    session.free();
    now?.sessions.delete(key);
  }
}

async function make(): Promise<Ready> {
  const [settings, secret, dismissals] = await Promise.all([
    loadSettings(),
    loadSecret(),
    loadDismissals(),
    loadWasm(browser.runtime.getURL("clausemark_bg.wasm")),
  ]);
  const dismissed = dismissals.map(({ hash }) => hash);
  const of = (some: Settings) => build(some, secret, dismissed);
  try {
    const made = await of(settings);
    // Storage may be full; the checker works all the same.
    if (made.isAsChosen && settings.isRead) void keepLastGood(settings.own).catch(() => undefined);
    return made;
  } catch {
    // Choices that no checker can be made of. If the last ones that worked are none either, the first day's are.
    return of(await loadLastGood()).catch(() => of({ ...settings, choices: readChoices(undefined) }));
  }
}

async function build(
  { choices, organisation }: Settings,
  dismissalKey: string,
  dismissed: string[],
): Promise<Ready & { isAsChosen: boolean }> {
  usePoliciesOf(organisation);
  const { profile, scorer } = choices;
  const inForce = await policyInForce(choices);
  const policy = policySettings(inForce);
  const checkers = new Map<string, Checker>();
  const checkerFor = ({ off: chosen, least }: InForce) => {
    const key = [least, ...chosen].join();
    const known = checkers.get(key);
    if (known) return known;
    const off = stillThere(chosen);
    const made = new Checker({ ...policy, profile, off, scorer, least, dismissalKey, dismissed });
    checkers.set(key, made);
    return made;
  };
  // Made at once, so that choices that no checker can be made of show here.
  checkerFor(choicesOn("", choices));
  const isAsChosen = inForce === choices.policy;
  const sessions = new Map<string, Held>();
  const remind = remindBy(inForce);
  return { choices: { ...choices, policy: inForce }, checkerFor, checkers, sessions, remind, isAsChosen };
}

/** Of the rules that were switched off, those that this version has; no checker is made without a rule that isn't there. */
function stillThere(off: string[]): string[] {
  if (off.length === 0) return off;
  const known = new Set([...categories(), ...detectors()].map(({ id }) => id));
  return off.filter((rule) => known.has(rule));
}
