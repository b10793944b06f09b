/** Taking times, so that the noise of the machine falls on all alike: of the processor's time, not of the clock's. */

/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => quantile(values, 0.5);

/** Microseconds that this process has spent so far; what other processes take meanwhile doesn't count. */
function spent() {
  const { user, system } = process.cpuUsage();
  return user + system;
}

/** Inputs in a turn: enough that a function finds its own data in the processor's caches again, as it does while it works. */
const TURN = 100;

/**
 * Lets several functions take turns on the inputs, a hundred at a time, over and over.
 *
 * Returns for each function its microseconds for each input: the median over the rounds, in which a moment of tidying
 * up memory doesn't show.
 */
export function taken(functions, inputs, rounds) {
  const times = functions.map(() => inputs.map(() => new Float64Array(rounds)));
  for (let round = 0; round < rounds; round++) {
    for (let first = 0; first < inputs.length; first += TURN) {
      const last = Math.min(first + TURN, inputs.length);
      for (const [f, work] of functions.entries()) {
        for (let i = first; i < last; i++) {
          const start = spent();
          work(inputs[i]);
          times[f][i][round] = spent() - start;
        }
      }
    }
  }
  return times.map((each) => each.map(median));
}
