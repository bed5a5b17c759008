import { asc, isNull } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { accounts } from "../db/schema/business.ts";
import type { Novofon, NovofonCheck } from "../gateways/novofon.ts";
import { toPhonetDomain, type Phonet, type PhonetCheck } from "../gateways/phonet.ts";
import { accountSecret, accountsOf, noteCheck, saveAccount } from "../business/account-service.ts";
import {
  hasKey,
  type Account,
  type AccountProvider,
  type AccountSecret,
} from "../business/account.ts";
import { businessOf } from "../business/business-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { isWhole, type HookToken, type Narrowing } from "../business/hook-token.ts";
import { saveEmployees } from "../business/line-service.ts";
import type { Extension } from "../business/line.ts";
import { AppError } from "../lib/app-error.ts";
import { addressOf, issueAddress, type AddressDeps } from "./address-service.ts";

export type LinkDeps = AddressDeps & { phonet: Phonet; novofon: Novofon };

/** `address` holds the secret: it is shown to an admin and never logged. */
export type Link = { account: Account; token: HookToken; address: string; employees: Extension[] };
export type LinkRefusal = "key" | "domain" | "access" | "limited" | "unreachable";
export type Linked = { linked: Link } | { refused: LinkRefusal };

export type Rechecked = { ok: true } | { refused: LinkRefusal };
type Wanted = { scope?: Narrowing | null };

/** Checks the key with Phonet, then keeps the account, its employees and a hook token; with a scope one for these calls alone. */
export async function linkPhonet(
  deps: LinkDeps,
  businessId: string,
  key: { domain: string; apiKey: string } & Wanted,
): Promise<Linked> {
  const domain = toPhonetDomain(key.domain);
  const apiKey = toKey(key.apiKey);
  if (!domain) return { refused: "domain" };
  if (!apiKey) return { refused: "key" };
  const checked = await deps.phonet.check({ domain, apiKey });
  if (!("ok" in checked)) return refusalOf(checked);
  // Phonet writes epochs, so that the zone of its cabinet touches nothing.
  const linked = await save(deps, businessId, {
    provider: "phonet",
    label: domain,
    secret: { apiKey },
    timezone: "Etc/UTC",
    employees: checked.users,
    scope: key.scope ?? null,
  });
  return { linked };
}

/** Checks key and secret with Novofon, then keeps the account with its cabinet's zone, its extensions and a hook token. */
export async function linkNovofon(
  deps: LinkDeps,
  businessId: string,
  value: { key: string; secret: string } & Wanted,
): Promise<Linked> {
  const key = toKey(value.key);
  const secret = toKey(value.secret);
  if (!key || !secret || key.includes(":")) return { refused: "key" };
  const checked = await deps.novofon.check({ key, secret });
  if (!("ok" in checked)) return refusalOf(checked);
  const employees = checked.extensions.map((ext) => ({ ext, name: "" }));
  const linked = await save(deps, businessId, {
    provider: "novofon",
    label: key,
    secret: { secret },
    timezone: checked.timezone,
    employees,
    scope: value.scope ?? null,
  });
  return { linked };
}

/** Links a cabinet of Novofon 2.0, which has no key, by one of its numbers (E.164); without a zone its clock is taken for the business's. */
export async function linkNovofon2(
  deps: LinkDeps,
  businessId: string,
  { number, timezone }: { number: string; timezone: string | null },
): Promise<Link> {
  return save(deps, businessId, {
    provider: "novofon",
    label: number,
    secret: { secret: "" },
    timezone,
    employees: [],
    scope: null,
  });
}

/**
 * Asks the provider again whether an account's key still opens, and notes the answer for `/health`; null for no such
 * account. A provider that is away or asks to wait says nothing of the key: the last verdict stays.
 */
export async function recheckAccount(
  deps: LinkDeps,
  businessId: string,
  accountId: string,
): Promise<Rechecked | null> {
  const account = (await accountsOf(deps.db, businessId)).find(({ id }) => id === accountId);
  if (!account) return null;
  if (!hasKey(account)) return { ok: true };
  const checked = await ask(deps, account);
  const outcome = "ok" in checked ? ({ ok: true } as const) : refusalOf(checked);
  const error = "refused" in outcome ? outcome.refused : null;
  if (error === "limited" || error === "unreachable") return outcome;
  // Novofon tells an offset, not a zone: after a clock change the cabinet's is another.
  const timezone = "timezone" in checked ? checked.timezone : null;
  await noteCheck(deps.db, businessId, { accountId, error, timezone, now: deps.clock.now() });
  return outcome;
}

/** Checks the key of every live account of every business, one after another; what fails for one stops none of the rest. */
export async function recheckAll(
  deps: LinkDeps,
): Promise<
  { businessId: string; accountId: string; outcome: Rechecked | null | { failed: unknown } }[]
> {
  const linked = await deps.db
    .select({ businessId: accounts.businessId, accountId: accounts.id })
    .from(accounts)
    .where(isNull(accounts.removedAt))
    .orderBy(asc(accounts.createdAt), asc(accounts.id));
  const done = [];
  for (const { businessId, accountId } of linked) {
    const outcome = await recheckAccount(deps, businessId, accountId).catch((failed: unknown) => ({
      failed,
    }));
    done.push({ businessId, accountId, outcome });
  }
  return done;
}

async function ask(deps: LinkDeps, account: Account): Promise<PhonetCheck | NovofonCheck> {
  const secret = accountSecret(account, deps.keyring);
  if ("apiKey" in secret) return deps.phonet.check({ domain: account.label, ...secret });
  return deps.novofon.check({ key: account.label, ...secret });
}

function refusalOf(checked: Exclude<PhonetCheck | NovofonCheck, { ok: true }>): {
  refused: LinkRefusal;
} {
  if ("refused" in checked) return checked;
  return { refused: "limited" in checked ? "limited" : "unreachable" };
}

type Checked = {
  provider: AccountProvider;
  label: string;
  secret: AccountSecret;
  timezone: string | null;
  employees: Extension[];
  scope: Narrowing | null;
};

async function save(deps: LinkDeps, businessId: string, checked: Checked): Promise<Link> {
  const { employees, timezone, scope, ...fields } = checked;
  const now = deps.clock.now();
  return deps.db.transaction(async (tx) => {
    const business = await businessOf(tx, businessId);
    if (!business) throw new AppError("business.not_found", "not_found");
    // The account's row stays locked till the commit, so that two links at once share one token.
    const account = await saveAccount(tx, businessId, {
      ...fields,
      timezone: timezone ?? business.timezone,
      keyring: deps.keyring,
      nonce: deps.random(12),
      now,
    });
    await saveEmployees(tx, businessId, employees);
    const token = await tokenOf(deps, tx, { account, scope });
    return { account, token, address: addressOf(deps, token), employees };
  });
}

/** A second link keeps the address; one for other calls than before adds an address. */
async function tokenOf(
  deps: LinkDeps,
  tx: Tx,
  { account, scope }: { account: Account; scope: Narrowing | null },
): Promise<HookToken> {
  const own = (await tokensOf(tx, account.businessId)).filter(
    (token) => token.accountId === account.id,
  );
  const kept = scope === null ? (own.find(isWhole) ?? own[0]) : undefined;
  return kept ?? (await issueAddress(deps, tx, { account, scope })).token;
}

/** A pasted key without the blanks around it; null for what no key can be. */
function toKey(text: string): string | null {
  const key = text.trim();
  return /^[\x21-\x7e]{4,256}$/.test(key) ? key : null;
}
