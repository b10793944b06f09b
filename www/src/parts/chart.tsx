/** Bars, as an SVG that says in words what it shows. */
/** A part of a bar. `tone` names its line and colour. */
export interface Part {
  tone: "solid" | "dashed" | "dotted" | "good" | "bad" | "none";
  label: string;
  value: number;
}

export interface Row {
  label: string;
  parts: Part[];
}

interface Props {
  title: string;
  rows: Row[];
  /** The value of a full bar; without it the largest row fills its bar. */
  most?: number;
}

/** Horizontal bars, each with its parts; told apart by their edge as well as by colour. Labels are text, so that they wrap. */
export function Bars({ title, rows, most }: Props) {
  const sum = (row: Row) => row.parts.reduce((all, { value }) => all + value, 0);
  const largest = most ?? Math.max(1, ...rows.map(sum));
  const tones = new Map(rows.flatMap(({ parts }) => parts.map(({ tone, label }) => [label, tone] as const)));
  return (
    <figure class="chart">
      <figcaption>{title}</figcaption>
      <ul class="legend" aria-hidden="true">
        {[...tones].map(([label, tone]) => (
          <li key={label}>
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <rect x="1" y="1" width="14" height="14" class={`bar-${tone}`} />
            </svg>
            {label}
          </li>
        ))}
      </ul>
      {rows.map((row) => (
        <div class="chart-row" key={row.label}>
          <span>{row.label}</span>
          <Bar row={row} scale={100 / largest} />
          <span class="chart-value" aria-hidden="true">
            {sum(row)}
          </span>
        </div>
      ))}
    </figure>
  );
}

function Bar({ row, scale }: { row: Row; scale: number }) {
  let x = 0;
  return (
    <svg class="bars" role="img" aria-label={`${row.label}: ${partsInWords(row)}`}>
      {row.parts.map(({ tone, label, value }) => {
        const left = x;
        x += value * scale;
        return value > 0 ? (
          <rect
            key={label}
            class={`bar-${tone}`}
            x={`${left}%`}
            y="2"
            width={`${value * scale}%`}
            height="16"
          />
        ) : null;
      })}
    </svg>
  );
}

function partsInWords({ parts }: Row): string {
  const shown = parts.filter(({ value }) => value > 0);
  return shown.length > 0 ? shown.map(({ label, value }) => `${label} ${value}`).join(", ") : "0";
}
