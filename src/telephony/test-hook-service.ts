import { and, eq, isNull } from "drizzle-orm";
import { isAccountProvider } from "../business/account.ts";
import { tokenText } from "../business/hook-token-service.ts";
import type { Database } from "../db/client.ts";
import { hookTokens } from "../db/schema/business.ts";
import type { Fetcher } from "../gateways/http.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { doors } from "./dialects.ts";

type Deps = {
  db: Database;
  keyring: Keyring;
  fetcher: Fetcher;
  /** Where the providers reach us. */ base: string;
};

/** Sends a harmless event to a token's own address, by the way that the provider would take. */
export async function sendTestHook(
  { db, keyring, fetcher, base }: Deps,
  tokenId: string,
): Promise<{ status: number } | { unreachable: string }> {
  const [row] = await db
    .select()
    .from(hookTokens)
    .where(and(eq(hookTokens.id, tokenId), isNull(hookTokens.revokedAt)));
  const door = row && isAccountProvider(row.provider) ? doors[row.provider] : null;
  if (!row || !door) return { unreachable: "revoked" };
  const answer = await fetcher.request({
    method: "POST",
    url: `${base}${door.path}/${tokenText({ token: row.token }, keyring)}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(door.test),
    trusted: true,
    deadlineMs: 10_000,
    maxBytes: 64 * 1024,
  });
  return "failed" in answer ? { unreachable: answer.failed } : { status: answer.status };
}
