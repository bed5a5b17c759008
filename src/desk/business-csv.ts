import { parse } from "csv-parse/sync";
import type { Language } from "../texts/language.ts";
import { readValue, type FileRead, type Path } from "./business-file-read.ts";

/**
 * Reads the business file as one table: a row is what its column `kind` says (service, master, hours, closed, faq, client,
 * booking), an empty cell says nothing. Lists in a cell stand between commas, times as "09:00-18:00"; `name` and `text` are
 * in the business's language, `name_uk` and the like in theirs.
 */
export function readBusinessCsv(written: string, language: Language): FileRead {
  const table = rowsOf(written);
  if (table === null) return { problems: [{ path: "", line: 1, wrong: "syntax" }] };
  const lines = new Map<string, number>();
  const value: Record<string, unknown> = {};
  const unknown: { path: string; line: number }[] = [];
  for (const { cells, line } of table) {
    const kind = (cells["kind"] ?? "").toLowerCase();
    const known = kinds[kind];
    if (known) take(value, { ...known, row: known.read(cells, language), lines, line });
    else unknown.push({ path: kind || "kind", line });
  }
  const read = readValue(value, (path) => lineOf(lines, path));
  return "problems" in read ? read : { ...read, unknown: [...unknown, ...read.unknown] };
}

type Cells = Record<string, string>;
type Row = Record<string, unknown>;
type Kind = {
  key: string;
  as: "list" | "merge" | "value";
  read(cells: Cells, language: Language): Row;
};

const kinds: Record<string, Kind> = {
  service: {
    key: "services",
    as: "list",
    read: (cells, language) => ({
      id: cells["id"],
      name: words(cells, "name", language),
      duration_min: number(cells["minutes"]),
      buffer_min: number(cells["buffer"]),
      price: price(cells["price"]),
      synonyms: list(cells["synonyms"]),
      archived: flag(cells["archived"]),
    }),
  },
  master: {
    key: "masters",
    as: "list",
    read: (cells, language) => ({
      id: cells["id"],
      name: words(cells, "name", language),
      services: list(cells["services"]) ?? [],
      hours: week(cells),
      breaks: list(cells["breaks"])?.map(range),
      days_off: list(cells["days_off"]),
      archived: flag(cells["archived"]),
    }),
  },
  hours: { key: "working_hours", as: "merge", read: (cells) => week(cells) },
  closed: { key: "closed_dates", as: "value", read: (cells) => ({ value: cells["date"] }) },
  faq: {
    key: "faq",
    as: "merge",
    read: (cells, language) => ({ [cells["id"] ?? ""]: words(cells, "text", language) }),
  },
  client: {
    key: "clients",
    as: "list",
    read: (cells) => ({
      id: cells["id"],
      name: cells["name"],
      phone: cells["phone"],
      telegram_id: number(cells["telegram_id"]),
      whatsapp: cells["whatsapp"],
    }),
  },
  booking: {
    key: "bookings",
    as: "list",
    read: (cells) => ({
      id: cells["id"],
      master: cells["master"],
      service: cells["service"],
      start: cells["start"]?.replace(" ", "T"),
      client: cells["client"],
    }),
  },
};

function rowsOf(written: string): { cells: Cells; line: number }[] | null {
  const [head = ""] = written.replace(/^\uFEFF/, "").split(/\r?\n/, 1);
  const delimiter = [";", "\t", ","].find((sign) => head.includes(sign)) ?? ";";
  try {
    const rows = parse(written, {
      bom: true,
      delimiter,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
    });
    const read: unknown[] = rows;
    return read.flatMap(rowOf);
  } catch {
    return null;
  }
}

/** With `info` the library gives each record beside where it ended. */
function rowOf(one: unknown): { cells: Cells; line: number }[] {
  if (typeof one !== "object" || one === null || !("record" in one) || !("info" in one)) return [];
  const { record, info } = one;
  if (typeof record !== "object" || record === null) return [];
  const cells: Cells = {};
  for (const [name, cell] of Object.entries(record))
    if (typeof cell === "string" && cell !== "") cells[name] = unquoted(cell);
  const line =
    typeof info === "object" && info !== null && "lines" in info ? Number(info.lines) : 1;
  return Object.keys(cells).length === 0 ? [] : [{ cells, line }];
}

/** Our own tables keep a text from being a formula by an apostrophe before it. */
function unquoted(cell: string): string {
  return /^'[=+\-@]/.test(cell) ? cell.slice(1) : cell;
}

type Taken = Kind & { row: Row; lines: Map<string, number>; line: number };

function take(value: Record<string, unknown>, { key, as, row, lines, line }: Taken): void {
  if (as === "merge") {
    const before = value[key];
    value[key] = { ...(typeof before === "object" ? before : {}), ...row };
    for (const name of Object.keys(row)) lines.set(`${key}.${name}`, line);
    return;
  }
  const rows: unknown[] = Array.isArray(value[key]) ? value[key] : [];
  lines.set(`${key}.${rows.length}`, line);
  value[key] = [...rows, as === "value" ? row["value"] : row];
}

function lineOf(lines: ReadonlyMap<string, number>, path: Path): number {
  return lines.get(path.slice(0, 2).map(String).join(".")) ?? 1;
}

function words(cells: Cells, name: string, language: Language): Record<string, string> | undefined {
  const said: Record<string, string> = {};
  const plain = cells[name];
  if (plain !== undefined) said[language] = plain;
  for (const one of ["uk", "ru", "en"]) {
    const cell = cells[`${name}_${one}`];
    if (cell !== undefined) said[one] = cell;
  }
  return Object.keys(said).length > 0 ? said : undefined;
}

function number(cell: string | undefined): number | undefined {
  if (cell === undefined) return undefined;
  return Number(cell.replace(/[\s\u00A0\u202F]/g, "").replace(",", "."));
}

const FROM = /^(?:від|от|from)\s*/iu;

function price(cell: string | undefined): Row | undefined {
  if (cell === undefined) return undefined;
  return { amount: number(cell.replace(FROM, "")), kind: FROM.test(cell) ? "from" : "fixed" };
}

function list(cell: string | undefined): string[] | undefined {
  return cell
    ?.split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
}

function flag(cell: string | undefined): boolean | undefined {
  return cell === undefined
    ? undefined
    : !["0", "no", "false", "ні", "нет"].includes(cell.toLowerCase());
}

function range(cell: string): string[] {
  return cell.split(/[-–—]/).map((time) => time.trim().replace(/^(\d):/, "0$1:"));
}

function week(cells: Cells): Row {
  const hours: Row = {};
  for (const day of ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]) {
    const cell = cells[day];
    if (cell !== undefined) hours[day] = cell === "-" ? null : range(cell);
  }
  return hours;
}
