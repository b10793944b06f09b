/** The figures of a part, as `cargo xtask bench` reads them: one a line, with a tab between what is told of it. */

/** Something to know, with nothing wanted of it. */
export const note = (name, measured) => write(name, measured, "", "");

/** A figure that must not be smaller. */
export const atLeast = (name, measured, wanted, unit = "") =>
  add(name, measured, "≥", wanted, unit, measured >= wanted);

/** A figure that must not be larger. */
export const atMost = (name, measured, wanted, unit = "") =>
  add(name, measured, "≤", wanted, unit, measured <= wanted);

function add(name, measured, sign, wanted, unit, met) {
  write(name, rounded(measured) + unit, `${sign} ${rounded(wanted)}${unit}`, met ? "met" : "not met");
}

function write(...cells) {
  process.stdout.write(`${cells.join("\t")}\n`);
}

/** Three digits tell all that such a figure can. */
export const rounded = (value) =>
  value >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
