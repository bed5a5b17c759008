import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountsOf, saveAccount } from "../../src/business/account-service.ts";
import { apiTokensOf } from "../../src/business/api-token-service.ts";
import type { Business } from "../../src/business/business.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { tokensOf } from "../../src/business/hook-token-service.ts";
import { invite, join, memberOf, membersOf } from "../../src/business/member-service.ts";
import type { DeskDoors } from "../../src/cabinet/visit.tsx";
import type { PhonetCheck } from "../../src/gateways/phonet.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  keyring,
  makePerson,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const STRANGER = 22;
const OPERATOR = 33;
const ADMIN = 34;
const EVIL = `"><script>alert(1)</script><b x='`;
const AT = "/dashboard/settings";
const PAGES = [AT, `${AT}/accounts`, `${AT}/team`, `${AT}/tokens`];

let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;
let phonet: PhonetCheck;
let tested: string[];

eachOnFreshDatabase();
beforeEach(async () => {
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  await addMember(database(), ours, { id: ADMIN, role: "admin", by: OWNER });
  phonet = { ok: true, users: [{ ext: "101", name: "Олена" }] };
  tested = [];
  cabinet = await openCabinet(database(), { desk });
  owner = await entered(ours, OWNER);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});

/** The very parts that the bot's screens get; only the providers are played. */
function desk(): DeskDoors {
  const common = {
    db: database(),
    clock: { now: () => cabinet.time.now },
    keyring,
    random: (count: number) => new Uint8Array(randomBytes(count)),
    publicUrl: "https://desk.example",
  };
  const played = {
    ...common,
    link: {
      ...common,
      phonet: { check: () => Promise.resolve(phonet) },
      novofon: {
        check: () => Promise.resolve({ ok: true, timezone: "Etc/GMT-3", extensions: ["100"] }),
      },
    },
    sendTestHook: (tokenId: string) => {
      tested.push(tokenId);
      return Promise.resolve({ status: 200 });
    },
  };
  return Object.assign(Object.create(null), played);
}

async function entered(business: Business, personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: business.id, personId }));
  await browser.get("/dashboard/more");
  return browser;
}

async function linked(): Promise<{ accountId: string; tokenId: string }> {
  await owner.post(`${AT}/accounts/phonet`, { domain: "lilea.phonet.com.ua", apiKey: KEY });
  const [account] = await accountsOf(database(), ours.id);
  const [token] = await tokensOf(database(), ours.id);
  return { accountId: account?.id ?? "", tokenId: token?.id ?? "" };
}

const KEY = "very-secret-key-4f2a";

test("the settings are for those who run the business; another one's things are not there", async () => {
  const operator = await entered(ours, OPERATOR);
  const stranger = await entered(theirs, STRANGER);
  const { accountId, tokenId } = await linked();
  for (const page of PAGES) {
    expect([page, (await owner.get(page)).status]).toEqual([page, 200]);
    expect([page, (await operator.get(page)).status]).toEqual([page, 403]);
  }
  const presses: [string, Record<string, string>][] = [
    ["accounts/check", { account: accountId }],
    ["accounts/tick", { account: accountId, item: "address_pasted", done: "yes" }],
    ["accounts/unlink", { account: accountId }],
    ["accounts/renew", { token: tokenId }],
    ["accounts/drop", { token: tokenId }],
    ["accounts/test", { token: tokenId }],
    ["accounts/add", { account: accountId, kind: "ext", value: "7" }],
    ["accounts/narrow", { token: tokenId, kind: "ext", value: "7" }],
    ["team/role", { person: String(OPERATOR), role: "admin", was: "operator" }],
    ["team/remove", { person: String(OPERATOR) }],
    ["team/ext", { person: String(OPERATOR), ext: "7", was: "" }],
    ["tokens/revoke", { token: tokenId }],
  ];
  for (const [press, fields] of presses) {
    expect([press, (await stranger.post(`${AT}/${press}`, fields)).status]).toEqual([press, 404]);
    expect([press, (await operator.post(`${AT}/${press}`, fields)).status]).toEqual([press, 403]);
  }
  expect(await accountsOf(database(), ours.id)).toHaveLength(1);
  expect(await tokensOf(database(), ours.id)).toMatchObject([{ id: tokenId }]);
  expect(tested).toEqual([]);
  const { role } = (await memberOf(database(), ours.id, OPERATOR)) ?? {};
  expect(role).toBe("operator");
});

describe("the telephony", () => {
  test("a key is linked, kept and never told again; the address stands there to be copied", async () => {
    const answer = await owner.post(`${AT}/accounts/phonet`, {
      domain: "lilea.phonet.com.ua",
      apiKey: KEY,
    });
    expect(answer.headers.get("location")).toBe(`${AT}/accounts?done=linked`);
    const { text } = await owner.get(`${AT}/accounts?done=linked`);
    expect(text).toContain("Phonet lilea.phonet.com.ua");
    expect(text).toMatch(/https:\/\/desk\.example\/api\/webhooks\/phonet\/[\w-]{20,}/);
    for (const page of PAGES) expect((await owner.get(page)).text).not.toContain(KEY);
  });

  test("a key that is not taken is asked for again: the domain stays, the key does not", async () => {
    phonet = { refused: "key" };
    const answer = await owner.post(`${AT}/accounts/phonet`, {
      domain: `a${EVIL}.ua`,
      apiKey: KEY,
    });
    expect(answer.status).toBe(422);
    const wrong = await owner.post(`${AT}/accounts/phonet`, {
      domain: "lilea.phonet.com.ua",
      apiKey: KEY,
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="lilea.phonet.com.ua"');
    expect(wrong.text).toContain("Ключ не приймають");
    expect(wrong.text + answer.text).not.toContain(KEY);
    expect(wrong.text + answer.text).not.toContain("<script>alert");
    expect(await accountsOf(database(), ours.id)).toEqual([]);
  });

  test("the guide counts what is done, keeps a tick, and shows a broken key with its cure", async () => {
    const { accountId } = await linked();
    expect((await owner.get(AT)).text).toContain("Зроблено 4 з 8 кроків");
    const ticks = { account: accountId, item: "address_pasted", done: "yes" };
    await owner.post(`${AT}/accounts/tick`, ticks);
    const [account] = await accountsOf(database(), ours.id);
    expect(Object.keys(account?.checklist ?? {})).toEqual(["address_pasted"]);
    expect((await owner.get(AT)).text).toContain("Ви позначили: сьогодні");
    phonet = { refused: "key" };
    const checked = await owner.post(`${AT}/accounts/check`, { account: accountId, back: "setup" });
    expect(checked.headers.get("location")).toBe(AT);
    const broken = await owner.get(AT);
    expect(broken.text).toContain("Ключ не приймають");
    expect(broken.text).toContain("Перевірити ще раз");
    expect((await owner.get(`${AT}/accounts`)).text).toContain("Ключ не діє");
  });

  test("an address is tested, renewed and never the last to be dropped; an account is unlinked", async () => {
    const { accountId, tokenId } = await linked();
    await owner.post(`${AT}/accounts/test`, { token: tokenId });
    expect(tested).toEqual([tokenId]);
    await owner.post(`${AT}/accounts/renew`, { token: tokenId });
    const [token] = await tokensOf(database(), ours.id);
    expect(token?.id).not.toBe(tokenId);
    const dropped = await owner.post(`${AT}/accounts/drop`, { token: token?.id ?? "" });
    expect(dropped.headers.get("location")).toBe(`${AT}/accounts?done=last`);
    const stranger = await entered(theirs, STRANGER);
    await stranger.post(`${AT}/accounts/phonet`, { domain: "lilea.phonet.com.ua", apiKey: KEY });
    expect((await owner.get(`${AT}/accounts`)).text).toContain("ще один бізнес");
    await owner.post(`${AT}/accounts/unlink`, { account: accountId });
    expect(await accountsOf(database(), ours.id)).toEqual([]);
  });

  test("an address is narrowed, and one more is made for some calls; what is neither is told", async () => {
    const { accountId, tokenId } = await linked();
    const narrow = (fields: object) =>
      owner.post(`${AT}/accounts/narrow`, { token: tokenId, ...fields });
    expect((await narrow({ kind: "ext", value: "101" })).status).toBe(303);
    const wrong = await narrow({ kind: "ext", value: EVIL });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("Потрібен внутрішній номер");
    expect(wrong.text).not.toContain("<script>alert");
    const add = (fields: object) =>
      owner.post(`${AT}/accounts/add`, { account: accountId, kind: "line", ...fields });
    expect((await add({ value: "067 000 00 01" })).headers.get("location")).toMatch(/done=added$/);
    expect((await add({ value: "067 000 00 01" })).headers.get("location")).toMatch(/done=exists$/);
    expect((await narrow({ kind: "line", value: "0670000001" })).text).toContain("інша адреса");
    const known = await tokensOf(database(), ours.id);
    expect(new Set(known.map(({ line, ext }) => line ?? ext))).toEqual(
      new Set(["+380670000001", "101"]),
    );
  });

  test("Novofon's letter is ready with the address and the key, and without the secret", async () => {
    await owner.post(`${AT}/accounts/novofon`, { key: "appid_1234", secret: "novofon-secret-77" });
    const { text } = await owner.get(`${AT}/accounts`);
    expect(text).toContain("Лист у підтримку Novofon для номера 100");
    expect(text).toContain("appid_1234");
    expect(text).not.toContain("novofon-secret-77");
    expect(text).toContain("{{notification_name}}");
    const other = await owner.get(`${AT}/accounts?ext=777`);
    expect(other.text).toContain("Лист у підтримку Novofon для номера 777");
    const { status } = await owner.post(`${AT}/accounts/novofon2`, { number: "не номер" });
    expect(status).toBe(422);
  });
});

describe("the team", () => {
  test("an invitation is shown once; only an owner invites admins and changes roles", async () => {
    const { text } = await owner.post(`${AT}/team/invite`, { role: "admin" });
    expect(text).toMatch(/https:\/\/t\.me\/frontdesk_bot\?start=join_[\w-]{20,}/);
    expect((await owner.get(`${AT}/team`)).text).not.toContain("start=join_");
    const admin = await entered(ours, ADMIN);
    expect((await admin.post(`${AT}/team/invite`, { role: "operator" })).status).toBe(200);
    expect((await admin.post(`${AT}/team/invite`, { role: "admin" })).status).toBe(403);
    const rise = { person: String(OPERATOR), role: "admin", was: "operator" };
    expect((await admin.post(`${AT}/team/role`, rise)).status).toBe(403);
    expect((await owner.post(`${AT}/team/role`, rise)).status).toBe(303);
    expect((await memberOf(database(), ours.id, OPERATOR))?.role).toBe("admin");
    const stale = await owner.post(`${AT}/team/role`, { ...rise, role: "owner" });
    expect(stale.status).toBe(422);
    const last = { person: String(OWNER), role: "operator", was: "owner" };
    expect((await owner.post(`${AT}/team/role`, last)).text).toContain("останній власник");
  });

  test("extensions are given and taken over; who is removed is gone", async () => {
    const give = (person: number, ext: string, was: string) =>
      owner.post(`${AT}/team/ext`, { person: String(person), ext, was });
    expect((await give(OPERATOR, "101", "")).status).toBe(303);
    expect((await give(ADMIN, "101", "")).status).toBe(303);
    const members = await membersOf(database(), ours.id);
    expect(members.map(({ personId, ext }) => [personId, ext])).toEqual([
      [OWNER, null],
      [OPERATOR, null],
      [ADMIN, "101"],
    ]);
    expect((await give(ADMIN, "abc", "101")).text).toContain("від 1 до 6 цифр");
    expect((await give(ADMIN, "102", "")).status).toBe(422);
    expect((await owner.post(`${AT}/team/remove`, { person: String(OPERATOR) })).status).toBe(303);
    expect(await memberOf(database(), ours.id, OPERATOR)).toBeNull();
  });
});

describe("the tokens of the API", () => {
  test("one is shown once, told by its end, and revoked", async () => {
    const { text } = await owner.post(`${AT}/tokens`, { name: EVIL, scope: "write" });
    const token = /fd_[\w-]{40,}/.exec(text)?.[0] ?? "none";
    expect(text).not.toContain("<script>alert");
    const list = await owner.get(`${AT}/tokens`);
    expect(list.text).not.toContain(token);
    expect(list.text).toContain(`••••${token.slice(-4)}`);
    expect(list.text).not.toContain("<script>alert");
    const [row] = await apiTokensOf(database(), ours.id);
    await owner.post(`${AT}/tokens/revoke`, { token: row?.id ?? "" });
    expect(await apiTokensOf(database(), ours.id)).toEqual([]);
    expect((await owner.post(`${AT}/tokens`, { name: " ", scope: "read" })).status).toBe(422);
    expect((await owner.post(`${AT}/tokens`, { name: "x", scope: "all" })).status).toBe(400);
  });
});

test("what people wrote is text on every page", async () => {
  await subscribe(database(), ours.id, {
    botId: 1,
    telegramId: -1,
    threadId: null,
    type: "group",
    title: EVIL,
    now: NOW,
  });
  const { code } = await invite(database(), ours.id, {
    role: "operator",
    by: OWNER,
    now: NOW,
    code: "a-code-of-the-test-1234",
  });
  await makePerson(database(), 77, EVIL);
  await join(database(), { code, person: { id: 77, name: EVIL }, now: NOW });
  await saveAccount(database(), ours.id, {
    provider: "novofon",
    label: EVIL,
    secret: { secret: "x" },
    timezone: "UTC",
    keyring,
    nonce: new Uint8Array(12),
    now: NOW,
  });
  for (const page of PAGES) expect((await owner.get(page)).text).not.toContain("<script>alert");
});
