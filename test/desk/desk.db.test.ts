import { beforeEach, describe, expect, test } from "vitest";
import { noteCheck, tick } from "../../src/business/account-service.ts";
import type { Account } from "../../src/business/account.ts";
import type { Business } from "../../src/business/business.ts";
import { markUnreachable } from "../../src/business/chat-fate-service.ts";
import { subscribe, unsubscribe } from "../../src/business/chat-service.ts";
import { revokeToken } from "../../src/business/hook-token-service.ts";
import type { HookToken } from "../../src/business/hook-token.ts";
import { saveEmployees, saveLines } from "../../src/business/line-service.ts";
import type { Database } from "../../src/db/client.ts";
import { calls, inbox } from "../../src/db/schema/calls.ts";
import { heardEvents, lastHooks } from "../../src/desk/hook-store.ts";
import { health } from "../../src/desk/health-service.ts";
import { scopes } from "../../src/desk/scope-service.ts";
import { setup } from "../../src/desk/setup-service.ts";
import { giveToken, linkedAccount } from "../business/links.ts";
import { database, eachOnFreshDatabase, NOW, twoBusinesses } from "../business/tenants.ts";

const NOVOFON = { provider: "novofon", label: "appid_1", secret: { secret: "s-123456" } } as const;

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
let account: Account;
let token: HookToken;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
  account = await linkedAccount(db, ours, NOVOFON);
  ({ token } = await giveToken(db, account, { ext: "100" }));
});

test("what an address may be narrowed to: the business's extensions, its named lines and what its calls came in by or rang at", async () => {
  await saveEmployees(db, ours.id, [{ ext: "100", name: "Олена" }]);
  await saveLines(db, ours.id, [{ number: "+380440000002", name: "Поділ" }]);
  const lines = ["+380440000002", "+380440000001", "+380440000001", null];
  for (const [key, line] of lines.entries())
    await call(ours, String(key), line, ["100", "102", "menu"]);
  await call(theirs, "1", "+380440000009", ["109"]);
  expect(await scopes(db, ours.id)).toEqual({
    extensions: [
      { ext: "100", name: "Олена" },
      { ext: "102", name: "" },
    ],
    lines: [
      { number: "+380440000002", name: "Поділ" },
      { number: "+380440000001", name: "" },
    ],
  });
});

describe("health", () => {
  test("shows the last ten hooks of each token, newest first, with our answer", async () => {
    for (let n = 1; n <= 12; n += 1) await hook(token, { name: `E${n}`, at: NOW + n });
    await hook(token, {
      name: "NOTIFY_END",
      at: NOW + 20,
      status: 401,
      verdict: "refused",
      reason: "bad_signature",
    });
    const [shown] = (await health(db, ours.id)).tokens;
    expect(shown).toMatchObject({
      id: token.id,
      accountId: account.id,
      provider: "novofon",
      label: "appid_1",
      line: null,
      ext: "100",
      lastAt: NOW + 20,
    });
    expect(shown?.hooks[0]).toEqual({
      at: NOW + 20,
      name: "NOTIFY_END",
      status: 401,
      verdict: "refused",
      reason: "bad_signature",
    });
    expect(shown?.hooks.map(({ name }) => name)).toEqual([
      "NOTIFY_END",
      "E12",
      "E11",
      "E10",
      "E9",
      "E8",
      "E7",
      "E6",
      "E5",
      "E4",
    ]);
  });

  test("keeps tokens apart, one without hooks included", async () => {
    const second = (await giveToken(db, account)).token;
    await hook(second, { name: "NOTIFY_START" });
    const { tokens } = await health(db, ours.id);
    expect(tokens.map(({ id, hooks }) => [id, hooks.length])).toEqual(
      expect.arrayContaining([
        [token.id, 0],
        [second.id, 1],
      ]),
    );
    expect(tokens.find(({ id }) => id === token.id)?.lastAt).toBeNull();
  });

  test("shows accounts with their last check and chats that Telegram refuses", async () => {
    await noteCheck(db, ours.id, { accountId: account.id, error: "key", now: NOW + 5 });
    const lost = await subscribe(db, ours.id, {
      botId: 1,
      telegramId: -5,
      threadId: null,
      type: "group",
      title: "Зала",
      now: NOW,
    });
    await subscribe(db, ours.id, {
      botId: 1,
      telegramId: -6,
      threadId: null,
      type: "group",
      title: "Інша",
      now: NOW,
    });
    await markUnreachable(db, ours.id, { chatId: lost.id, reason: "kicked", now: NOW + 7 });
    expect(await health(db, ours.id)).toMatchObject({
      accounts: [
        {
          id: account.id,
          provider: "novofon",
          label: "appid_1",
          checkedAt: NOW + 5,
          checkError: "key",
        },
      ],
      unreachable: [{ id: lost.id, title: "Зала", at: NOW + 7, reason: "kicked" }],
    });
    await unsubscribe(db, ours.id, { chatId: lost.id, now: NOW + 8 });
    expect((await health(db, ours.id)).unreachable).toEqual([]);
  });

  test("forgets a revoked token, and shows another business nothing", async () => {
    await hook(token, { name: "NOTIFY_START" });
    expect(await health(db, theirs.id)).toEqual({
      accounts: [],
      tokens: [],
      unreachable: [],
      salonBot: null,
      whatsapp: null,
    });
    await revokeToken(db, ours.id, { tokenId: token.id, now: NOW });
    expect((await health(db, ours.id)).tokens).toEqual([]);
  });

  test("never holds a secret", async () => {
    expect(JSON.stringify(await health(db, ours.id))).not.toMatch(/v1\./);
  });
});

describe("the set-up checklist", () => {
  test("is derived from hooks, employees and chats", async () => {
    const [fresh] = await setup(db, ours.id);
    expect(fresh).toMatchObject({ accountId: account.id, provider: "novofon", label: "appid_1" });
    expect(done(fresh)).toEqual([
      "address_known",
      "extension_known",
      "cabinet_opened",
      "api_page_opened",
      "api_key_enabled",
      "key_copied",
    ]);
    await hook(token, {
      name: "NOTIFY_END",
      at: NOW + 9,
      events: [{ kind: "ended", recorded: true }],
    });
    await subscribe(db, ours.id, {
      botId: 1,
      telegramId: -5,
      threadId: null,
      type: "group",
      title: "Зала",
      now: NOW,
    });
    const [whole] = await setup(db, ours.id);
    expect(whole?.lines.every((line) => line.done)).toBe(true);
    expect(whole?.done).toBe(11);
    expect(whole?.missing).toEqual([
      "NOTIFY_OUT_END",
      "NOTIFY_RECORD",
      "NOTIFY_START",
      "NOTIFY_OUT_START",
      "NOTIFY_INTERNAL",
      "NOTIFY_ANSWER",
    ]);
  });

  test("counts what was accepted alone", async () => {
    await hook(token, {
      name: "NOTIFY_END",
      status: 401,
      verdict: "refused",
      reason: "bad_signature",
    });
    await hook(token, { name: "NOTIFY_END", verdict: "ignored", reason: "other_line" });
    const [line] = await setup(db, ours.id);
    expect(done(line)).not.toContain("test_call");
    expect(done(line)).not.toContain("support_confirmed");
  });

  test("takes a person's tick", async () => {
    await tick(db, ours.id, { accountId: account.id, item: "letter_sent", now: NOW + 3 });
    const [shown] = await setup(db, ours.id);
    expect(shown?.lines.find(({ item }) => item === "letter_sent")).toEqual({
      item: "letter_sent",
      done: true,
      how: "ticked",
      at: NOW + 3,
      tickable: true,
    });
  });

  test("is one for each account, and mixes neither accounts nor businesses", async () => {
    const phonet = await linkedAccount(db, ours);
    const phonetToken = (await giveToken(db, phonet)).token;
    await hook(phonetToken, { name: "call.hangup", events: [{ kind: "hung_up" }] });
    const foreign = await linkedAccount(db, theirs, NOVOFON);
    await hook((await giveToken(db, foreign)).token, { name: "NOTIFY_END" });
    await saveEmployees(db, theirs.id, [{ ext: "1", name: "" }]);
    const both = await setup(db, ours.id);
    expect(both.map(({ provider }) => provider).toSorted()).toEqual(["novofon", "phonet"]);
    expect(done(both.find(({ provider }) => provider === "novofon"))).not.toContain("test_call");
    expect(done(both.find(({ provider }) => provider === "phonet"))).toEqual([
      "key_checked",
      "address_known",
      "address_pasted",
      "test_call",
    ]);
  });
});

test("hooks and events of one business are not read for another", async () => {
  await hook(token, { name: "NOTIFY_END" });
  const foreign = (await giveToken(db, await linkedAccount(db, theirs, NOVOFON))).token;
  await hook(foreign, { name: "NOTIFY_START" });
  expect([...(await lastHooks(db, ours.id, 10)).keys()]).toEqual([token.id]);
  expect(await heardEvents(db, ours.id)).toMatchObject([
    { accountId: account.id, name: "NOTIFY_END" },
  ]);
});

type Seen = {
  name: string;
  at?: number;
  status?: number;
  verdict?: string;
  reason?: string | null;
  events?: object[];
};

async function hook(to: HookToken, seen: Seen): Promise<void> {
  const { name, at = NOW, status = 200, verdict = "accepted", reason = null, events = [] } = seen;
  await db.insert(inbox).values({
    businessId: to.businessId,
    tokenId: to.id,
    provider: to.provider,
    name,
    method: "POST",
    raw: Buffer.from("{}"),
    status,
    verdict,
    reason,
    events,
    receivedAt: new Date(at),
  });
}

function done(setupOfOne: { lines: { item: string; done: boolean }[] } | undefined): string[] {
  return (setupOfOne?.lines ?? []).flatMap((line) => (line.done ? [line.item] : []));
}

async function call(
  business: Business,
  key: string,
  line: string | null,
  path: string[] = [],
): Promise<void> {
  await db.insert(calls).values({
    businessId: business.id,
    provider: "novofon",
    key,
    state: { path },
    direction: "in",
    line,
    startedAt: new Date(NOW),
  });
}
