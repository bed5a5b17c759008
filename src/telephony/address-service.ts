import { accountsOf } from "../business/account-service.ts";
import type { Account, AccountProvider } from "../business/account.ts";
import {
  issueToken,
  narrowToken,
  revokeToken,
  tokenFor,
  tokensOf,
  tokenText,
  watchToken,
} from "../business/hook-token-service.ts";
import { sameScope, type HookToken, type Narrowing } from "../business/hook-token.ts";
import type { Database, Tx } from "../db/client.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { doors } from "./dialects.ts";

export type AddressDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  /** So many random bytes. */
  random: (count: number) => Uint8Array;
  /** Base of printed hook addresses; null prints the path alone. */
  publicUrl: string | null;
};

/** Where the provider posts; with `publicUrl` null only the path. The address is a secret. */
export function hookAddress(
  publicUrl: string | null,
  provider: AccountProvider | "flat",
  token: string,
): string {
  return `${(publicUrl ?? "").replace(/\/+$/, "")}${doors[provider].path}/${token}`;
}

/** The address of a token that was issued before. */
export function addressOf(
  deps: Pick<AddressDeps, "keyring" | "publicUrl">,
  token: HookToken,
): string {
  return hookAddress(deps.publicUrl, token.provider, tokenText(token, deps.keyring));
}

/** Where other systems post calls that are over, with the token of an address of Novofon's. */
export function flatAddressOf(
  deps: Pick<AddressDeps, "keyring" | "publicUrl">,
  token: HookToken,
): string {
  return hookAddress(deps.publicUrl, "flat", tokenText(token, deps.keyring));
}

/** The account's address for these calls, a new one where it has none; null for no such account. */
export async function addAddress(
  deps: AddressDeps,
  businessId: string,
  { accountId, scope }: { accountId: string; scope: Narrowing },
): Promise<{ token: HookToken; fresh: boolean } | null> {
  const account = (await accountsOf(deps.db, businessId)).find(({ id }) => id === accountId);
  return account ? issueAddress(deps, deps.db, { account, scope }) : null;
}

/** Narrows an address to these calls, or opens it; `taken` is what another address of the account is for. */
export async function narrowAddress(
  { db }: Pick<AddressDeps, "db">,
  businessId: string,
  { tokenId, scope }: { tokenId: string; scope: Narrowing },
): Promise<"narrowed" | "taken" | "gone"> {
  const tokens = await tokensOf(db, businessId);
  const token = tokens.find(({ id }) => id === tokenId);
  const rival = tokens.find(
    (one) => one.id !== tokenId && one.accountId === token?.accountId && sameScope(one, scope),
  );
  if (token && rival) return "taken";
  return (await narrowToken(db, businessId, { tokenId, ...scope })) ? "narrowed" : "gone";
}

/** Another address for the same calls: the old one answers 404 from now on, and whoever waited for its first event waits for the new one's. Null when it does so already. */
export async function renewAddress(
  deps: AddressDeps,
  businessId: string,
  tokenId: string,
): Promise<HookToken | null> {
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const old = (await tokensOf(tx, businessId)).find(({ id }) => id === tokenId);
    if (!old || !(await revokeToken(tx, businessId, { tokenId, now }))) return null;
    const token = await issueToken(tx, businessId, issued(deps, old));
    await watchToken(tx, businessId, { tokenId: token.id, watch: old.watch });
    return { ...token, watch: old.watch };
  });
}

/** Takes an address away, but never an account's last one. */
export async function dropAddress(
  { db, clock }: Pick<AddressDeps, "db" | "clock">,
  businessId: string,
  tokenId: string,
): Promise<"dropped" | "last" | "gone"> {
  const tokens = await tokensOf(db, businessId);
  const token = tokens.find(({ id }) => id === tokenId);
  if (!token) return "gone";
  if (tokens.filter(({ accountId }) => accountId === token.accountId).length < 2) return "last";
  const dropped = await revokeToken(db, businessId, { tokenId, now: clock.now() });
  return dropped ? "dropped" : "gone";
}

/** The address of an account at hand for these calls, inside the caller's transaction; without a scope for all of them. */
export async function issueAddress(
  deps: AddressDeps,
  tx: Tx,
  { account, scope }: { account: Account; scope: Narrowing | null },
): Promise<{ token: HookToken; fresh: boolean }> {
  const { id: accountId, businessId, provider } = account;
  const { line, ext } = scope ?? { line: null, ext: null };
  return tokenFor(tx, businessId, issued(deps, { accountId, provider, line, ext }));
}

function issued(
  { random, keyring, clock }: AddressDeps,
  { accountId, provider, line, ext }: Pick<HookToken, "accountId" | "provider"> & Narrowing,
) {
  return {
    accountId,
    provider,
    token: Buffer.from(random(24)).toString("base64url"),
    keyring,
    nonce: random(12),
    line,
    ext,
    now: clock.now(),
  };
}
