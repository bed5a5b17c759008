/** A text as it is searched: one case, one kind of apostrophe, ё as е. */
export function searchable(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/[’ʼ‘`´]/gu, "'")
    .replace(/\s+/gu, " ")
    .trim();
}

/** The words that a text has to hold; none where each is too short to be looked for. */
export function wordsOf(asked: string): string[] {
  const words = [...new Set(searchable(asked).split(" "))].filter((word) => word !== "");
  return words.some((word) => Array.from(word).length >= LEAST) ? words.slice(0, MOST) : [];
}

/** The words around the first place where one of them was said, an ellipsis where something was cut. */
export function excerpt(said: string, words: readonly string[]): string {
  const line = said.replace(/\s+/gu, " ").trim();
  const places = words.map((word) => searchable(line).indexOf(word)).filter((at) => at >= 0);
  const at = places.length === 0 ? 0 : Math.min(...places);
  const from = at <= BEFORE ? 0 : line.indexOf(" ", at - BEFORE) + 1;
  const tail = line.slice(from);
  const end = tail.length <= LENGTH ? tail.length : tail.lastIndexOf(" ", LENGTH);
  const cut = tail.slice(0, end > 0 ? end : LENGTH);
  return `${from > 0 ? "…" : ""}${cut}${cut.length < tail.length ? "…" : ""}`;
}

/** Trigrams are what a word is found by. */
const LEAST = 3;
const MOST = 8;
const BEFORE = 40;
const LENGTH = 110;
