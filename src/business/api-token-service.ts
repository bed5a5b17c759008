import { and, desc, eq, isNull, lt, or } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { apiTokens, businesses } from "../db/schema/business.ts";
import { AppError } from "../lib/app-error.ts";
import { sha256Hex } from "../lib/hmac.ts";
import {
  cleanTokenName,
  isTokenScope,
  MAX_TOKENS,
  TOKEN_BYTES,
  tokenText,
  USED_MS,
  type ApiToken,
  type TokenScope,
} from "./api-token.ts";
import { toBusiness } from "./business-service.ts";
import type { Business } from "./business.ts";

/** Who asks with a token. */
export type TokenHolder = Pick<ApiToken, "name" | "scope" | "createdBy"> & {
  tokenId: string;
  business: Business;
};

type Created = { kind: "created"; token: string; row: ApiToken } | { kind: "too_many" | "no_name" };

/** Makes a token; its text is given here and never again. `personId` is the member who made it. */
export async function createApiToken(
  db: Tx,
  businessId: string,
  value: {
    name: string;
    scope: TokenScope;
    personId: number;
    random: (bytes: number) => Uint8Array;
    now: number;
  },
): Promise<Created> {
  const name = cleanTokenName(value.name);
  if (name === null) return { kind: "no_name" };
  const token = tokenText(value.random(TOKEN_BYTES));
  return db.transaction(async (tx) => {
    // Of two at once the second counts the first.
    await tx
      .select({ id: businesses.id })
      .from(businesses)
      .where(eq(businesses.id, businessId))
      .for("update");
    const live = await tx.$count(apiTokens, ofBusiness(businessId));
    if (live >= MAX_TOKENS) return { kind: "too_many" };
    const [row] = await tx
      .insert(apiTokens)
      .values({
        businessId,
        name,
        tokenHash: sha256Hex(token),
        lastFour: token.slice(-4),
        scope: value.scope,
        createdBy: value.personId,
        createdAt: new Date(value.now),
      })
      .returning();
    if (!row) throw new AppError("api_tokens.not_created", "conflict");
    return { kind: "created", token, row: toToken(row) };
  });
}

/** Live tokens, the newest first. */
export async function apiTokensOf(tx: Tx, businessId: string): Promise<ApiToken[]> {
  const rows = await tx
    .select()
    .from(apiTokens)
    .where(ofBusiness(businessId))
    .orderBy(desc(apiTokens.createdAt), desc(apiTokens.id));
  return rows.map(toToken);
}

/** From now on nobody gets in with it; false when it is not a live token of this business. */
export async function revokeApiToken(
  tx: Tx,
  businessId: string,
  value: { tokenId: string; now: number },
): Promise<boolean> {
  const changed = await tx
    .update(apiTokens)
    .set({ revokedAt: new Date(value.now) })
    .where(and(ofBusiness(businessId), eq(apiTokens.id, value.tokenId)))
    .returning({ id: apiTokens.id });
  return changed.length > 0;
}

/** Whose token it is, null for nobody's; the use is noted. A token outlives the membership of who made it. */
export async function tokenOf(db: Tx, token: string, now: number): Promise<TokenHolder | null> {
  const tokenHash = sha256Hex(token);
  const [row] = await db
    .select({ token: apiTokens, business: businesses })
    .from(apiTokens)
    .innerJoin(businesses, eq(businesses.id, apiTokens.businessId))
    .where(and(eq(apiTokens.tokenHash, tokenHash), isNull(apiTokens.revokedAt)));
  if (!row) return null;
  const { id, name, scope, createdBy, lastUsedAt } = toToken(row.token);
  if (lastUsedAt === null || lastUsedAt < now - USED_MS) await noteUse(db, tokenHash, now);
  return { tokenId: id, name, scope, createdBy, business: toBusiness(row.business) };
}

/** Whether a token still lets in: for who has been in since before. */
export async function isLiveToken(tx: Tx, businessId: string, tokenId: string): Promise<boolean> {
  const found = await tx.$count(apiTokens, and(ofBusiness(businessId), eq(apiTokens.id, tokenId)));
  return found > 0;
}

async function noteUse(db: Tx, tokenHash: string, now: number): Promise<void> {
  await db
    .update(apiTokens)
    .set({ lastUsedAt: new Date(now) })
    .where(
      and(
        eq(apiTokens.tokenHash, tokenHash),
        or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, new Date(now - USED_MS))),
      ),
    );
}

function ofBusiness(businessId: string): ReturnType<typeof and> {
  return and(eq(apiTokens.businessId, businessId), isNull(apiTokens.revokedAt));
}

function toToken(row: typeof apiTokens.$inferSelect): ApiToken {
  const { id, name, lastFour, scope, createdBy, createdAt, lastUsedAt } = row;
  if (!isTokenScope(scope)) throw new AppError("api_tokens.damaged", "conflict");
  return {
    id,
    name,
    lastFour,
    scope,
    createdBy,
    createdAt: createdAt.getTime(),
    lastUsedAt: lastUsedAt?.getTime() ?? null,
  };
}
