import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { accounts, hookTokens } from "../db/schema/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { open, seal, type Keyring } from "../lib/secret-box.ts";
import {
  isAccountProvider,
  type Account,
  type AccountProvider,
  type AccountSecret,
} from "./account.ts";

type Linked = {
  provider: AccountProvider;
  label: string;
  secret: AccountSecret;
  timezone: string;
  keyring: Keyring;
  nonce: Uint8Array;
  now: number;
};

const secretShape = z.union([z.object({ apiKey: z.string() }), z.object({ secret: z.string() })]);
const ITEM = /^[a-z_]{1,40}$/;

/** Links an account whose key was just checked; a second link of the same account replaces its secret and keeps its checklist. */
export async function saveAccount(tx: Tx, businessId: string, value: Linked): Promise<Account> {
  const { provider, label, timezone, now } = value;
  const secret = seal(value.keyring, JSON.stringify(value.secret), value.nonce);
  const at = new Date(now);
  const checked = { secret, timezone, checkedAt: at, checkError: null, removedAt: null };
  const [row] = await tx
    .insert(accounts)
    .values({ businessId, provider, label, createdAt: at, ...checked })
    .onConflictDoUpdate({
      target: [accounts.businessId, accounts.provider, accounts.label],
      set: checked,
    })
    .returning();
  if (!row) throw new AppError("accounts.not_saved", "conflict");
  return toAccount(row);
}

/** Linked accounts of a business, oldest first. */
export async function accountsOf(tx: Tx, businessId: string): Promise<Account[]> {
  const rows = await tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.businessId, businessId), isNull(accounts.removedAt)))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
  return rows.map(toAccount);
}

/** The account's secret in clear; throws the secret box's errors. */
export function accountSecret(account: Pick<Account, "secret">, keyring: Keyring): AccountSecret {
  return secretShape.parse(JSON.parse(open(keyring, account.secret)));
}

/** Notes how a later check of the key ended: null is well, else a code; a given zone of the cabinet replaces the old one. */
export async function noteCheck(
  tx: Tx,
  businessId: string,
  value: { accountId: string; error: string | null; timezone?: string | null; now: number },
): Promise<void> {
  const zone = value.timezone ? { timezone: value.timezone } : {};
  await tx
    .update(accounts)
    .set({ checkedAt: new Date(value.now), checkError: value.error, ...zone })
    .where(linked(businessId, value.accountId));
}

/** Every linked account of every business, oldest first. */
export async function allAccounts(db: Database): Promise<Account[]> {
  const rows = await db
    .select()
    .from(accounts)
    .where(isNull(accounts.removedAt))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
  return rows.map(toAccount);
}

/** Notes how far an account's statistics were compared; without `until` it stays, and the code says what is in the way. */
export async function noteReconcile(
  tx: Tx,
  businessId: string,
  value: { accountId: string; until: number | null; error: string | null },
): Promise<void> {
  const until = value.until === null ? {} : { reconciledUntil: new Date(value.until) };
  await tx
    .update(accounts)
    .set({ reconcileError: value.error, ...until })
    .where(linked(businessId, value.accountId));
}

/** Ticks an item of the set-up checklist, or takes the tick away with `done: false`; null when there is no such account. */
export async function tick(
  tx: Tx,
  businessId: string,
  value: { accountId: string; item: string; now: number; done?: boolean },
): Promise<Account | null> {
  const { item, now, done = true } = value;
  if (!ITEM.test(item)) throw new AppError("accounts.unknown_item", "invalid");
  const ticked = JSON.stringify({ [item]: new Date(now).toISOString() });
  const checklist = done
    ? sql`${accounts.checklist} || ${ticked}::text::jsonb`
    : sql`${accounts.checklist} - ${item}::text`;
  const [row] = await tx
    .update(accounts)
    .set({ checklist })
    .where(linked(businessId, value.accountId))
    .returning();
  return row ? toAccount(row) : null;
}

/** Unlinks an account: its tokens stop at once and its secret is forgotten. False when it was not linked. */
export async function removeAccount(
  db: Database,
  businessId: string,
  value: { accountId: string; now: number },
): Promise<boolean> {
  const at = new Date(value.now);
  return db.transaction(async (tx) => {
    const removed = await tx
      .update(accounts)
      .set({ removedAt: at, secret: "", reconciledUntil: null, reconcileError: null })
      .where(linked(businessId, value.accountId))
      .returning({ id: accounts.id });
    await tx
      .update(hookTokens)
      .set({ revokedAt: at, watch: null })
      .where(
        and(
          eq(hookTokens.businessId, businessId),
          eq(hookTokens.accountId, value.accountId),
          isNull(hookTokens.revokedAt),
        ),
      );
    return removed.length > 0;
  });
}

function linked(businessId: string, accountId: string): ReturnType<typeof and> {
  return and(
    eq(accounts.businessId, businessId),
    eq(accounts.id, accountId),
    isNull(accounts.removedAt),
  );
}

function toAccount(row: typeof accounts.$inferSelect): Account {
  const {
    id,
    businessId,
    provider,
    label,
    secret,
    timezone,
    checkedAt,
    checkError,
    checklist,
    reconciledUntil,
    reconcileError,
    createdAt,
  } = row;
  if (!isAccountProvider(provider)) throw new AppError("accounts.damaged", "conflict");
  return {
    id,
    businessId,
    provider,
    label,
    secret,
    timezone,
    checkedAt: checkedAt?.getTime() ?? null,
    checkError,
    checklist,
    reconciledUntil: reconciledUntil?.getTime() ?? null,
    reconcileError,
    createdAt: createdAt.getTime(),
  };
}
