import type { AccountProvider } from "./account.ts";
import type { Country } from "../lib/phone.ts";

/** The message that waits for a token's first event and is edited when it comes; `since` is an ISO time. */
export type Watch = { chatId: number; messageId: number; language: string; since: string };

/** What a token is narrowed to: a line (E.164), an extension, or neither. */
export type Narrowing = { line: string | null; ext: string | null };

/** A live secret part of a hook address. `token` is sealed; `createdAt` is epoch milliseconds. */
export type HookToken = Narrowing & {
  id: string;
  businessId: string;
  accountId: string;
  provider: AccountProvider;
  /** The account's domain or key. */
  label: string;
  token: string;
  watch: Watch | null;
  createdAt: number;
};

/** Everything that judging a hook needs to know of its token. */
export type TokenView = Narrowing & {
  id: string;
  businessId: string;
  provider: AccountProvider;
  accountId: string;
  label: string;
  country: Country;
  /** IANA zone of the provider's cabinet. */
  zone: string;
  /** Novofon's sealed account secret, opened by `hookSecret`; null for providers that do not sign. */
  secret: string | null;
  /** What other live tokens of the same provider account own, in any business. */
  others: Narrowing[];
  watch: Watch | null;
};

export function isWhole({ line, ext }: Narrowing): boolean {
  return line === null && ext === null;
}

export function sameScope(one: Narrowing, other: Narrowing): boolean {
  return one.line === other.line && one.ext === other.ext;
}
