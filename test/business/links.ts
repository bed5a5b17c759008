import { saveAccount } from "../../src/business/account-service.ts";
import type { Account, AccountProvider, AccountSecret } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import { issueToken } from "../../src/business/hook-token-service.ts";
import type { HookToken, Narrowing } from "../../src/business/hook-token.ts";
import type { Database } from "../../src/db/client.ts";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { fresh, freshText, keyring, NOW } from "./tenants.ts";

type Own = { provider?: AccountProvider; label?: string; secret?: AccountSecret };

export async function linkedAccount(
  db: Database,
  business: Business,
  own: Own = {},
): Promise<Account> {
  const {
    provider = "phonet",
    label = "demo.phonet.com.ua",
    secret = { apiKey: "k-123456" },
  } = own;
  return saveAccount(db, business.id, {
    provider,
    label,
    secret,
    timezone: "Etc/UTC",
    keyring,
    nonce: fresh(12),
    now: NOW,
  });
}

/** A token of the account, with its text and hash. */
export async function giveToken(
  db: Database,
  account: Account,
  narrowing: Partial<Narrowing> = {},
): Promise<{ token: HookToken; text: string; hash: string }> {
  const text = freshText(24);
  const token = await issueToken(db, account.businessId, {
    accountId: account.id,
    provider: account.provider,
    token: text,
    keyring,
    nonce: fresh(12),
    now: NOW,
    ...narrowing,
  });
  return { token, text, hash: sha256Hex(text) };
}
