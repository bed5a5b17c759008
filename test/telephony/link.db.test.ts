import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import {
  accountSecret,
  accountsOf,
  removeAccount,
  tick,
} from "../../src/business/account-service.ts";
import type { Business } from "../../src/business/business.ts";
import { tokenByHash, tokensOf } from "../../src/business/hook-token-service.ts";
import { employeesOf } from "../../src/business/line-service.ts";
import type { Database } from "../../src/db/client.ts";
import type { NovofonCheck, NovofonKey } from "../../src/gateways/novofon.ts";
import type { PhonetCheck, PhonetKey } from "../../src/gateways/phonet.ts";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { addressOf, hookAddress } from "../../src/telephony/address-service.ts";
import {
  linkNovofon,
  linkPhonet,
  recheckAccount,
  recheckAll,
  type Link,
  type LinkDeps,
  type Linked,
} from "../../src/telephony/link-service.ts";
import {
  database,
  eachOnFreshDatabase,
  HOUR,
  keyring,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";

const PHONET = { domain: "https://Demo.phonet.com.ua/", apiKey: " canary-api-key " };
const NOVOFON = { key: "appid_1000001", secret: "canary-secret" };
const USERS = [
  { ext: "007", name: "Олена" },
  { ext: "101", name: "Ірина" },
];

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
let answers: { phonet: PhonetCheck; novofon: NovofonCheck };
let asked: (PhonetKey | NovofonKey)[];
let now: number;
let deps: LinkDeps;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
  answers = {
    phonet: { ok: true, users: USERS },
    novofon: { ok: true, timezone: "Etc/GMT-3", extensions: ["100", "101"] },
  };
  asked = [];
  now = NOW;
  deps = {
    db,
    clock: { now: () => now },
    keyring,
    phonet: { check: async (key) => (asked.push(key), answers.phonet) },
    novofon: { check: async (key) => (asked.push(key), answers.novofon) },
    random: randomBytes,
    publicUrl: "https://desk.example.com/",
  };
});

test("Phonet: the checked key gives an account, the employees and an address that opens", async () => {
  const { account, token, address, employees } = linked(await linkPhonet(deps, ours.id, PHONET));
  expect(asked).toEqual([{ domain: "demo.phonet.com.ua", apiKey: "canary-api-key" }]);
  expect(account).toMatchObject({
    provider: "phonet",
    label: "demo.phonet.com.ua",
    checkedAt: NOW,
    checkError: null,
  });
  expect(accountSecret(account, keyring)).toEqual({ apiKey: "canary-api-key" });
  expect(employees).toEqual(USERS);
  expect(await employeesOf(db, ours.id)).toEqual(USERS);
  const secretPart =
    /^https:\/\/desk\.example\.com\/api\/webhooks\/phonet\/([\w-]{32})$/.exec(address)?.[1] ?? "";
  expect(await tokenByHash(db, sha256Hex(secretPart))).toMatchObject({
    id: token.id,
    businessId: ours.id,
    line: null,
    ext: null,
  });
  expect(addressOf(deps, token)).toBe(address);
});

test("Novofon: the cabinet's zone is kept, and the secret to check signatures with", async () => {
  const { account, address } = linked(await linkNovofon(deps, ours.id, NOVOFON));
  expect(account).toMatchObject({
    provider: "novofon",
    label: "appid_1000001",
    timezone: "Etc/GMT-3",
  });
  expect(accountSecret(account, keyring)).toEqual({ secret: "canary-secret" });
  expect(address).toContain("/api/webhooks/novofon/");
  expect(await employeesOf(db, ours.id)).toEqual([
    { ext: "100", name: "" },
    { ext: "101", name: "" },
  ]);
});

test("Novofon without a zone in its answer takes the business's", async () => {
  answers.novofon = { ok: true, timezone: null, extensions: [] };
  expect(linked(await linkNovofon(deps, ours.id, NOVOFON)).account.timezone).toBe("Europe/Kyiv");
});

test("no key, secret or address stands in the database in clear", async () => {
  const first = linked(await linkPhonet(deps, ours.id, PHONET));
  const second = linked(await linkNovofon(deps, ours.id, NOVOFON));
  const tables = await db.execute<{ name: string }>(
    sql`select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  for (const { name } of tables) {
    const rows = await db.execute(
      sql`select to_jsonb(t)::text as row from ${sql.identifier(name)} t`,
    );
    const dump = JSON.stringify(rows);
    for (const canary of ["canary", first.address.slice(-32), second.address.slice(-32)])
      expect(dump).not.toContain(canary);
  }
});

describe("a second link of the same account", () => {
  test("takes the new secret and keeps the token, the ticks and the names", async () => {
    const first = linked(await linkNovofon(deps, ours.id, NOVOFON));
    await tick(db, ours.id, { accountId: first.account.id, item: "letter_sent", now });
    now += HOUR;
    const second = linked(await linkNovofon(deps, ours.id, { ...NOVOFON, secret: "new-secret" }));
    expect(second.address).toBe(first.address);
    expect(second.account).toMatchObject({
      id: first.account.id,
      checkedAt: NOW + HOUR,
      checklist: { letter_sent: "2026-11-21T12:00:00.000Z" },
    });
    expect(accountSecret(second.account, keyring)).toEqual({ secret: "new-secret" });
    expect(await tokensOf(db, ours.id)).toHaveLength(1);
  });

  test("by four admins at once makes one account with one token", async () => {
    const links = await Promise.all([1, 2, 3, 4].map(() => linkPhonet(deps, ours.id, PHONET)));
    expect(new Set(links.map((link) => linked(link).address)).size).toBe(1);
    expect(await tokensOf(db, ours.id)).toHaveLength(1);
  });

  test("after it was removed gets another address", async () => {
    const first = linked(await linkPhonet(deps, ours.id, PHONET));
    await removeAccount(db, ours.id, { accountId: first.account.id, now });
    const second = linked(await linkPhonet(deps, ours.id, PHONET));
    expect(second.account.id).toBe(first.account.id);
    expect(second.address).not.toBe(first.address);
  });
});

test("one provider account serves two businesses with a token each", async () => {
  const first = linked(await linkNovofon(deps, ours.id, NOVOFON));
  const second = linked(await linkNovofon(deps, theirs.id, NOVOFON));
  expect(second.address).not.toBe(first.address);
  expect(await accountsOf(db, ours.id)).toEqual([first.account]);
  expect(await tokensOf(db, theirs.id)).toEqual([second.token]);
});

describe("a link that fails leaves nothing behind", () => {
  test.each<[PhonetCheck, string]>([
    [{ refused: "key" }, "key"],
    [{ refused: "domain" }, "domain"],
    [{ refused: "access" }, "access"],
    [{ unreachable: "timeout" }, "unreachable"],
  ])("Phonet answers %j", async (answer, refused) => {
    answers.phonet = answer;
    expect(await linkPhonet(deps, ours.id, PHONET)).toEqual({ refused });
    expect(await accountsOf(db, ours.id)).toEqual([]);
    expect(await employeesOf(db, ours.id)).toEqual([]);
  });

  test.each<[NovofonCheck, string]>([
    [{ refused: "key" }, "key"],
    [{ limited: true, retryAfterS: 20 }, "limited"],
    [{ unreachable: "http_502" }, "unreachable"],
  ])("Novofon answers %j", async (answer, refused) => {
    answers.novofon = answer;
    expect(await linkNovofon(deps, ours.id, NOVOFON)).toEqual({ refused });
    expect(await accountsOf(db, ours.id)).toEqual([]);
  });

  test.each([
    [{ domain: "localhost", apiKey: "k-123456" }, "domain"],
    [{ domain: "demo.phonet.com.ua", apiKey: "" }, "key"],
    [{ domain: "demo.phonet.com.ua", apiKey: "two words" }, "key"],
    [{ domain: "demo.phonet.com.ua", apiKey: "ключ-123" }, "key"],
    [{ domain: "demo.phonet.com.ua", apiKey: "x".repeat(300) }, "key"],
  ])("%j is not even asked", async (key, refused) => {
    expect(await linkPhonet(deps, ours.id, key)).toEqual({ refused });
    expect(asked).toEqual([]);
  });

  test("a key of Novofon with a colon or a line break is not even asked", async () => {
    expect(await linkNovofon(deps, ours.id, { key: "a:b:c", secret: "secret" })).toEqual({
      refused: "key",
    });
    expect(await linkNovofon(deps, ours.id, { key: "appid_1", secret: "se\r\ncret" })).toEqual({
      refused: "key",
    });
    expect(asked).toEqual([]);
  });
});

test("a key checked again tells how it stands, and only its business may ask", async () => {
  const first = linked(await linkPhonet(deps, ours.id, PHONET)).account;
  const second = linked(await linkNovofon(deps, ours.id, NOVOFON)).account;
  answers.phonet = { refused: "key" };
  answers.novofon = { limited: true, retryAfterS: null };
  now += HOUR;
  expect(await recheckAccount(deps, ours.id, first.id)).toEqual({ refused: "key" });
  expect(await recheckAccount(deps, ours.id, second.id)).toEqual({ refused: "limited" });
  expect(asked.slice(2)).toEqual([
    { domain: "demo.phonet.com.ua", apiKey: "canary-api-key" },
    NOVOFON,
  ]);
  expect(
    (await accountsOf(db, ours.id)).map(({ checkedAt, checkError }) => [checkedAt, checkError]),
  ).toEqual(
    expect.arrayContaining([
      [NOW + HOUR, "key"],
      // A provider that asks to wait says nothing of the key.
      [NOW, null],
    ]),
  );
  answers.phonet = { ok: true, users: [] };
  expect(await recheckAccount(deps, ours.id, first.id)).toEqual({ ok: true });
  expect(await recheckAccount(deps, theirs.id, first.id)).toBeNull();
  expect(asked).toHaveLength(5);
});

test("a check after a clock change takes the cabinet's new offset", async () => {
  const { account } = linked(await linkNovofon(deps, ours.id, NOVOFON));
  answers.novofon = { ok: true, timezone: "Etc/GMT-2", extensions: [] };
  await recheckAccount(deps, ours.id, account.id);
  expect(await accountsOf(db, ours.id)).toMatchObject([
    { timezone: "Etc/GMT-2", checkError: null },
  ]);
  answers.novofon = { refused: "key" };
  await recheckAccount(deps, ours.id, account.id);
  expect(await accountsOf(db, ours.id)).toMatchObject([
    { timezone: "Etc/GMT-2", checkError: "key" },
  ]);
});

test("the keys of all businesses are checked one after another, and one that fails stops none of the rest", async () => {
  const first = linked(await linkPhonet(deps, ours.id, PHONET)).account;
  const broken = linked(await linkNovofon(deps, ours.id, NOVOFON)).account;
  const removed = linked(await linkNovofon(deps, theirs.id, { ...NOVOFON, key: "gone" })).account;
  const last = linked(await linkNovofon(deps, theirs.id, NOVOFON)).account;
  await removeAccount(db, theirs.id, { accountId: removed.id, now });
  await db.execute(sql`update accounts set secret = 'damaged' where id = ${broken.id}`);
  answers.phonet = { refused: "key" };
  const done = await recheckAll(deps);
  expect(new Map(done.map(({ accountId, outcome }) => [accountId, outcome]))).toEqual(
    new Map<string, unknown>([
      [first.id, { refused: "key" }],
      [broken.id, { failed: expect.any(Error) }],
      [last.id, { ok: true }],
    ]),
  );
  expect(await accountsOf(db, ours.id)).toContainEqual(
    expect.objectContaining({ id: first.id, checkError: "key" }),
  );
});

describe("a link for one extension or line", () => {
  const EXT = { line: null, ext: "101" };

  test("gives an address for these calls alone, the same when asked for again", async () => {
    const first = linked(await linkNovofon(deps, ours.id, { ...NOVOFON, scope: EXT }));
    expect(first.token).toMatchObject(EXT);
    const again = linked(await linkNovofon(deps, ours.id, { ...NOVOFON, scope: EXT }));
    expect(again.address).toBe(first.address);
    const plain = linked(await linkNovofon(deps, ours.id, NOVOFON));
    expect(plain.address).toBe(first.address);
  });

  test("adds to the address for all calls, which a plain link keeps", async () => {
    const whole = linked(await linkPhonet(deps, ours.id, PHONET));
    const line = { line: "+380440000001", ext: null };
    now += HOUR;
    const narrow = linked(await linkPhonet(deps, ours.id, { ...PHONET, scope: line }));
    expect(narrow.address).not.toBe(whole.address);
    expect(await tokensOf(db, ours.id)).toMatchObject([{ line: null }, line]);
    expect(linked(await linkPhonet(deps, ours.id, PHONET)).address).toBe(whole.address);
  });
});

test("the address without a public one is a path", () => {
  expect(hookAddress(null, "novofon", "abc")).toBe("/api/webhooks/novofon/abc");
  expect(hookAddress("https://x.example//", "phonet", "abc")).toBe(
    "https://x.example/api/webhooks/phonet/abc",
  );
});

function linked(outcome: Linked): Link {
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome.linked;
}
