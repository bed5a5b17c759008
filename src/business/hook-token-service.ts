import { and, asc, eq, isNull, ne, sql, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { accounts, businesses, hookTokens } from "../db/schema/business.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { sha256Hex } from "../lib/hmac.ts";
import { isCountry } from "../lib/phone.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import { accountSecret } from "./account-service.ts";
import { isAccountProvider, type AccountProvider } from "./account.ts";
import {
  sameScope,
  type HookToken,
  type Narrowing,
  type TokenView,
  type Watch,
} from "./hook-token.ts";

type Issued = {
  accountId: string;
  provider: AccountProvider;
  token: string;
  keyring: Keyring;
  nonce: Uint8Array;
  line?: string | null;
  ext?: string | null;
  now: number;
};

/** 128 bits in base64url; ours have 192. */
const TOKEN_LENGTH = 22;
const othersShape = z.array(z.object({ line: z.string().nullable(), ext: z.string().nullable() }));

/** Issues the secret part of a hook address: `token` is the caller's 192 random bits in base64url, kept sealed and by its hash. */
export async function issueToken(tx: Tx, businessId: string, value: Issued): Promise<HookToken> {
  const { accountId, provider, token, now } = value;
  if (token.length < TOKEN_LENGTH) throw new AppError("tokens.weak", "invalid");
  const account = await lockAccount(tx, businessId, value);
  if (!account) throw new AppError("accounts.not_found", "not_found");
  const [row] = await tx
    .insert(hookTokens)
    .values({
      businessId,
      accountId,
      provider,
      tokenHash: sha256Hex(token),
      token: seal(value.keyring, token, value.nonce),
      line: value.line ?? null,
      ext: value.ext ?? null,
      createdAt: new Date(now),
    })
    .returning();
  if (!row) throw new AppError("tokens.not_issued", "conflict");
  return toToken(row, account.label);
}

/** The account's live token for these very calls, or a new one: of two at once both get the same. */
export async function tokenFor(
  tx: Tx,
  businessId: string,
  value: Issued & Narrowing,
): Promise<{ token: HookToken; fresh: boolean }> {
  return tx.transaction(async (inner) => {
    await lockAccount(inner, businessId, value);
    const known = (await tokensOf(inner, businessId)).find(
      (token) => token.accountId === value.accountId && sameScope(token, value),
    );
    if (known) return { token: known, fresh: false };
    return { token: await issueToken(inner, businessId, value), fresh: true };
  });
}

/** Whether another business has linked the same provider account; which one is nobody's business. */
export async function isShared(tx: Tx, businessId: string, accountId: string): Promise<boolean> {
  const other = alias(accounts, "other");
  const rows = await tx
    .select({ one: sql`1` })
    .from(accounts)
    .innerJoin(other, and(eq(other.provider, accounts.provider), eq(other.label, accounts.label)))
    .where(
      and(
        eq(accounts.businessId, businessId),
        eq(accounts.id, accountId),
        isNull(accounts.removedAt),
        ne(other.businessId, businessId),
        isNull(other.removedAt),
      ),
    )
    .limit(1);
  return rows.length > 0;
}

/** The live token with this SHA-256 (hex), with all that judging a hook needs, in one query; null for any other. */
export async function tokenByHash(db: Tx, hash: string): Promise<TokenView | null> {
  const [row] = await db
    .select({
      token: hookTokens,
      account: accounts,
      country: businesses.country,
      others: ownedByOthers(),
    })
    .from(hookTokens)
    .innerJoin(
      accounts,
      and(eq(accounts.id, hookTokens.accountId), eq(accounts.businessId, hookTokens.businessId)),
    )
    .innerJoin(businesses, eq(businesses.id, hookTokens.businessId))
    .where(
      and(eq(hookTokens.tokenHash, hash), isNull(hookTokens.revokedAt), isNull(accounts.removedAt)),
    );
  if (!row) return null;
  const { token, account, country } = row;
  if (!isAccountProvider(token.provider) || !isCountry(country))
    throw new AppError("tokens.damaged", "conflict");
  return {
    id: token.id,
    businessId: token.businessId,
    provider: token.provider,
    accountId: token.accountId,
    label: account.label,
    line: token.line,
    ext: token.ext,
    country,
    zone: account.timezone,
    secret: token.provider === "novofon" ? account.secret : null,
    others: othersShape.parse(row.others),
    watch: token.watch,
  };
}

/** Novofon's secret in clear, or null for a provider that does not sign. */
export function hookSecret(view: Pick<TokenView, "secret">, keyring: Keyring): string | null {
  if (view.secret === null) return null;
  const secret = accountSecret({ secret: view.secret }, keyring);
  return "secret" in secret ? secret.secret : null;
}

/** The secret part of the address in clear, to be shown again to an admin. */
export function tokenText(token: Pick<HookToken, "token">, keyring: Keyring): string {
  return open(keyring, token.token);
}

/** Live tokens of a business, oldest first. */
export async function tokensOf(tx: Tx, businessId: string): Promise<HookToken[]> {
  const rows = await tx
    .select({ token: hookTokens, label: accounts.label })
    .from(hookTokens)
    .innerJoin(
      accounts,
      and(eq(accounts.id, hookTokens.accountId), eq(accounts.businessId, hookTokens.businessId)),
    )
    .where(and(eq(hookTokens.businessId, businessId), isNull(hookTokens.revokedAt)))
    .orderBy(asc(hookTokens.createdAt), asc(hookTokens.id));
  return rows.map(({ token, label }) => toToken(token, label));
}

/** Sets or clears the message that waits for the token's first event. */
export async function watchToken(
  tx: Tx,
  businessId: string,
  value: { tokenId: string; watch: Watch | null },
): Promise<void> {
  await tx.update(hookTokens).set({ watch: value.watch }).where(live(businessId, value.tokenId));
}

/** Takes the waiting message away and returns it: of two hooks at once one gets it, the other null. */
export async function takeWatch(
  tx: Tx,
  businessId: string,
  tokenId: string,
): Promise<Watch | null> {
  return tx.transaction(async (inner) => {
    const [row] = await inner
      .select({ watch: hookTokens.watch })
      .from(hookTokens)
      .where(live(businessId, tokenId))
      .for("update");
    if (!row?.watch) return null;
    await inner.update(hookTokens).set({ watch: null }).where(live(businessId, tokenId));
    return row.watch;
  });
}

/** Narrows a token to a line (E.164) or an extension, or opens it again with both null. */
export async function narrowToken(
  tx: Tx,
  businessId: string,
  value: Narrowing & { tokenId: string },
): Promise<boolean> {
  const { line, ext } = value;
  const changed = await tx
    .update(hookTokens)
    .set({ line, ext })
    .where(live(businessId, value.tokenId))
    .returning({ id: hookTokens.id });
  return changed.length > 0;
}

/** From now on the address answers 404. */
export async function revokeToken(
  tx: Tx,
  businessId: string,
  value: { tokenId: string; now: number },
): Promise<boolean> {
  const changed = await tx
    .update(hookTokens)
    .set({ revokedAt: new Date(value.now), watch: null })
    .where(live(businessId, value.tokenId))
    .returning({ id: hookTokens.id });
  return changed.length > 0;
}

async function lockAccount(
  tx: Tx,
  businessId: string,
  { accountId, provider }: Pick<Issued, "accountId" | "provider">,
): Promise<{ label: string } | undefined> {
  const [account] = await tx
    .select({ label: accounts.label })
    .from(accounts)
    .where(
      and(
        eq(accounts.businessId, businessId),
        eq(accounts.id, accountId),
        eq(accounts.provider, provider),
        isNull(accounts.removedAt),
      ),
    )
    .for("update");
  return account;
}

/** What the other live, narrowed tokens of the same provider account own, whatever business they serve. */
function ownedByOthers(): SQL {
  return sql`(
    select coalesce(json_agg(json_build_object('line', t.line, 'ext', t.ext)), '[]'::json)
    from hook_tokens t join accounts a on a.id = t.account_id and a.business_id = t.business_id
    where a.provider = ${accounts.provider} and a.label = ${accounts.label} and a.removed_at is null
      and t.revoked_at is null and t.id <> ${hookTokens.id} and (t.line is not null or t.ext is not null)
  )`;
}

function live(businessId: string, tokenId: string): ReturnType<typeof and> {
  return and(
    eq(hookTokens.businessId, businessId),
    eq(hookTokens.id, tokenId),
    isNull(hookTokens.revokedAt),
  );
}

function toToken(row: typeof hookTokens.$inferSelect, label: string): HookToken {
  const { id, businessId, accountId, provider, token, line, ext, watch, createdAt } = row;
  if (!isAccountProvider(provider)) throw new AppError("tokens.damaged", "conflict");
  return {
    id,
    businessId,
    accountId,
    provider,
    label,
    token,
    line,
    ext,
    watch,
    createdAt: createdAt.getTime(),
  };
}
