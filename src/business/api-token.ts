/** What a token may do: `write` includes reading. */
export type TokenScope = "read" | "write";
export const tokenScopes: readonly TokenScope[] = ["read", "write"];

/** A token as people see it: never the token itself. Times are epoch ms. */
export type ApiToken = {
  id: string;
  name: string;
  /** The last signs of the token, by which its owner knows it again. */
  lastFour: string;
  scope: TokenScope;
  createdBy: number;
  createdAt: number;
  lastUsedAt: number | null;
};

export const TOKEN_NAME_LENGTH = 60;
/** So many live ones a business may have. */
export const MAX_TOKENS = 20;
/** A use is noted no more often than that. */
export const USED_MS = 5 * 60_000;
export const TOKEN_BYTES = 32;

/** A new token out of 32 random bytes. */
export function tokenText(bytes: Uint8Array): string {
  return `fd_${Buffer.from(bytes).toString("base64url")}`;
}

export function isTokenScope(text: string): text is TokenScope {
  return text === "read" || text === "write";
}

/** The name of a token in one line, or null when nothing is left of it. */
export function cleanTokenName(text: string): string | null {
  const name = text.replaceAll(/\s+/g, " ").trim().slice(0, TOKEN_NAME_LENGTH).trim();
  return name === "" ? null : name;
}
