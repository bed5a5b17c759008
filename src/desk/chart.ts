/** What a picture is made of: literal light colours, 640 units wide, drawn at twice the size; a page repaints its classes. */
const WIDTH = 640;
export const colours = {
  surface: "#FFFFFF",
  text: "#14201F",
  muted: "#526260",
  line: "#DBE2E0",
  accent: "#0B5F6B",
  bad: "#B3261E",
  onDark: "#FFFFFF",
  heat: ["#EEF2F1", "#F8D3CD", "#EC9D92", "#BE4438", "#8E1B14"],
} as const;

/** The size of text on a chart: it stays above 11 px where the picture is shown narrow. */
export const TEXT = 19;
export const LEFT = 24;
export const RIGHT = 616;

/** A part of the picture: its height and the SVG in it, which begins at y 0. */
export type Part = { height: number; svg: string };

export type TextStyle = {
  size?: number;
  bold?: boolean;
  fill?: string;
  anchor?: "start" | "middle" | "end";
};

/** Parts below one another on a white sheet, as one SVG. */
export function picture(parts: readonly Part[]): string {
  const placed: string[] = [];
  let y = 0;
  for (const { height, svg } of parts) {
    placed.push(`<g transform="translate(0 ${y})">${svg}</g>`);
    y += height;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" width="${WIDTH}" height="${y}" font-family="Noto Sans">`,
    `<rect width="${WIDTH}" height="${y}" fill="${colours.surface}"/>`,
    ...placed,
    "</svg>",
  ].join("");
}

/** A part without its title, as a page shows it below a heading of its own; `said` is what it finds. */
export function plot({ height, svg }: Part, { top, said }: { top: number; said: string }): string {
  const box = `${INSET} ${top} ${WIDTH - 2 * INSET} ${round(height - top)}`;
  return `<svg class="chart" viewBox="${box}" role="img" aria-label="${escapeXml(said)}">${svg}</svg>`;
}

const INSET = 14;

export function label(x: number, y: number, said: string, style: TextStyle = {}): string {
  const { size = TEXT, bold = false, fill = colours.text, anchor = "start" } = style;
  const weight = bold ? ' font-weight="600"' : "";
  const place = anchor === "start" ? "" : ` text-anchor="${anchor}"`;
  return `<text class="${classOf(fill)}" x="${round(x)}" y="${round(y)}" font-size="${size}" fill="${fill}"${weight}${place}>${escapeXml(said)}</text>`;
}

const classes = new Map<string, string>([
  [colours.text, "c-t"],
  [colours.muted, "c-m"],
  [colours.accent, "c-a"],
  [colours.bad, "c-b"],
  [colours.onDark, "c-on"],
  ...colours.heat.map((fill, step): [string, string] => [fill, `c-h${step}`]),
]);

function classOf(fill: string): string {
  return classes.get(fill) ?? "c-t";
}

export type Box = { x: number; y: number; width: number; height: number };

export function bar({ x, y, width, height }: Box, fill: string, radius = 4): string {
  return `<rect class="${classOf(fill)}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="${radius}" fill="${fill}"/>`;
}

export function frame({ x, y, width, height }: Box): string {
  return `<rect class="c-ring" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" rx="8" fill="none" stroke="${colours.text}" stroke-width="2.5"/>`;
}

export function rule(x1: number, x2: number, y: number): string {
  return `<line class="c-grid" x1="${round(x1)}" x2="${round(x2)}" y1="${round(y)}" y2="${round(y)}" stroke="${colours.line}" stroke-width="2"/>`;
}

/** The head of the picture: what it shows, and of which days. */
export function title(said: string, below: string): Part {
  const svg =
    label(LEFT, 44, fit(said, RIGHT - LEFT, 24), { size: 24, bold: true }) +
    label(LEFT, 72, fit(below, RIGHT - LEFT, 16), { size: 16, fill: colours.muted });
  return { height: 84, svg };
}

/** The name of one chart, with its legend at the right. */
export function heading(
  said: string,
  legend: readonly { said: string; fill: string }[] = [],
): string {
  let x = RIGHT;
  const keys = legend.toReversed().map((key) => {
    const width = widthOf(key.said, 16);
    x -= width;
    const svg = label(x, 30, key.said, { size: 16, fill: colours.muted });
    x -= 18;
    const mark = bar({ x, y: 18, width: 12, height: 12 }, key.fill, 3);
    x -= 16;
    return mark + svg;
  });
  return label(LEFT, 30, fit(said, x - LEFT, TEXT), { bold: true }) + keys.join("");
}

/** Who shows it and when it was drawn. */
export function source(said: string): Part {
  const svg = label(LEFT, 34, fit(said, RIGHT - LEFT, 14), { size: 14, fill: colours.muted });
  return { height: 54, svg };
}

/** The text, cut so that it takes no more than so many units. */
export function fit(said: string, width: number, size: number): string {
  const signs = Array.from(said);
  if (widthOf(said, size) <= width) return said;
  while (signs.length > 1 && widthOf(`${signs.join("")}…`, size) > width) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}

/** Roughly how many units a text takes: wide signs are counted as such. */
export function widthOf(said: string, size: number): number {
  const ems = Array.from(said).reduce((sum, sign) => sum + emsOf(sign), 0);
  return ems * size;
}

function emsOf(sign: string): number {
  if (/[\s.,:;·'’|ilіїІIjtrf()!]/.test(sign)) return 0.34;
  if (/[mwжшщюфыМЖШЩЮФЫWM@%]/u.test(sign)) return 0.92;
  if (/\p{Lu}/u.test(sign)) return 0.69;
  return /[\p{L}\p{N}]/u.test(sign) ? 0.57 : 0.75;
}

/** Text as XML may hold it; what it may not is left out. */
export function escapeXml(said: string): string {
  return said
    .replace(/[^\t\n\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
