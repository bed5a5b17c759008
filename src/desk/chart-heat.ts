import {
  bar,
  colours,
  frame,
  heading,
  label,
  LEFT,
  RIGHT,
  rule,
  TEXT,
  type Part,
} from "./chart.ts";

/** Misses by hour (columns from `firstHour`) and weekday (rows); null: closed, so that nothing is counted there. */
export type Heat = {
  title: string;
  days: readonly string[];
  firstHour: number;
  cells: readonly (readonly (number | null)[])[];
  /** Framed: the hours from `from` to `to` of a day. */
  marked: { day: number; from: number; to: number } | null;
};

const NAME_WIDTH = 46;
const ROW = 34;
const GAP = 4;

/** Misses by hour and weekday: the darker, the more. */
export function heatChart({ title, days, firstHour, cells, marked }: Heat): Part {
  const count = Math.max(1, ...cells.map((row) => row.length));
  const from = LEFT + NAME_WIDTH;
  const step = (RIGHT - from + GAP) / count;
  const width = step - GAP;
  const size = step >= 30 ? TEXT : 14;
  const hours = Array.from({ length: count }, (_, index) =>
    label(from + step * index + width / 2, 62, String(firstHour + index), {
      size: size === TEXT ? 16 : 13,
      fill: colours.muted,
      anchor: "middle",
    }),
  );
  const most = Math.max(1, ...cells.flat().map((value) => value ?? 0));
  const rows = cells.map((row, day) => {
    const y = 72 + day * ROW;
    const drawn = row.map((value, index) =>
      cell(value, { x: from + step * index, y, width, most, size }),
    );
    return label(LEFT, y + 22, days[day] ?? "") + drawn.join("");
  });
  const window = marked && {
    x: from + step * (marked.from - firstHour) - GAP,
    y: 72 + marked.day * ROW - GAP,
    width: step * (marked.to - marked.from) + GAP,
    height: ROW - GAP + 2 * GAP,
  };
  return {
    height: 72 + cells.length * ROW + 14,
    svg: heading(title) + hours.join("") + rows.join("") + (window ? frame(window) : ""),
  };
}

type Place = { x: number; y: number; width: number; most: number; size: number };

function cell(value: number | null, { x, y, width, most, size }: Place): string {
  const middle = x + width / 2;
  if (value === null) return rule(middle - 6, middle + 6, y + 15);
  const step = stepOf(value, most);
  const box = bar({ x, y, width, height: ROW - GAP }, colours.heat[step] ?? colours.heat[0], 5);
  if (value === 0) return box;
  const fill = step >= 3 ? colours.onDark : colours.text;
  return box + label(middle, y + 22, String(value), { size, bold: true, fill, anchor: "middle" });
}

/** 1 to 3 stand for themselves while few are missed; more are quarters of the worst. */
function stepOf(value: number, most: number): number {
  return most <= 4 ? Math.min(4, value) : Math.min(4, Math.ceil((4 * value) / most));
}
