/** Telegram HTML knows these three; a quotation mark matters only inside an attribute. */
const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Makes any text safe inside Telegram HTML, attributes included. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/**
 * A name from outside as one short line: no control characters, no overrides of direction, no towers of accents.
 * Not escaped; null when nothing readable is left.
 */
export function cleanName(raw: string | null | undefined, max = 64): string | null {
  const line = (raw ?? "")
    .slice(0, max * 8)
    .replace(/(?![\u200d\t\n\v\f\r])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\u115f\u1160\u2800\u3164\uffa0]/gu, "")
    .replace(/[\p{Zl}\p{Zp}\p{Zs}\t\n\v\f\r]+/gu, " ")
    .replace(/(\p{M}{3})\p{M}+/gu, "$1")
    .trim();
  const signs = Array.from(line);
  const short =
    signs.length > max
      ? `${signs
          .slice(0, max - 1)
          .join("")
          .trimEnd()}…`
      : line;
  return /[\p{L}\p{N}\p{S}\p{P}]/u.test(short) ? short : null;
}

/**
 * A name, escaped, of which Telegram makes no link, mention or command: a word joiner, which nobody sees, stands where
 * one would begin.
 */
export function escapeName(name: string): string {
  const still = name
    .replace(/(?<![\p{L}\p{N}<>/])([@/#$])(?=[\p{L}\p{N}])/gu, `$1${WORD_JOINER}`)
    .replace(/(?<=[\p{L}\p{N}])([.@])(?=[\p{L}\p{N}])/gu, `$1${WORD_JOINER}`);
  return escapeHtml(still);
}

const WORD_JOINER = "\u2060";
