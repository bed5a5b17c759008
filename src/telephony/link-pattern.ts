/** Backslashes of JSON, plain or escaped for a form; JSON inside JSON has several. */
const ESCAPE = "(?:\\\\|%5[cC]|%255[cC]){0,8}";

/** A link in bytes (as Latin-1), whichever way each of its characters is written: plain, JSON, a form, a form in a form. */
export function linkPattern(link: string): RegExp {
  return new RegExp(
    Array.from(link, (char) => `${ESCAPE}(?:${formsOf(char).join("|")})`).join(""),
    "g",
  );
}

/** Anything that looks like a link, in what cannot be read. */
export const LOOSE_LINK =
  /h(?:t|%74)(?:t|%74)(?:p|%70)(?:s|%73)?(?::|%3a|%253a|\\u003a)(?:\\|%5c)*(?:\/|%2f|%252f|u002f)[^\s"'<>]*/gi;

function formsOf(char: string): string[] {
  const bytes = [...Buffer.from(char, "utf8")];
  const units = Array.from({ length: char.length }, (_, i) => char.charCodeAt(i));
  const plain = Buffer.from(char, "utf8").toString("latin1");
  const percent = bytes.map((byte) => `%${hex(byte, 2)}`).join("");
  const twice = bytes.map((byte) => `%25${hex(byte, 2)}`).join("");
  const json = units.map((unit) => `u${hex(unit, 4)}`).join(ESCAPE);
  return [percent, twice, json, literal(plain), ...(char === " " ? ["\\+"] : [])];
}

/** Either case of each digit. */
function hex(value: number, length: number): string {
  const digits = value.toString(16).padStart(length, "0");
  return digits.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/** As often as a text is opened: JSON in a form in a form. */
const DEPTH = 3;

/** Everything that a text says once its escapes are opened, one way after another. */
export function opened(text: string): string[] {
  const found = [text];
  let layer = [text];
  for (let step = 0; step < DEPTH; step += 1) {
    layer = layer.flatMap((one) => openers.map((open) => open(one)));
    found.push(...layer);
  }
  return found;
}

const openers: readonly ((text: string) => string)[] = [
  (text) => text.replaceAll("+", " ").replace(/(?:%[\da-f]{2})+/gi, fromPercent),
  (text) =>
    text.replace(/\\(?:u([\da-f]{4})|([^]))/gi, (_all, code?: string, char?: string) =>
      code === undefined ? (char ?? "") : String.fromCharCode(Number.parseInt(code, 16)),
    ),
];

function fromPercent(escaped: string): string {
  return Buffer.from(escaped.replaceAll("%", ""), "hex").toString("utf8");
}
