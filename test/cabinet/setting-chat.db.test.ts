import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { markUnreachable } from "../../src/business/chat-fate-service.ts";
import { changeChat, chatOf, subscribe, unsubscribe } from "../../src/business/chat-service.ts";
import type { Chat } from "../../src/business/chat.ts";
import { digestAt } from "../../src/business/digest-service.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  HOUR,
  NOW,
  twoBusinesses,
} from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const OWNER = 11;
const OPERATOR = 33;
const BOT = 1;
const GROUP = -1001;
const EVIL = `Зала "><script>alert(1)</script>`;
const AT = "/dashboard/settings/chats";

let ours: Business;
let theirs: Business;
let cabinet: Cabinet;
let owner: Browser;
let chat: Chat;

eachOnFreshDatabase();
beforeEach(async () => {
  ({ ours, theirs } = await twoBusinesses(database()));
  await addMember(database(), ours, { id: OPERATOR, role: "operator", by: OWNER });
  chat = await group(ours, EVIL);
  cabinet = await openCabinet(database());
  owner = await entered(OWNER);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});

function group(business: Business, title: string): Promise<Chat> {
  const place = { botId: BOT, telegramId: GROUP, threadId: null };
  return subscribe(database(), business.id, { ...place, type: "supergroup", title, now: NOW });
}

async function entered(personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  await browser.enter(await linkFor(database(), { businessId: ours.id, personId }));
  return browser;
}

/** What the form of a page was made from. */
async function stampsOf(path: string): Promise<string[]> {
  const { status, text } = await owner.get(path);
  expect(status).toBe(200);
  return [...text.matchAll(/name="stamp" value="(\w+)"/g)].map(([, stamp = ""]) => stamp);
}

async function stampOf(path: string, place = 0): Promise<string> {
  return (await stampsOf(path))[place] ?? "";
}

function kept(): Promise<Chat | null> {
  return chatOf(database(), ours.id, chat.id);
}

const all = {
  messages: ["ring", "answered", "missed"],
  direction: "all",
  clients: "",
  from: "",
  to: "",
  style: "two",
  language: "",
};

describe("the chats with cards", () => {
  test("are listed in words, with the cure of one that the bot cannot reach; a hostile title stays text", async () => {
    const patch = { filter: { missedOnly: true, quiet: { from: "22:00", to: "08:00" } } };
    await changeChat(database(), ours.id, { chatId: chat.id, patch });
    cabinet.time.now = NOW + 9 * HOUR;
    expect((await owner.get(AT)).text).toContain("зараз без звуку");
    const lost = { chatId: chat.id, reason: "kicked", now: NOW };
    await markUnreachable(database(), ours.id, lost);
    const { status, text } = await owner.get(AT);
    expect(status).toBe(200);
    expect(text).toContain("Лише пропущені вхідні");
    expect(text).toContain("без звуку 22:00–08:00");
    expect(text).toContain("недоступний");
    expect(text).toContain("/notify");
    expect(text).toContain("&lt;script>alert(1)");
    expect(text).not.toContain("<script>alert");
  });

  test("are for administrators, and those of another business are unknown", async () => {
    const operator = await entered(OPERATOR);
    const foreign = await group(theirs, "Чужа");
    for (const path of [AT, `${AT}/${chat.id}`, `${AT}/${chat.id}/stop`]) {
      expect((await operator.get(path)).status).toBe(403);
      expect((await owner.get(path)).status).toBe(200);
    }
    for (const id of [foreign.id, "7", "digest"])
      for (const path of [`${AT}/${id}`, `${AT}/${id}/stop`])
        expect((await owner.get(path)).status).toBe(404);
    expect((await owner.post(`${AT}/${foreign.id}/stop`)).status).toBe(404);
    expect((await owner.post(`${AT}/${foreign.id}`, all)).status).toBe(404);
    expect(await chatOf(database(), theirs.id, foreign.id)).toEqual(foreign);
  });

  test("get nothing any more after a page that asks once more; a second press says so", async () => {
    const asked = await owner.get(`${AT}/${chat.id}/stop`);
    expect(asked.text).toContain("Вимкнути картки в «Зала");
    expect((await kept())?.subscribed).toBe(true);
    const gone = await owner.post(`${AT}/${chat.id}/stop`);
    expect(gone.headers.get("location")).toBe(`${AT}?done=stopped`);
    expect((await kept())?.subscribed).toBe(false);
    const again = await owner.post(`${AT}/${chat.id}/stop`);
    expect(again.status).toBe(409);
    expect(again.text).toContain("вже не приходять");
  });
});

describe("what comes into a chat", () => {
  test("is changed together, as /notify would, and stands in the form again", async () => {
    const path = `${AT}/${chat.id}`;
    const form = {
      stamp: await stampOf(path),
      messages: ["answered", "missed"],
      direction: "in",
      lines: ["+380440000001"],
      exts: ["101", "102"],
      clients: "067 111 22 33,\n+380 50 444 55 66",
      from: "22",
      to: "8:00",
      style: "one",
      language: "en",
      loud: "on",
      masked: "on",
      remind: "on",
      deals: "on",
    };
    const saved = await owner.post(path, form);
    expect(saved.headers.get("location")).toBe(`${path}?done=saved`);
    const change = { style: "one", language: "en", buttons: false, masked: true } as const;
    expect(await kept()).toMatchObject({
      ...change,
      remind: true,
      deals: true,
      filter: {
        messages: ["answered", "missed"],
        directions: ["in"],
        lines: ["+380440000001"],
        exts: ["101", "102"],
        clients: ["+380504445566", "+380671112233"],
        quiet: { from: "22:00", to: "08:00" },
        loudOutsideHours: true,
      },
    });
    const { text } = await owner.get(path);
    expect(text).toMatch(/name="exts" value="102" checked/);
    const back = { ...all, stamp: await stampOf(path), missedOnly: "on" };
    await owner.post(path, back);
    expect(await kept()).toMatchObject({ filter: { missedOnly: true }, language: null });
    expect((await kept())?.filter).toEqual({ missedOnly: true });
  });

  test("names each mistake at its field, keeps what was typed, and changes nothing", async () => {
    const path = `${AT}/${chat.id}`;
    const stamp = await stampOf(path);
    const typed = { ...all, stamp, messages: [], from: "22:00", clients: `067 <b>${EVIL}` };
    const { status, text } = await owner.post(path, typed);
    expect(status).toBe(422);
    expect(text).toContain("Щось має залишитися");
    expect(text).toContain('id="f-from-wrong"');
    expect(text).toContain('id="f-clients-wrong"');
    expect(text).toContain("067 &lt;b>Зала");
    expect(text).not.toContain("<script>alert");
    expect(await kept()).toEqual(chat);
    const many = Array.from({ length: 51 }, (_, at) => `+38067000${1000 + at}`).join("\n");
    expect((await owner.post(path, { ...all, stamp, clients: many })).text).toContain("50 номерів");
    for (const forged of [{ style: "loud" }, { language: "de" }, { lines: ["' or 1=1"] }])
      expect((await owner.post(path, { ...all, stamp, ...forged })).status).toBe(400);
    expect(await kept()).toEqual(chat);
  });

  test("that somebody else changed, or turned off meanwhile, is not overwritten", async () => {
    const path = `${AT}/${chat.id}`;
    const stamp = await stampOf(path);
    await changeChat(database(), ours.id, { chatId: chat.id, patch: { style: "final" } });
    const late = await owner.post(path, { ...all, stamp, clients: "067 111 22 33" });
    expect(late.status).toBe(409);
    expect(late.text).toContain("067 111 22 33</textarea>");
    expect(await kept()).toMatchObject({ style: "final", filter: {} });
    await unsubscribe(database(), ours.id, { chatId: chat.id, now: NOW });
    expect((await owner.post(path, { ...all, stamp })).status).toBe(409);
    expect((await owner.get(path)).status).toBe(404);
    expect(await kept()).toMatchObject({ style: "final", subscribed: false });
  });
});

describe("the daily message", () => {
  const own = { botId: BOT, telegramId: OWNER, threadId: null };

  test("comes to one's own chat at a time, and stops", async () => {
    const on = { stamp: await stampOf(AT), on: "on", at: "8.30", closed: "on" };
    expect((await owner.post(`${AT}/digest`, on)).headers.get("location")).toBe(`${AT}?done=saved`);
    const digest = await digestAt(database(), ours.id, own);
    expect(digest).toMatchObject({ at: "08:30", closedDays: true });
    const late = await owner.post(`${AT}/digest`, { ...on, at: "10:00" });
    expect(late.status).toBe(409);
    const bad = { ...on, stamp: await stampOf(AT), at: `зранку ${EVIL}` };
    const refused = await owner.post(`${AT}/digest`, bad);
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("Це не схоже на час");
    expect(refused.text).not.toContain("<script>alert");
    await owner.post(`${AT}/digest`, { stamp: await stampOf(AT), at: "08:30" });
    expect(await digestAt(database(), ours.id, own)).toBeNull();
  });

  test("comes into a group in the group's language", async () => {
    const path = `${AT}/${chat.id}`;
    await changeChat(database(), ours.id, { chatId: chat.id, patch: { language: "en" } });
    const on = { stamp: await stampOf(path, 1), on: "on", at: "19:00" };
    await owner.post(`${path}/digest`, on);
    const place = { botId: BOT, telegramId: GROUP, threadId: null };
    const digest = await digestAt(database(), ours.id, place);
    expect(digest).toMatchObject({ at: "19:00", closedDays: false, language: "en" });
    expect(await digestAt(database(), ours.id, own)).toBeNull();
  });
});
