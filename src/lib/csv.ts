export type Cell = string | number | null;

/** What a file begins with, so that spreadsheets read it as UTF-8. */
export const CSV_START = "\uFEFF";

/**
 * One line of a table. The semicolon and the decimal comma are what spreadsheets of these countries expect; a text that would
 * be taken for a formula gets an apostrophe before it, which also keeps phone numbers texts.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(field).join(";")}\r\n`;
}

function field(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell).replace(".", ",");
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[;"\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets pass over blanks before a formula. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r]/u;
