/** The sandbox's own engine: the wasm module in the page, with nothing kept when the page is closed. */
import { type Account, Checker, type Finding, type Profile, type Session } from "clausemark";
import type { Engine } from "../../extension/src/dom/engine.js";
import { policyList } from "../../extension/src/shared/wasm.js";

/** What the page wants to hear of. */
export interface SandboxEvents {
  findings(findings: Finding[], text: string): void;
  readClause(policy: string, clause: string): void;
}

/** Answers with the module itself. */
export class SandboxEngine implements Engine {
  private checker: Checker | undefined;
  private session: Session | undefined;
  private readonly off = new Set<string>();
  private readonly dismissed = new Set<string>();
  private readonly key = crypto.randomUUID();
  /** Set by the page: asks again for the findings of what stands in the box. */
  recheck: () => void = () => undefined;

  constructor(
    private policy: string,
    private account: Account,
    private readonly profile: Profile,
    private readonly events: SandboxEvents,
  ) {}

  /** Checks by another policy or account from now on. */
  choose(policy: string, account: Account): void {
    this.policy = policy;
    this.account = account;
    this.renew();
  }

  async check(_box: number, text: string): Promise<Finding[]> {
    this.session ??= this.begin();
    const findings = this.session.check(text);
    this.events.findings(findings, text);
    return findings;
  }

  forget(): void {
    this.session?.free();
    this.session = undefined;
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
    this.events.readClause(policy, clause);
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

  private begin(): Session {
    const { policy, profile, key } = this;
    const lists = { off: [...this.off], dismissed: [...this.dismissed] };
    this.checker ??= new Checker({ policy, profile, scorer: true, dismissalKey: key, ...lists });
    return this.checker.session({ account: this.account });
  }

  private renew(): void {
    this.forget();
    this.checker?.free();
    this.checker = undefined;
    this.recheck();
  }
}
