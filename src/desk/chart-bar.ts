import { bar, colours, fit, heading, label, LEFT, RIGHT, rule, TEXT, type Part } from "./chart.ts";

/** A column of the day line: what was answered stands above it, what was missed hangs below. */
export type Column = {
  label: string;
  answered: number;
  missed: number;
  /** Said in place of an empty column: closed, or no data. Never drawn as zero. */
  note?: string;
  /** Drawn strong: today. */
  strong?: boolean;
};

export type Columns = {
  title: string;
  answered: string;
  missed: string;
  columns: readonly Column[];
};

const ABOVE = 150;
const BELOW = 70;
const LEAST = 3;

/** Answered and missed per day, or per hour of one day. */
export function columnChart({ title, answered, missed, columns }: Columns): Part {
  const most = Math.max(1, ...columns.map((column) => column.answered));
  const worst = Math.max(1, ...columns.map((column) => column.missed));
  // One scale for both sides, as far as the misses fit below.
  const unit = Math.min(ABOVE / most, BELOW / worst);
  const step = (RIGHT - LEFT) / columns.length;
  const base = 66 + Math.min(ABOVE, Math.max(24, unit * most)) + 8;
  const foot = base + Math.max(unit * worst, 24) + 26;
  const size = step >= 26 ? TEXT : 13;
  // Figures and days that would run into one another are left out, those with misses last.
  const every = Math.ceil(24 / step);
  const drawn = columns.map((column, index) => {
    const middle = LEFT + step * (index + 0.5);
    const parts = columnSvg(column, { middle, width: Math.min(step * 0.7, 44), base, unit, size });
    const beside = columns.some((one, at) => one.strong === true && Math.abs(at - index) < every);
    const shown = column.strong === true || (index % every === 0 && !beside);
    const fill = column.strong ? colours.text : colours.muted;
    const day = { size: size === TEXT ? 16 : 13, fill, bold: column.strong ?? false };
    return (
      parts + (shown ? label(middle, foot + 20, column.label, { ...day, anchor: "middle" }) : "")
    );
  });
  const legend = [
    { said: answered, fill: colours.accent },
    { said: missed, fill: colours.bad },
  ];
  return {
    height: foot + 40,
    svg: heading(title, legend) + rule(LEFT, RIGHT, base) + drawn.join(""),
  };
}

type Place = { middle: number; width: number; base: number; unit: number; size: number };

function columnSvg(column: Column, { middle, width, base, unit, size }: Place): string {
  const { answered, missed, note } = column;
  const x = middle - width / 2;
  const figure = { size: size === TEXT ? 16 : 13, bold: true, anchor: "middle" as const };
  if (answered + missed === 0)
    return note === undefined ? "" : noteSvg(note, middle, { base, lying: width > 20 });
  const up = answered === 0 ? 0 : Math.max(LEAST, answered * unit);
  const down = missed === 0 ? 0 : Math.max(LEAST, missed * unit);
  return [
    up === 0
      ? ""
      : bar({ x, y: base - 1 - up, width, height: up }, colours.accent) +
        label(middle, base - up - 7, String(answered), figure),
    down === 0
      ? ""
      : bar({ x, y: base + 1, width, height: down }, colours.bad) +
        label(middle, base + down + 18, String(missed), { ...figure, fill: colours.bad }),
  ].join("");
}

/** In a narrow column the words stand upright. */
function noteSvg(note: string, middle: number, at: { base: number; lying: boolean }): string {
  const style = { size: 13, fill: colours.muted };
  if (at.lying) return label(middle, at.base - 8, note, { ...style, anchor: "middle" });
  const turned = label(0, 0, note, style);
  return `<g transform="translate(${middle + 4} ${at.base - 8}) rotate(-90)">${turned}</g>`;
}

type Row = {
  label: string;
  value: number;
  aside: readonly [string, string];
  /** What should not have been. */
  bad?: boolean;
};
/** `wide`: nothing stands beside the bars. */
export type Rows = {
  title: string;
  columns: readonly [string, string];
  rows: readonly Row[];
  wide?: boolean;
};

const ROW = 44;
const NAME_WIDTH = 158;
const BAR_WIDTH = 162;
const WIDE = { name: 172, bar: 360 };
const ASIDE = [500, RIGHT] as const;

/** Bars that lie below one another, each with its value and two figures at the right. */
export function rowChart({ title, columns, rows, wide = false }: Rows): Part {
  const most = Math.max(1, ...rows.map(({ value }) => value));
  const [nameWidth, barWidth] = wide ? [WIDE.name, WIDE.bar] : [NAME_WIDTH, BAR_WIDTH];
  const from = LEFT + nameWidth;
  const drawn = rows.map(({ label: name, value, aside: figures, bad = false }, index) => {
    const y = 48 + index * ROW;
    const width = value === 0 ? 0 : Math.max(LEAST, (barWidth * value) / most);
    return [
      label(LEFT, y + 20, fit(name, nameWidth - 8, TEXT)),
      width === 0 ? "" : bar({ x: from, y, width, height: 26 }, bad ? colours.bad : colours.accent),
      label(from + width + 8, y + 20, String(value), { bold: true }),
      aside(0, y + 20, figures[0]),
      aside(1, y + 20, figures[1]),
    ].join("");
  });
  const head = heading(title) + aside(0, 30, columns[0]) + aside(1, 30, columns[1]);
  return { height: 52 + rows.length * ROW, svg: head + drawn.join("") };
}

function aside(index: 0 | 1, y: number, said: string): string {
  return label(ASIDE[index], y, said, { size: 16, fill: colours.muted, anchor: "end" });
}
