/** The table of figures: what was measured, what is wanted, and whether it is met. */

const figures = [];

/** Something to know, with nothing wanted of it. */
export const note = (name, measured) => figures.push({ name, measured, wanted: "" });

export const atLeast = (name, measured, wanted, unit = "") => add(name, measured, "≥", wanted, unit);

export const atMost = (name, measured, wanted, unit = "") => add(name, measured, "≤", wanted, unit);

function add(name, measured, sign, wanted, unit) {
  const met = sign === "≥" ? measured >= wanted : measured <= wanted;
  figures.push({
    name,
    measured: `${rounded(measured)}${unit}`,
    wanted: `${sign} ${rounded(wanted)}${unit}`,
    met,
  });
}

/** Three digits tell all that such a figure can. */
export const rounded = (value) =>
  value >= 1000 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));

/** Prints the table. The process ends with status 1 if a figure is missed. */
export function print(title) {
  const width = (key) => Math.max(key.length, ...figures.map((figure) => String(figure[key]).length));
  const widths = { name: width("name"), measured: width("measured"), wanted: width("wanted") };
  const line = ({ name, measured, wanted }, end) =>
    `${name.padEnd(widths.name)}  ${String(measured).padStart(widths.measured)}  ${wanted.padStart(widths.wanted)}  ${end}`;
  const rows = figures.map((figure) => line(figure, { true: "met", false: "NOT MET" }[figure.met] ?? ""));
  const head = line({ name: "figure", measured: "measured", wanted: "wanted" }, "");
  process.stdout.write(`${[title, "", head, ...rows].map((row) => row.trimEnd()).join("\n")}\n\n`);
  if (figures.some((figure) => figure.met === false)) process.exitCode = 1;
}
