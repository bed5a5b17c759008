import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import {
  apiTokensOf,
  createApiToken,
  isLiveToken,
  revokeApiToken,
  tokenOf,
} from "../../src/business/api-token-service.ts";
import { MAX_TOKENS } from "../../src/business/api-token.ts";
import { database, eachOnFreshDatabase, fresh, HOUR, NOW, twoBusinesses } from "./tenants.ts";

eachOnFreshDatabase();

const made = {
  name: " CRM \n bridge ",
  scope: "read",
  personId: 11,
  random: fresh,
  now: NOW,
} as const;

test("a token opens its business alone, is kept by its hash, and ends when it is revoked", async () => {
  const db = database();
  const { ours, theirs } = await twoBusinesses(db);
  const created = await createApiToken(db, ours.id, made);
  if (created.kind !== "created") throw new Error(created.kind);
  const { token, row } = created;
  expect(token).toMatch(/^fd_[\w-]{43}$/);
  expect(row).toMatchObject({ name: "CRM bridge", lastFour: token.slice(-4), lastUsedAt: null });
  const [stored] = await db.execute<{ row: string }>(sql`select t::text as row from api_tokens t`);
  expect(stored?.row).not.toContain(token);

  expect(await tokenOf(db, token, NOW)).toMatchObject({
    tokenId: row.id,
    scope: "read",
    business: { id: ours.id },
  });
  expect(await tokenOf(db, `${token}x`, NOW)).toBeNull();
  await tokenOf(db, token, NOW + 60_000);
  expect(await apiTokensOf(db, ours.id)).toMatchObject([{ lastUsedAt: NOW }]);
  await tokenOf(db, token, NOW + HOUR);
  expect(await apiTokensOf(db, ours.id)).toMatchObject([{ lastUsedAt: NOW + HOUR }]);
  expect(await apiTokensOf(db, theirs.id)).toEqual([]);

  const gone = { tokenId: row.id, now: NOW };
  expect(await revokeApiToken(db, theirs.id, gone)).toBe(false);
  expect(await isLiveToken(db, ours.id, row.id)).toBe(true);
  expect(await revokeApiToken(db, ours.id, gone)).toBe(true);
  expect(await tokenOf(db, token, NOW)).toBeNull();
  expect(await isLiveToken(db, ours.id, row.id)).toBe(false);
});

test("a business has so many tokens at once and no nameless one", async () => {
  const db = database();
  const { ours } = await twoBusinesses(db);
  expect(await createApiToken(db, ours.id, { ...made, name: " \n" })).toEqual({ kind: "no_name" });
  const kinds = await Promise.all(
    Array.from({ length: MAX_TOKENS + 2 }, () => createApiToken(db, ours.id, made)),
  );
  expect(kinds.filter(({ kind }) => kind === "too_many")).toHaveLength(2);
});
