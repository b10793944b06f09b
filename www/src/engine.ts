/** The sandbox's own engine for a compose box: the wasm module in the page, with nothing kept when the box is gone. */
import { type Account, Checker, type Finding, type Role, type Session } from "clausemark";
import type { Engine } from "../../extension/src/dom/engine.js";
import { policyList } from "../../extension/src/shared/wasm.js";
import { profileFor } from "./core.js";
import { go } from "./router.js";

interface Chosen {
  policy: string;
  account: Account;
  role: Role;
}

/** Answers with the module itself; what is put away on the card stays away as long as the box. */
export class SandboxEngine implements Engine {
  private checker: Checker | undefined;
  private session: Session | undefined;
  private chosen: Chosen | undefined;
  private isMarking = false;
  private readonly off = new Set<string>();
  private readonly dismissed = new Set<string>();
  private readonly key = newKey();
  /** Set by the box: asks again for the findings of what stands in it. */
  recheck: () => void = () => undefined;

  constructor(private readonly tell: (findings: Finding[], text: string) => void) {}

  /** Checks by these from now on; while not `isMarking`, finds nothing. */
  choose(chosen: Chosen, isMarking: boolean): void {
    this.chosen = chosen;
    this.isMarking = isMarking;
    this.renew();
  }

  async check(_box: number, text: string): Promise<Finding[]> {
    if (!this.chosen || !this.isMarking) return [];
    this.session ??= this.begin(this.chosen);
    const findings = this.session.check(text);
    this.tell(findings, text);
    return findings;
  }

  forget(): void {
    this.session?.free();
    this.session = undefined;
    this.checker?.free();
    this.checker = undefined;
  }

  isGone(): boolean {
    return false;
  }

  policyName(policy: string): string {
    return policyList().find(({ id }) => id === policy)?.short ?? policy;
  }

  shortcuts() {
    return { next: "Alt+Period", previous: "Alt+Comma" };
  }

  postRules() {
    return [];
  }

  readClause(policy: string, clause: string): void {
    go("policy", `${policy}/${clause}`);
  }

  canSwitchRules() {
    return true;
  }

  dismiss({ dismissal }: Finding): void {
    this.dismissed.add(dismissal);
    this.renew();
  }

  restore({ dismissal }: Finding): void {
    this.dismissed.delete(dismissal);
    this.renew();
  }

  switchRule(category: string, on: boolean): void {
    if (on) this.off.delete(category);
    else this.off.add(category);
    this.renew();
  }

  private begin({ policy, account, role }: Chosen): Session {
    const lists = { off: [...this.off], dismissed: [...this.dismissed] };
    const profile = profileFor(policy, role);
    this.checker ??= new Checker({ policy, profile, scorer: true, dismissalKey: this.key, ...lists });
    return this.checker.session({ account });
  }

  private renew(): void {
    this.forget();
    this.recheck();
  }
}

/** A secret for one box. Not `crypto.randomUUID`: browsers keep that from pages of a server without https. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
