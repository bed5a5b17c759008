import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  accountSecret,
  accountsOf,
  noteCheck,
  removeAccount,
  saveAccount,
  tick,
} from "../../src/business/account-service.ts";
import type { Account } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import { tokensOf } from "../../src/business/hook-token-service.ts";
import type { Database } from "../../src/db/client.ts";
import { keyIdOf, parseKeyring } from "../../src/lib/secret-box.ts";
import { giveToken, linkedAccount } from "./links.ts";
import {
  database,
  eachOnFreshDatabase,
  fresh,
  HOUR,
  keyring,
  NOW,
  twoBusinesses,
} from "./tenants.ts";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

describe("an account", () => {
  test("keeps its secret sealed", async () => {
    const account = await linkedAccount(db, ours, { secret: { apiKey: "canary-api-key" } });
    expect(keyIdOf(account.secret)).toBe(keyring.sealing.id);
    expect(accountSecret(account, keyring)).toEqual({ apiKey: "canary-api-key" });
    const [row] = await db.execute<{ dump: string }>(
      sql`select row_to_json(accounts)::text as dump from accounts`,
    );
    expect(row?.dump).not.toContain("canary");
  });

  test("is opened by no other key", async () => {
    const account = await linkedAccount(db, ours);
    const other = parseKeyring(Buffer.alloc(32, 9).toString("base64"));
    expect(() => accountSecret(account, other)).toThrow("secrets.unknown_key");
  });

  test("linked again takes the new secret and zone, and keeps its checklist", async () => {
    const account = await linkedAccount(db, ours, {
      provider: "novofon",
      label: "appid_1",
      secret: { secret: "one" },
    });
    await tick(db, ours.id, { accountId: account.id, item: "letter_sent", now: NOW });
    await noteCheck(db, ours.id, { accountId: account.id, error: "key", now: NOW + 1 });
    const again = await saveAccount(db, ours.id, {
      provider: "novofon",
      label: "appid_1",
      secret: { secret: "two" },
      timezone: "Etc/GMT-3",
      keyring,
      nonce: fresh(12),
      now: NOW + HOUR,
    });
    expect(again).toMatchObject({
      id: account.id,
      timezone: "Etc/GMT-3",
      checkedAt: NOW + HOUR,
      checkError: null,
      createdAt: NOW,
      checklist: { letter_sent: "2026-11-21T12:00:00.000Z" },
    });
    expect(accountSecret(again, keyring)).toEqual({ secret: "two" });
    expect(await accountsOf(db, ours.id)).toEqual([again]);
  });

  test("of the same provider is another row in another business", async () => {
    const first = await linkedAccount(db, ours);
    const second = await linkedAccount(db, theirs);
    expect(first.id).not.toBe(second.id);
    expect(await accountsOf(db, ours.id)).toEqual([first]);
    expect(await accountsOf(db, theirs.id)).toEqual([second]);
  });

  test("is touched by its business alone", async () => {
    const account = await linkedAccount(db, ours);
    await noteCheck(db, theirs.id, { accountId: account.id, error: "key", now: NOW });
    expect(
      await tick(db, theirs.id, { accountId: account.id, item: "letter_sent", now: NOW }),
    ).toBeNull();
    expect(await removeAccount(db, theirs.id, { accountId: account.id, now: NOW })).toBe(false);
    expect(await accountsOf(db, ours.id)).toEqual([account]);
  });
});

describe("a removed account", () => {
  test("forgets its secret and stops its tokens, and those of no other", async () => {
    const account = await linkedAccount(db, ours);
    const other = await linkedAccount(db, ours, {
      provider: "novofon",
      label: "appid_1",
      secret: { secret: "s" },
    });
    await giveToken(db, account);
    const { token } = await giveToken(db, other);
    expect(await removeAccount(db, ours.id, { accountId: account.id, now: NOW + 1 })).toBe(true);
    expect(await removeAccount(db, ours.id, { accountId: account.id, now: NOW + 2 })).toBe(false);
    expect(await accountsOf(db, ours.id)).toEqual([other]);
    expect(await tokensOf(db, ours.id)).toEqual([token]);
    const [row] = await db.execute<{ secret: string }>(
      sql`select secret from accounts where id = ${account.id}`,
    );
    expect(row?.secret).toBe("");
  });

  test("linked again is the same account", async () => {
    const account = await linkedAccount(db, ours);
    await removeAccount(db, ours.id, { accountId: account.id, now: NOW + 1 });
    expect((await linkedAccount(db, ours)).id).toBe(account.id);
    expect(await accountsOf(db, ours.id)).toHaveLength(1);
  });
});

describe("ticks of the checklist", () => {
  let account: Account;
  beforeEach(async () => {
    account = await linkedAccount(db, ours);
  });

  test("are set and taken away one by one", async () => {
    await tick(db, ours.id, { accountId: account.id, item: "letter_sent", now: NOW });
    await tick(db, ours.id, { accountId: account.id, item: "test_call", now: NOW + HOUR });
    const both = { letter_sent: "2026-11-21T12:00:00.000Z", test_call: "2026-11-21T13:00:00.000Z" };
    expect(await accountsOf(db, ours.id)).toMatchObject([{ checklist: both }]);
    const left = await tick(db, ours.id, {
      accountId: account.id,
      item: "letter_sent",
      now: NOW,
      done: false,
    });
    expect(left?.checklist).toEqual({ test_call: both.test_call });
  });

  test("set at once are all kept", async () => {
    const items = ["letter_sent", "test_call", "recording_enabled", "support_confirmed"];
    await Promise.all(
      items.map((item) => tick(db, ours.id, { accountId: account.id, item, now: NOW })),
    );
    const [kept] = await accountsOf(db, ours.id);
    expect(Object.keys(kept?.checklist ?? {}).toSorted()).toEqual(items.toSorted());
  });

  test.each(["", "Letter", "a'b", "x".repeat(41)])("of an item %j are refused", async (item) => {
    await expect(
      tick(db, ours.id, { accountId: account.id, item, now: NOW }),
    ).rejects.toMatchObject({ code: "accounts.unknown_item" });
  });
});
