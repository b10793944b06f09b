/** Saving, and saying in plain sight where the browser refused it. */
import { useState } from "preact/hooks";
import { say } from "../shared/words.js";

/** Does work that ends in storage; whether it was saved. */
export type Report = (work: () => Promise<unknown>) => Promise<boolean>;

/** Does a page's work in storage and keeps how it ended. */
export function useReport() {
  const [isSaved, setSaved] = useState(false);
  const [refusals, setRefusals] = useState(0);
  const report: Report = async (work) => {
    try {
      await work();
    } catch {
      setSaved(false);
      // Each one draws the page anew, so that a control that was turned shows again what is stored.
      setRefusals((now) => now + 1);
      return false;
    }
    setSaved(true);
    setRefusals(0);
    return true;
  };
  return { report, isSaved, refusals };
}

/** That the last work was not saved: it stays in sight until some is. Each time in a row is told anew. */
export function NotSaved({ refusals }: { refusals: number }) {
  if (refusals === 0) return null;
  return (
    <p class="warning not-saved" role="alert" key={refusals}>
      {say("settings_not_saved")}
    </p>
  );
}
