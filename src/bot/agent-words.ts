import type { Words } from "../booking/salon.ts";
import type { Language } from "../texts/language.ts";

const MARK = /^(uk|ua|ru|en)\s*[:.–—-]?\s+(.+)$/iu;
const LINE = 400;

/** A line of the agent's: one text of several lines, or one for each language named before it. */
export function readLines(written: string, own: Language): Words | null {
  const words: Words = {};
  let language = own;
  for (const line of written.split("\n")) {
    const [, mark, rest] = MARK.exec(line.trim()) ?? [];
    if (mark !== undefined) language = languageOf(mark.toLowerCase());
    const said = rest ?? line.trim();
    if (said !== "")
      words[language] = [words[language], said].filter(Boolean).join(" ").slice(0, LINE);
  }
  return Object.values(words).some((line) => /[\p{L}\p{N}]/u.test(line)) ? words : null;
}

function languageOf(mark: string): Language {
  if (mark === "ru") return "ru";
  return mark === "en" ? "en" : "uk";
}
