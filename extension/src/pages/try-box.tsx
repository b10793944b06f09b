/** A box to try it in: the same marks and card as on a site, and the same worker behind them. */
import type { Finding } from "clausemark";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link, type LinkEvents } from "../content/link.js";
import { type ComposeBox, focusedBox } from "../dom/boxes.js";
import { Desk } from "../dom/desk.js";
import { byStrength } from "../shared/modality.js";
import { onSettingsChange } from "../shared/settings.js";
import { say } from "../shared/words.js";
import { ModalityMark, RULES_LANGUAGE } from "./parts.js";

/** A post that most policies have something to say to. English, as the detectors are. */
const EXAMPLE =
  "Got dispatched to a house on Maple Street last night. Same guy as last week, drunk again. I swear, Fairmont PD sees it all.";
/** Findings told below the box; the rest wait at their marks. */
const MOST_TOLD = 2;

/** Tells the page what was found, too. */
class HeardLink extends Link {
  constructor(
    events: LinkEvents,
    private readonly found: (findings: Finding[]) => void,
  ) {
    super(events);
  }

  override async check(box: number, text: string): Promise<Finding[] | undefined> {
    const findings = await super.check(box, text);
    if (findings) this.found(findings);
    return findings;
  }
}

/** Reads along in its one box: what is written in a field of the page is no post. */
class BoxDesk extends Desk {
  private isReading = true;

  constructor(
    link: Link,
    private readonly only: ComposeBox | null,
  ) {
    super(document, link);
  }

  override turn(on: boolean): void {
    if (on === this.isReading) return;
    this.isReading = on;
    const now = focusedBox(document);
    if (!on) this.clear();
    else if (now) this.entered(now);
  }

  override entered(box: ComposeBox): void {
    if (this.isReading && box === this.only) super.entered(box);
  }
}

/** The box, an example, and the first findings in words. */
export function TryBox() {
  const box = useRef<HTMLTextAreaElement>(null);
  const desk = useRef<Desk>(undefined);
  const [findings, setFindings] = useState<Finding[]>([]);
  useEffect(() => {
    const link: Link = new HeardLink(
      {
        state: ({ on }) => made.turn(on),
        recheck: () => made.recheck(),
        step: (forward) => made.step(forward),
        refused: () => made.refused(),
        orphaned: () => made.stop(),
      },
      setFindings,
    );
    const made = new BoxDesk(link, box.current);
    desk.current = made;
    made.start();
    // A worker that slept until this change has no line to the page, so the page looks again by itself.
    const deafen = onSettingsChange(() => made.recheck());
    return () => {
      deafen();
      made.stop();
    };
  }, []);
  const fill = () => {
    if (!box.current) return;
    box.current.value = EXAMPLE;
    box.current.focus();
    desk.current?.recheck();
  };
  return (
    <section class="panel" aria-labelledby="try">
      <div>
        <h2 id="try">{say("try_title")}</h2>
        <p class="quiet">{say("try_help")}</p>
      </div>
      <textarea
        id="try-box"
        class="box"
        ref={box}
        aria-label={say("try_label")}
        placeholder={say("try_placeholder")}
        spellcheck={false}
      />
      <div class="buttons">
        <button type="button" id="try-example" class="main" onClick={fill}>
          {say("try_example")}
        </button>
      </div>
      <Told findings={findings} />
    </section>
  );
}

function Told({ findings }: { findings: Finding[] }) {
  const told = [...findings].sort(byStrength).slice(0, MOST_TOLD);
  return (
    <div id="try-told" role="status">
      {told.length > 0 && (
        <div class="stack">
          <p class="quiet">{say("try_marks")}</p>
          {told.map(({ category, start, confidence, modality, message, clauses: [clause] }) => (
            <div key={`${category} ${start}`}>
              <ModalityMark modality={modality} possible={confidence === "possible"} />
              <p lang={RULES_LANGUAGE}>{message}</p>
              {clause && (
                <a
                  class="quiet"
                  href={`clauses.html#${encodeURIComponent(clause.policy)}/${encodeURIComponent(clause.clause)}`}
                  target="_blank"
                  rel="noreferrer"
                >
                  {say("try_clause", clause.clause)} <span lang={RULES_LANGUAGE}>{clause.title}</span>
                </a>
              )}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
