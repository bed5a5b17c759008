import type { Database, Tx } from "../db/client.ts";
import type { Novofon, NovofonCheck } from "../gateways/novofon.ts";
import { toPhonetDomain, type Phonet, type PhonetCheck } from "../gateways/phonet.ts";
import { accountSecret, accountsOf, noteCheck, saveAccount } from "../business/account-service.ts";
import type { Account, AccountProvider, AccountSecret } from "../business/account.ts";
import { businessOf } from "../business/business-service.ts";
import { issueToken, tokensOf, tokenText } from "../business/hook-token-service.ts";
import type { HookToken } from "../business/hook-token.ts";
import { saveEmployees } from "../business/line-service.ts";
import type { Extension } from "../business/line.ts";
import { AppError } from "../lib/app-error.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";

export type LinkDeps = {
  db: Database;
  clock: Clock;
  keyring: Keyring;
  phonet: Phonet;
  novofon: Novofon;
  /** So many random bytes. */
  random: (count: number) => Uint8Array;
  /** Base of printed hook addresses; null prints the path alone. */
  publicUrl: string | null;
};

/** `address` holds the secret: it is shown to an admin and never logged. */
export type Link = { account: Account; token: HookToken; address: string; employees: Extension[] };
export type LinkRefusal = "key" | "domain" | "access" | "limited" | "unreachable";
export type Linked = { linked: Link } | { refused: LinkRefusal };

/** Checks the key with Phonet, then keeps the account, its employees and a hook token. */
export async function linkPhonet(
  deps: LinkDeps,
  businessId: string,
  key: { domain: string; apiKey: string },
): Promise<Linked> {
  const domain = toPhonetDomain(key.domain);
  const apiKey = toKey(key.apiKey);
  if (!domain) return { refused: "domain" };
  if (!apiKey) return { refused: "key" };
  const checked = await deps.phonet.check({ domain, apiKey });
  if (!("ok" in checked)) return refusalOf(checked);
  // Phonet writes epochs, so that the zone of its cabinet touches nothing.
  return save(deps, businessId, {
    provider: "phonet",
    label: domain,
    secret: { apiKey },
    timezone: "Etc/UTC",
    employees: checked.users,
  });
}

/** Checks key and secret with Novofon, then keeps the account with its cabinet's zone, its extensions and a hook token. */
export async function linkNovofon(
  deps: LinkDeps,
  businessId: string,
  value: { key: string; secret: string },
): Promise<Linked> {
  const key = toKey(value.key);
  const secret = toKey(value.secret);
  if (!key || !secret || key.includes(":")) return { refused: "key" };
  const checked = await deps.novofon.check({ key, secret });
  if (!("ok" in checked)) return refusalOf(checked);
  const employees = checked.extensions.map((ext) => ({ ext, name: "" }));
  return save(deps, businessId, {
    provider: "novofon",
    label: key,
    secret: { secret },
    timezone: checked.timezone,
    employees,
  });
}

/** Asks the provider again whether an account's key still opens, and notes the answer for `/health`; null for no such account. */
export async function recheckAccount(
  deps: LinkDeps,
  businessId: string,
  accountId: string,
): Promise<{ ok: true } | { refused: LinkRefusal } | null> {
  const account = (await accountsOf(deps.db, businessId)).find(({ id }) => id === accountId);
  if (!account) return null;
  const checked = await ask(deps, account);
  const outcome = "ok" in checked ? ({ ok: true } as const) : refusalOf(checked);
  const error = "refused" in outcome ? outcome.refused : null;
  // Novofon tells an offset, not a zone: after a clock change the cabinet's is another.
  const timezone = "timezone" in checked ? checked.timezone : null;
  await noteCheck(deps.db, businessId, { accountId, error, timezone, now: deps.clock.now() });
  return outcome;
}

/** Where the provider posts; with `publicUrl` null only the path. The address is a secret. */
export function hookAddress(
  publicUrl: string | null,
  provider: AccountProvider,
  token: string,
): string {
  return `${(publicUrl ?? "").replace(/\/+$/, "")}/api/webhooks/${provider}/${token}`;
}

/** The address of a token that was issued before. */
export function addressOf(deps: Pick<LinkDeps, "keyring" | "publicUrl">, token: HookToken): string {
  return hookAddress(deps.publicUrl, token.provider, tokenText(token, deps.keyring));
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
};

async function save(deps: LinkDeps, businessId: string, checked: Checked): Promise<Linked> {
  const { employees, timezone, ...fields } = checked;
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
    const token = (await keptToken(tx, account)) ?? (await newToken(deps, tx, account));
    return { linked: { account, token, address: addressOf(deps, token), employees } };
  });
}

async function keptToken(tx: Tx, account: Account): Promise<HookToken | undefined> {
  return (await tokensOf(tx, account.businessId)).find((token) => token.accountId === account.id);
}

async function newToken(deps: LinkDeps, tx: Tx, account: Account): Promise<HookToken> {
  const token = Buffer.from(deps.random(24)).toString("base64url");
  return issueToken(tx, account.businessId, {
    accountId: account.id,
    provider: account.provider,
    token,
    keyring: deps.keyring,
    nonce: deps.random(12),
    now: deps.clock.now(),
  });
}

/** A pasted key without the blanks around it; null for what no key can be. */
function toKey(text: string): string | null {
  const key = text.trim();
  return /^[\x21-\x7e]{4,256}$/.test(key) ? key : null;
}
