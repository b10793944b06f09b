/**
 * The checker as the worker holds it: made from the settings when first asked, thrown away when they change.
 * Each compose box has a session, which re-checks only what an edit touched.
 */
import { type Account, Checker, type Finding, type Session } from "clausemark";
import { browser } from "../shared/browser.js";
import type { Choices } from "../shared/choices.js";
import { keepLastGood, loadChoices, loadDismissals, loadLastGood, loadSecret } from "../shared/settings.js";
import { loadWasm } from "../shared/wasm.js";

/** A checker with the choices it was made from. */
export interface Ready {
  checker: Checker;
  choices: Choices;
  sessions: Map<string, Session>;
}

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
    ({ checker, sessions }) => {
      for (const session of sessions.values()) session.free();
      sessions.clear();
      checker.free();
    },
    () => undefined,
  );
}

/** Findings of the text in the box called `key`. */
export async function check(key: string, text: string, site: string): Promise<Finding[]> {
  const { checker, choices, sessions } = await readyChecker();
  let session = sessions.get(key);
  if (!session) {
    const account: Account = choices.accounts[site] ?? "personal";
    session = checker.session({ account });
    sessions.set(key, session);
  }
  return session.check(text);
}

/** Forgets the sessions whose key begins with `prefix`. */
export async function forget(prefix: string): Promise<void> {
  const now = await ready?.catch(() => undefined);
  for (const [key, session] of now?.sessions ?? []) {
    if (!key.startsWith(prefix)) continue;
    session.free();
    now?.sessions.delete(key);
  }
}

async function make(): Promise<Ready> {
  const [choices, secret, dismissals] = await Promise.all([
    loadChoices(),
    loadSecret(),
    loadDismissals(),
    loadWasm(browser.runtime.getURL("clausemark_bg.wasm")),
  ]);
  const dismissed = dismissals.map(({ hash }) => hash);
  try {
    const made = build(choices, secret, dismissed);
    // Storage may be full; the checker works all the same.
    void keepLastGood(choices).catch(() => undefined);
    return made;
  } catch {
    // Choices that no checker can be made of, such as a policy that this version doesn't have.
    return build(await loadLastGood(), secret, dismissed);
  }
}

function build(choices: Choices, dismissalKey: string, dismissed: string[]): Ready {
  const { policy, profile, off, scorer } = choices;
  const checker = new Checker({ policy, profile, off, scorer, dismissalKey, dismissed });
  return { checker, choices, sessions: new Map() };
}
