import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { removeAccount } from "../../src/business/account-service.ts";
import type { Account } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import {
  hookSecret,
  isShared,
  issueToken,
  narrowToken,
  revokeToken,
  takeWatch,
  tokenByHash,
  tokenFor,
  tokensOf,
  tokenText,
  watchToken,
} from "../../src/business/hook-token-service.ts";
import type { Database } from "../../src/db/client.ts";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { giveToken, linkedAccount } from "./links.ts";
import {
  behind,
  database,
  eachOnFreshDatabase,
  fresh,
  freshText,
  keyring,
  NOW,
  twoBusinesses,
} from "./tenants.ts";

const WATCH = { chatId: 11, messageId: 5, language: "uk", since: "2026-11-21T12:00:00.000Z" };
const NOVOFON = {
  provider: "novofon",
  label: "appid_1",
  secret: { secret: "canary-secret" },
} as const;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
let account: Account;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
  account = await linkedAccount(db, ours, NOVOFON);
});

describe("a token", () => {
  test("is found by its hash with all that judging a hook needs", async () => {
    const { token, hash } = await giveToken(db, account);
    const view = await tokenByHash(db, hash);
    expect(view).toEqual({
      id: token.id,
      businessId: ours.id,
      provider: "novofon",
      accountId: account.id,
      label: "appid_1",
      line: null,
      ext: null,
      country: "UA",
      zone: "Etc/UTC",
      secret: account.secret,
      others: [],
      watch: null,
    });
    expect(view && hookSecret(view, keyring)).toBe("canary-secret");
  });

  test("of Phonet has no secret to sign with", async () => {
    const { hash } = await giveToken(db, await linkedAccount(db, ours));
    const view = await tokenByHash(db, hash);
    expect(view).toMatchObject({ provider: "phonet", secret: null });
    expect(view && hookSecret(view, keyring)).toBeNull();
  });

  test("stands nowhere in clear, and can be shown again", async () => {
    const { token, text } = await giveToken(db, account);
    const dump = JSON.stringify(
      await db.execute(sql`select row_to_json(hook_tokens)::text as dump from hook_tokens`),
    );
    expect(dump).not.toContain(text);
    expect(tokenText(token, keyring)).toBe(text);
  });

  test("that nobody issued, was revoked or lost its account is not found", async () => {
    const { token, hash } = await giveToken(db, account);
    const second = await giveToken(db, account);
    expect(await tokenByHash(db, sha256Hex("x"))).toBeNull();
    expect(await tokenByHash(db, "'; drop table hook_tokens")).toBeNull();
    expect(await revokeToken(db, ours.id, { tokenId: token.id, now: NOW })).toBe(true);
    expect(await revokeToken(db, ours.id, { tokenId: token.id, now: NOW })).toBe(false);
    expect(await tokenByHash(db, hash)).toBeNull();
    expect(await tokenByHash(db, second.hash)).not.toBeNull();
    await removeAccount(db, ours.id, { accountId: account.id, now: NOW });
    expect(await tokenByHash(db, second.hash)).toBeNull();
  });

  test("is issued for an account of the own business and provider alone", async () => {
    const issued = {
      accountId: account.id,
      provider: "novofon",
      token: freshText(),
      keyring,
      nonce: fresh(12),
      now: NOW,
    } as const;
    await expect(issueToken(db, theirs.id, issued)).rejects.toMatchObject({
      code: "accounts.not_found",
    });
    await expect(issueToken(db, ours.id, { ...issued, provider: "phonet" })).rejects.toMatchObject({
      code: "accounts.not_found",
    });
    await expect(issueToken(db, ours.id, { ...issued, token: "short" })).rejects.toMatchObject({
      code: "tokens.weak",
    });
  });

  test("is seen, narrowed, watched and revoked by its business alone", async () => {
    const { token } = await giveToken(db, account);
    expect(await tokensOf(db, theirs.id)).toEqual([]);
    expect(
      await narrowToken(db, theirs.id, { tokenId: token.id, line: "+380440000001", ext: null }),
    ).toBe(false);
    expect(await revokeToken(db, theirs.id, { tokenId: token.id, now: NOW })).toBe(false);
    await watchToken(db, theirs.id, { tokenId: token.id, watch: WATCH });
    expect(await tokensOf(db, ours.id)).toEqual([token]);
  });
});

describe("the token for certain calls", () => {
  const EXT = { line: null, ext: "101" };

  test("is made once, by however many at once", async () => {
    const whole = await giveToken(db, account);
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => tokenFor(db, ours.id, { ...wanted(), ...EXT })),
    );
    expect(new Set(made.map(({ token }) => token.id)).size).toBe(1);
    expect(made.filter((one) => one.fresh)).toHaveLength(1);
    expect(await tokensOf(db, ours.id)).toMatchObject([{ id: whole.token.id }, EXT]);
  });

  test("is another after the first was revoked, and of another business never", async () => {
    const { token } = await tokenFor(db, ours.id, { ...wanted(), ...EXT });
    await revokeToken(db, ours.id, { tokenId: token.id, now: NOW });
    expect(await tokenFor(db, ours.id, { ...wanted(), ...EXT })).toMatchObject({ fresh: true });
    await expect(tokenFor(db, theirs.id, { ...wanted(), ...EXT })).rejects.toMatchObject({
      code: "accounts.not_found",
    });
  });
});

test("an account is shared while another business has linked the same one", async () => {
  await linkedAccount(db, theirs, { ...NOVOFON, label: "appid_2" });
  await linkedAccount(db, theirs, { label: "appid_1" });
  expect(await isShared(db, ours.id, account.id)).toBe(false);
  const theirsToo = await linkedAccount(db, theirs, NOVOFON);
  expect(await isShared(db, ours.id, account.id)).toBe(true);
  expect(await isShared(db, theirs.id, theirsToo.id)).toBe(true);
  expect(await isShared(db, theirs.id, account.id)).toBe(false);
  await removeAccount(db, theirs.id, { accountId: theirsToo.id, now: NOW });
  expect(await isShared(db, ours.id, account.id)).toBe(false);
});

describe("what others own", () => {
  test("is what narrowed tokens of the same provider account hold, in any business", async () => {
    const shared = await linkedAccount(db, theirs, NOVOFON);
    const whole = await giveToken(db, account);
    await giveToken(db, account, { ext: "100" });
    await giveToken(db, shared, { line: "+380440000002" });
    await giveToken(db, shared);
    const view = await tokenByHash(db, whole.hash);
    expect(view?.others.toSorted((a, b) => (a.ext ?? "").localeCompare(b.ext ?? ""))).toEqual([
      { line: "+380440000002", ext: null },
      { line: null, ext: "100" },
    ]);
  });

  test("leaves out the token itself, revoked tokens, other accounts and other providers", async () => {
    const own = await giveToken(db, account, { ext: "100" });
    const gone = await giveToken(db, account, { ext: "101" });
    await revokeToken(db, ours.id, { tokenId: gone.token.id, now: NOW });
    await giveToken(db, await linkedAccount(db, theirs, { ...NOVOFON, label: "appid_2" }), {
      ext: "102",
    });
    await giveToken(db, await linkedAccount(db, theirs, { label: "appid_1" }), { ext: "103" });
    const removed = await linkedAccount(db, theirs, NOVOFON);
    await giveToken(db, removed, { ext: "104" });
    await removeAccount(db, theirs.id, { accountId: removed.id, now: NOW });
    expect(await tokenByHash(db, own.hash)).toMatchObject({ ext: "100", others: [] });
  });

  test("follows a token that is narrowed and opened again", async () => {
    const whole = await giveToken(db, account);
    const narrow = await giveToken(db, account);
    await narrowToken(db, ours.id, { tokenId: narrow.token.id, line: null, ext: "007" });
    expect(await tokenByHash(db, whole.hash)).toMatchObject({
      others: [{ line: null, ext: "007" }],
    });
    await narrowToken(db, ours.id, { tokenId: narrow.token.id, line: null, ext: null });
    expect(await tokenByHash(db, whole.hash)).toMatchObject({ others: [] });
  });
});

describe("the message that waits for the first event", () => {
  test("is taken once, whoever comes", async () => {
    const { token, hash } = await giveToken(db, account);
    await watchToken(db, ours.id, { tokenId: token.id, watch: WATCH });
    expect(await tokenByHash(db, hash)).toMatchObject({ watch: WATCH });
    expect(await takeWatch(db, theirs.id, token.id)).toBeNull();
    const taken = await Promise.all([1, 2, 3, 4].map(() => takeWatch(db, ours.id, token.id)));
    expect(taken.filter((watch) => watch !== null)).toEqual([WATCH]);
    expect(await tokenByHash(db, hash)).toMatchObject({ watch: null });
  });

  test("is not taken by a hook that comes while another is taking it", async () => {
    const { token } = await giveToken(db, account);
    await watchToken(db, ours.id, { tokenId: token.id, watch: WATCH });
    const late = await behind(
      db,
      (tx) => takeWatch(tx, ours.id, token.id),
      () => takeWatch(db, ours.id, token.id),
    );
    expect(late).toBeNull();
  });

  test("may be withdrawn", async () => {
    const { token } = await giveToken(db, account);
    await watchToken(db, ours.id, { tokenId: token.id, watch: WATCH });
    await watchToken(db, ours.id, { tokenId: token.id, watch: null });
    expect(await takeWatch(db, ours.id, token.id)).toBeNull();
  });
});

function wanted() {
  return {
    accountId: account.id,
    provider: account.provider,
    token: freshText(),
    keyring,
    nonce: fresh(12),
    now: NOW + 1,
  };
}
