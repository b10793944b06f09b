/** What is wrong with scenarios, in words. */

import type { ScenarioProblem } from "clausemark-scenario";
import { nameList } from "../../../extension/src/shared/wasm.js";
import { say } from "../../../extension/src/shared/words.js";
import { useSandbox } from "../app.js";
import { isOfForm } from "../own.js";
import { addressOf } from "../router.js";
import { keyOf } from "../scenarios.js";

interface Props {
  problems: readonly ScenarioProblem[];
  /** Whether the scenarios are the trainer's own, and so can be opened. */
  isOwn?: boolean;
}

/** All problems, those that stand in the way first. */
export function ProblemList({ problems, isOwn = false }: Props) {
  const { place } = useSandbox();
  if (problems.length === 0) return null;
  const sorted = [...problems.filter(isOfForm), ...problems.filter((problem) => !isOfForm(problem))];
  return (
    <ul class="problems">
      {sorted.map((problem) => (
        <li
          key={`${problem.scenario} ${problem.key} ${problem.kind} ${problem.value} ${problem.policy}`}
          data-kind={problem.kind}
          data-key={problem.key}
        >
          {isOwn ? (
            <a href={addressOf("own", problem.scenario, place.query)}>{problem.scenario}</a>
          ) : (
            <strong>{problem.scenario}</strong>
          )}{" "}
          {inWords(problem)}
        </li>
      ))}
    </ul>
  );
}

/** One problem as a sentence that says what to do. */
export function inWords({ key, kind, value, policy }: ScenarioProblem): string {
  const [field = "", number, part] = key.split(".");
  const name = say(`own_field_${part ?? field}`);
  const where = number === undefined ? name : say("own_field_verdict_part", Number(number) + 1, name);
  const what = say(`problem_${keyOf(kind)}`, where, nameList().get(value) ?? value);
  return policy === "" ? what : `${what} (${policy})`;
}
