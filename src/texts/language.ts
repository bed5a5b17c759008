export type Language = "uk" | "ru" | "en";

export const languages: readonly Language[] = ["uk", "ru", "en"];

export function isLanguage(value: string): value is Language {
  return (languages as readonly string[]).includes(value);
}

/** Our language for an IETF code of Telegram ("uk", "ru-RU", "pt-br"); the region's Russian readers get Russian, the rest English. */
export function guessLanguage(code?: string): Language {
  const base = code?.toLowerCase().split(/[-_]/)[0] ?? "";
  if (isLanguage(base)) return base;
  return ["be", "kk", "uz", "ky", "tg"].includes(base) ? "ru" : "en";
}

/** Each language by its own name. */
export const languageNames: Record<Language, string> = {
  uk: "Українська",
  ru: "Русский",
  en: "English",
};
