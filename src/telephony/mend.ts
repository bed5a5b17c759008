/** Larger or deeper templates are nobody's. */
const MAX_TEXT = 64 * 1024;
const MAX_DEPTH = 12;
const MAX_FIELDS = 1000;

type Value = string | null | Value[] | { [key: string]: Value };
type Scan = { text: string; at: number; fields: number };

/**
 * What follows a text inside an object: its end, or a comma and the next name; before anything else a quote belongs to
 * the text. Every run is bounded, so that no body makes a search go back and forth.
 */
const AFTER_IN_OBJECT =
  /\s{0,20}(?:[}\]]\s{0,20}(?:[,}\]=]|$)|,\s{0,20}(?:"{1,2}[^"\n]{1,64}"{1,2}\s{0,20}:|[\w.$-]{1,64}\s{0,20}:|[}\]])|$)/y;
const AFTER_IN_LIST = /\s{0,20}[,\]]/y;
const BARE_END = { object: AFTER_IN_OBJECT, list: AFTER_IN_LIST } as const;
const UNFILLED = /\{\{\s{0,20}[\w.]{0,64}\s{0,20}\}\}/y;
const BARE_NAME = /[\w.$-]{1,64}/y;
type Inside = keyof typeof BARE_END;

/**
 * Reads an object that was meant to be JSON, as templates filled in without care leave it: quotes doubled or not
 * escaped, variables that were not filled in, values without quotes, a comma too many. Null for what is cut or no
 * object; every scalar comes as text. Takes one pass over the text.
 */
export function mendJson(text: string): Record<string, unknown> | null {
  const trimmed = text.trim();
  if (trimmed.length > MAX_TEXT || !trimmed.startsWith("{")) return null;
  const escaped = /^\{\s{0,20}\\"/.test(trimmed);
  const scan = { text: escaped ? trimmed.replaceAll('\\"', '"') : trimmed, at: 0, fields: 0 };
  const whole = object(scan, 0);
  // curl leaves an equals sign behind a body that it took for the name of a form's field.
  return whole === undefined || take(scan, /=?$/y) === null ? null : whole;
}

function object(scan: Scan, depth: number): { [key: string]: Value } | undefined {
  const fields = new Map<string, Value>();
  scan.at += 1;
  for (;;) {
    take(scan, /[\s,]*/y);
    if (take(scan, /\}\s*/y) !== null) return Object.fromEntries(fields);
    scan.fields += 1;
    const name = scan.text[scan.at] === '"' ? nameIn(scan) : take(scan, BARE_NAME);
    if (name === null || scan.fields > MAX_FIELDS) return undefined;
    if (take(scan, /\s{0,20}:\s*/y) === null) return undefined;
    const read = value(scan, "object", depth);
    if (read === undefined) return undefined;
    fields.set(name, read);
    if (take(scan, /\s{0,20}(?=[,}])/y) === null) return undefined;
  }
}

function list(scan: Scan, depth: number): Value[] | undefined {
  const items: Value[] = [];
  scan.at += 1;
  for (;;) {
    take(scan, /[\s,]*/y);
    if (take(scan, /\]/y) !== null) return items;
    scan.fields += 1;
    const read = scan.fields > MAX_FIELDS ? undefined : value(scan, "list", depth);
    if (read === undefined) return undefined;
    items.push(read);
  }
}

/** Undefined where nothing can be read. */
function value(scan: Scan, inside: Inside, depth: number): Value | undefined {
  if (depth > MAX_DEPTH) return undefined;
  if (take(scan, UNFILLED) !== null) return null;
  const first = scan.text[scan.at];
  if (first === "{") return object(scan, depth + 1);
  if (first === "[") return list(scan, depth + 1);
  return first === '"' ? quoted(scan, inside) : bare(scan, inside);
}

/** A name in single or doubled quotes. */
function nameIn(scan: Scan): string | null {
  const found = take(scan, /"{1,2}[^"\n]{1,64}"{1,2}/y);
  return found === null ? null : found.replaceAll('"', "").trim();
}

function quoted(scan: Scan, inside: Inside): string | undefined {
  const { text } = scan;
  const after = BARE_END[inside];
  const opening = text.startsWith('""', scan.at) && !follows(text, after, scan.at + 2) ? 2 : 1;
  scan.at += opening;
  let said = "";
  for (;;) {
    const mark = take(scan, /[^"\\]*/y) ?? "";
    said += mark;
    const sign = text[scan.at];
    if (sign === undefined) return undefined;
    if (sign === "\\") {
      said += unescaped(take(scan, /\\(?:u[\da-f]{4}|[^]?)/iy) ?? "");
      continue;
    }
    const closing = opening === 2 && text[scan.at + 1] === '"' ? 2 : 1;
    scan.at += closing;
    if (follows(text, after, scan.at)) return said;
    said += '"'.repeat(closing);
  }
}

/** A value without quotes, up to where the next name begins; null for none and for the words that stand for none. */
function bare(scan: Scan, inside: Inside): string | null | undefined {
  const from = scan.at;
  while (!follows(scan.text, BARE_END[inside], scan.at)) {
    if (scan.at >= scan.text.length) return undefined;
    scan.at += 1;
    take(scan, inside === "object" ? /[^,}\]\s]*/y : /[^,\]\s]*/y);
  }
  const said = scan.text.slice(from, scan.at).trim();
  return ["", "null", "none", "undefined"].includes(said.toLowerCase()) ? null : said;
}

const ESCAPES: Partial<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "", f: "" };

function unescaped(mark: string): string {
  const sign = mark[1] ?? "";
  if (mark.length === 6) return String.fromCharCode(Number.parseInt(mark.slice(2), 16));
  return ESCAPES[sign] ?? sign;
}

function follows(text: string, pattern: RegExp, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function take(scan: Scan, pattern: RegExp): string | null {
  pattern.lastIndex = scan.at;
  const found = pattern.exec(scan.text)?.[0] ?? null;
  if (found !== null) scan.at += found.length;
  return found;
}
