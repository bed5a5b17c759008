import { isWhole, type Narrowing } from "../business/hook-token.ts";
import { showPhone, toE164, type Country } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";

export type ScopeKind = "ext" | "line";

export const WHOLE: Narrowing = { line: null, ext: null };

/** "all calls", "extension 101", "line +380 …". */
export function scopeName(language: Language, { line, ext }: Narrowing): string {
  const parts: string[] = [];
  if (line !== null) parts.push(text(language, "scope-line", { line: showPhone(line) }));
  if (ext !== null) parts.push(text(language, "scope-ext", { ext }));
  return parts.length > 0 ? parts.join(", ") : text(language, "scope-all");
}

/** Reads what a person wrote for an extension or a line; null for what is neither. */
export function readScope(kind: ScopeKind, answer: string, country: Country): Narrowing | null {
  if (kind === "ext")
    return /^\d{1,6}$/.test(answer.trim()) ? { line: null, ext: answer.trim() } : null;
  const line = toE164(answer, country);
  return line === null ? null : { line, ext: null };
}

/** Takes `ext 101` or `line +380…` off the end of a one-line form, whose first word is never one of them. */
export function takeScope(
  words: readonly string[],
  country: Country,
): { words: string[]; scope: Narrowing | null } | { wrong: string } {
  const at = words.findIndex((word, index) => index > 0 && /^(?:ext|line)$/i.test(word));
  if (at === -1) return { words: [...words], scope: null };
  const kind = words[at]?.toLowerCase() === "ext" ? "ext" : "line";
  const value = words.slice(at + 1).join(" ");
  const scope = readScope(kind, value, country);
  return scope === null ? { wrong: value } : { words: words.slice(0, at), scope };
}

/** The address that takes an extension's calls: its own, else the one for all calls, else one for a line. */
export function tokenForExt<T extends Narrowing>(tokens: readonly T[], ext: string): T | undefined {
  return (
    tokens.find((token) => token.ext === ext && token.line === null) ??
    tokens.find(isWhole) ??
    tokens.find((token) => token.ext === null)
  );
}
