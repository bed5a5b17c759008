import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createBusiness } from "../../src/business/business-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import type { Database } from "../../src/db/client.ts";
import { conversations } from "../../src/db/schema/agent.ts";
import { MAIN_BOT } from "../agent/line.ts";
import { CUSTOMER, openShadow } from "../agent/shadow-case.ts";
import { addMember, makePerson, NOW } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { linkFor, openCabinet, type Browser, type Cabinet } from "./browser.ts";

const EVIL = `<script>alert(1)</script>"'`;
const OPERATOR = 201;

let held: FreshDatabase | undefined;
let salon: Awaited<ReturnType<typeof openShadow>>;
let cabinet: Cabinet;
let owner: Browser;
let operator: Browser;
let index = 0;

beforeAll(async () => {
  held = await freshDatabase();
});
beforeEach(async () => {
  index += 1;
  salon = await openShadow(database(), { index });
  await changeAgent(database(), salon.business.id, { shadow: false });
  await addMember(database(), salon.business, { id: OPERATOR, role: "operator", by: salon.owner });
  cabinet = await openCabinet(database(), {
    botToken: `${MAIN_BOT}:test`,
    now: () => salon.time.now,
  });
  owner = await entered(salon.business.id, salon.owner);
  operator = await entered(salon.business.id, OPERATOR);
});
afterEach(async () => {
  expect(cabinet.failed).toEqual([]);
  await cabinet.close();
});
afterAll(() => held?.close());

function database(): Database {
  if (!held) throw new Error("no database outside a test");
  return held.db;
}

async function entered(businessId: string, personId: number): Promise<Browser> {
  const browser = cabinet.browser();
  const { now } = salon.time;
  await browser.enter(await linkFor(database(), { businessId, personId, now }));
  return browser;
}

const PATH = "/dashboard/conversations/1";
const BOOK = "хочу на чоловічу стрижку до Олени завтра на 15:00";
const heard = (): string | undefined => salon.heard().at(-1);
const asPart = { "hx-request": "true" };

const drafted = async (): Promise<{ id: number; words: string }> => {
  await salon.writes("скільки коштує чоловіча стрижка?");
  const draft = (await salon.drafts()).at(-1);
  if (!draft) throw new Error("nothing is drafted");
  return { id: draft.id, words: draft.text };
};

describe("the dialogues", () => {
  test("stand in a list, those that wait for a person first", async () => {
    await salon.says(1, EVIL);
    await salon.settle(15_000);
    await salon.writes("покличте людину, будь ласка");
    const { status, text } = await operator.get("/dashboard/conversations");
    expect(status).toBe(200);
    expect(text.indexOf("Оксана")).toBeLessThan(text.indexOf("К1"));
    expect(text).toContain("Чекає людину");
    expect(text).not.toContain("<script>alert");
    const today = await operator.get("/dashboard/part/talks");
    expect(today.text).toContain('href="/dashboard/conversations/2#answer"');
    expect((await operator.get("/dashboard/part/waiting")).text).toMatch(/wait-talks[^>]*>1</);
  });

  test("that are over are read page by page", async () => {
    await salon.writes("добрий день");
    const rows = Array.from({ length: 60 }, (_, at) => ({
      businessId: salon.business.id,
      number: at + 2,
      channel: "telegram",
      botId: 1,
      place: String(at),
      profileName: `Клієнт ${at}.`,
      language: "uk",
      state: "goodbye",
      visited: [],
      memory: {},
      openedAt: new Date(NOW),
      lastAt: new Date(NOW - at * 60_000),
      closedAt: new Date(NOW),
    }));
    await database().insert(conversations).values(rows);
    const first = await owner.get("/dashboard/conversations?closed=1");
    expect(first.text).toContain("Клієнт 49.");
    expect(first.text).not.toContain("Клієнт 50.");
    const [, older = ""] = /href="([^"]*before=[^"]*)"/.exec(first.text) ?? [];
    const second = await owner.get(older.replaceAll("&amp;", "&"));
    expect(second.text).toContain("Клієнт 50.");
    expect(second.text).not.toContain("Клієнт 49.");
  });

  test("of another business are unknown, and so is what never was", async () => {
    await salon.writes("добрий день");
    const stranger = await makePerson(database(), 900 + index);
    const { id: _ours, ...like } = salon.business;
    const theirs = await createBusiness(database(), { ...like, owner: stranger, now: NOW });
    const browser = await entered(theirs.id, stranger.id);
    for (const path of [
      PATH,
      `${PATH}/lines`,
      "/dashboard/conversations/0",
      "/dashboard/conversations/x",
    ])
      expect(await browser.get(path)).toMatchObject({ status: 404 });
    for (const verb of ["take", "return", "close", "answer", "draft"])
      expect(await browser.post(`${PATH}/${verb}`, { text: "…" })).toMatchObject({ status: 404 });
    expect((await browser.get("/dashboard/conversations")).text).not.toContain("Оксана");
  });
});

describe("a dialogue", () => {
  test("shows both sides, the buttons, the client and the way it went", async () => {
    await salon.writes(BOOK);
    const { status, text } = await operator.get(PATH);
    expect(status).toBe(200);
    for (const words of [
      BOOK,
      "Агент",
      "надіслано",
      "Оксана",
      "tel:+38067",
      "запис",
      "підтвердження",
    ])
      expect(text).toContain(words);
  });

  test("is taken over from the agent, answered, and given back", async () => {
    await salon.writes("добрий день");
    const took = await operator.post(`${PATH}/take`);
    expect(took.headers.get("location")).toBe(`${PATH}?done=took`);
    expect((await operator.get(`${PATH}?done=took`)).text).toContain("Ви ведете цю розмову.");
    const late = await owner.post(`${PATH}/take`);
    expect([late.status, late.text.includes("Уже відповідає P201")]).toEqual([409, true]);
    const said = await operator.post(`${PATH}/answer`, { text: "Перший рядок\r\nдругий" });
    expect(said.headers.get("location")).toBe(`${PATH}?done=sent`);
    await salon.settle();
    expect(heard()).toBe("Перший рядок\nдругий");
    const again = { text: "ще раз", press: "one-time" };
    const path = `${PATH}/answer`;
    await Promise.all([operator.post(path, again), operator.post(path, again, asPart)]);
    await salon.settle();
    expect(salon.heard().filter((text) => text === "ще раз")).toHaveLength(1);
    expect((await operator.post(path, again, asPart)).headers.get("hx-redirect")).toBe(
      `${PATH}?done=sent`,
    );
    await salon.writes("а скільки коштує стрижка?");
    expect(heard()).toBe("ще раз");
    expect(await operator.post(`${PATH}/return`)).toMatchObject({ status: 303 });
    expect((await salon.conversation(CUSTOMER)).mode).toBe("agent");
    expect((await operator.post(`${PATH}/return`)).status).toBe(409);
  });

  test("keeps an answer that cannot leave, with the reason", async () => {
    await salon.writes("добрий день");
    const { id } = await salon.conversation(CUSTOMER);
    await database().execute(sql`update conversations set unreachable_at = now() where id = ${id}`);
    const page = await operator.post(`${PATH}/answer`, { text: EVIL });
    expect(page.status).toBe(409);
    expect(page.text).toContain("клієнт зупинив бота салону");
    expect(page.text).toContain("&lt;script>alert(1)&lt;/script>");
    const part = await operator.post(`${PATH}/answer`, { text: "я тут" }, asPart);
    expect(part.text).toMatch(/<textarea[^>]*>я тут<\/textarea>/);
    expect((await operator.post(`${PATH}/answer`, { text: "  " })).text).toContain(
      "Напишіть відповідь.",
    );
    const long = await operator.post(`${PATH}/answer`, { text: "а".repeat(4500) }, asPart);
    expect(long.text).toContain("а".repeat(4500));
  });

  test("tells a page that stands open only what has changed", async () => {
    await salon.writes("добрий день");
    const { text } = await operator.get(PATH);
    const had = (name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? "";
    const query = new URLSearchParams({ seen: had("seen"), mark: had("mark"), had: had("had") });
    const lines = () => operator.get(`${PATH}/lines?${query.toString()}`, asPart);
    expect(await lines()).toMatchObject({ status: 204 });
    await operator.post(`${PATH}/take`);
    const changed = await lines();
    expect(changed.text).toContain('id="talk-state" hx-swap-oob="true"');
    expect(changed.text).not.toContain('id="talk-draft"');
  });

  test("is ended by a person, and the agent answers should the customer write again", async () => {
    await salon.writes("добрий день");
    await operator.post(`${PATH}/take`);
    expect(await operator.post(`${PATH}/close`)).toMatchObject({ status: 303 });
    expect((await operator.post(`${PATH}/close`)).status).toBe(409);
    expect((await salon.events()).at(-1)).toMatchObject({ event: "conversation.closed" });
    expect((await operator.get("/dashboard/conversations?closed=1")).text).toContain("Оксана");
    await salon.writes("добрий день");
    expect(await salon.conversation(CUSTOMER)).toMatchObject({ mode: "agent" });
    expect((await operator.get("/dashboard/conversations")).text).toContain("Оксана");
  });
});

describe("a draft", () => {
  beforeEach(() => changeAgent(database(), salon.business.id, { shadow: true }));

  test("is sent as it stands", async () => {
    const { id, words } = await drafted();
    const { text } = await operator.get(PATH);
    expect(text).toContain("Чернетка відповіді");
    expect(text).toContain(`name="draft" value="${id}"`);
    expect(heard()).toBeUndefined();
    const sent = await operator.post(`${PATH}/draft`, { do: "send", draft: String(id), words });
    expect(sent.headers.get("location")).toBe(`${PATH}?done=draft-sent`);
    await salon.settle();
    expect(heard()).toBe(words);
  });

  test("is sent with other words; an empty one and an old one keep what was typed", async () => {
    const { id } = await drafted();
    const send = (words: string) =>
      operator.post(`${PATH}/draft`, { do: "send", draft: String(id), words });
    expect((await send(" ")).text).toContain("Напишіть відповідь.");
    expect(await send("Від 450 грн")).toMatchObject({ status: 303 });
    await salon.settle();
    expect(heard()).toBe("Від 450 грн");
    const late = await send(`Ще раз ${EVIL}`);
    expect(late.status).toBe(409);
    expect(late.text).toContain("Уже надіслано зі змінами: P201");
    expect(late.text).toContain("Ще раз &lt;script>");
  });

  test("gives way to a person who answers instead", async () => {
    const { id } = await drafted();
    const took = await operator.post(`${PATH}/draft`, { do: "drop", draft: String(id) });
    expect(took.headers.get("location")).toBe(`${PATH}?done=draft-taken`);
    expect((await salon.drafts()).at(-1)?.ended).toBe("dropped");
    expect(await salon.conversation(CUSTOMER)).toMatchObject({ mode: "human" });
  });
});
