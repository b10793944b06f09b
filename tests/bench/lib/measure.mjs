/** Taking times, so that the noise of the machine falls on all alike. */

/** The value below which a share of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

export const median = (values) => quantile(values, 0.5);

/**
 * Lets several functions take turns on each of the inputs, over and over.
 *
 * Returns for each function its microseconds for each input: the median over the rounds, in which a moment that the
 * machine spent elsewhere doesn't show.
 */
export function taken(functions, inputs, rounds) {
  const times = functions.map(() => inputs.map(() => new Float64Array(rounds)));
  for (let round = 0; round < rounds; round++) {
    for (const [i, input] of inputs.entries()) {
      for (const [f, work] of functions.entries()) {
        const start = performance.now();
        work(input);
        times[f][i][round] = (performance.now() - start) * 1000;
      }
    }
  }
  return times.map((each) => each.map(median));
}
