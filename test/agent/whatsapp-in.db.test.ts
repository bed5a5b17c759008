import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eraseConversations } from "../../src/agent/erase-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { clientByHandles } from "../../src/crm/handle-service.ts";
import { putWhatsapp } from "../../src/channels/whatsapp-inbox-service.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { message, openWhatsappLine, postOf, type WhatsappLine } from "./whatsapp-line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase({ pool: 8 });
});
afterAll(() => database.close());

/** A line whose test begins with nothing left to do for the tests before. */
async function line(): Promise<WhatsappLine> {
  index += 1;
  await database.db.execute(sql`delete from graphile_worker._private_jobs`);
  return openWhatsappLine(database.db, { index });
}

const ONE = { from: "380670000001" };
const said = (one: WhatsappLine) =>
  one.rows<{ text: string; author: string; place: string; mode: string; kind: string }>(sql`
    select u.text, u.author, u.kind, c.place, c.mode from utterances u join conversations c on c.id = u.conversation_id
    where u.business_id = ${one.business.id} order by u.id`);
const came = async (one: WhatsappLine) =>
  (await said(one)).filter(({ author }) => author === "customer").map(({ text }) => text);
const people = (one: WhatsappLine) =>
  one.rows<{ user_id: string | null; wa_id: string | null }>(sql`
    select user_id, wa_id from whatsapp_people where business_id = ${one.business.id} order by id`);
const inbox = (one: WhatsappLine) =>
  one.rows<{ problem: string | null; value: string; done: boolean }>(sql`
    select problem, value, done_at is not null as done from whatsapp_inbox
    where business_id = ${one.business.id} order by id`);

describe("what Meta posts of a linked number", () => {
  test("is answered once, whether it comes twice in one POST, in two at once, or again after the answer", async () => {
    const one = await line();
    const value = { messages: [message(ONE, "Добрий день", "wamid.same")] };
    await Promise.all([one.posts(value, value), one.posts(value)]);
    await one.settle();
    await one.posts(value);
    await one.settle();
    expect(await came(one)).toEqual(["Добрий день"]);
    expect(one.sent).toHaveLength(1);
    expect(one.seen).toEqual(["wamid.same"]);
    expect(await inbox(one)).toEqual(
      Array.from({ length: 4 }, () => ({ problem: null, value: "", done: true })),
    );
  });

  test("two hundred messages in one POST are all handled, each customer answered", async () => {
    const one = await line();
    const messages = Array.from({ length: 200 }, (_, i) =>
      message({ from: String(380_670_001_000 + (i % 20)) }, `Добрий день ${i}`),
    );
    await one.posts({ messages });
    await one.settle();
    expect(await came(one)).toHaveLength(200);
    expect(one.sent).toHaveLength(20);
    expect(new Set(one.sent.map(({ place }) => place)).size).toBe(20);
  });

  test("sets aside what cannot be read and handles the rest; of a number that nobody linked nothing is kept", async () => {
    const one = await line();
    const { kept, unknown } = await putWhatsapp(
      { db: one.db, clock: { now: () => one.time.now } },
      {
        posted: {
          stray: 1,
          changes: [
            ...postOf("999999999", [{ messages: [message(ONE, "Нікому")] }]).changes,
            ...postOf(one.numberId, [{ messages: [{ id: 5 }, message(ONE, "Добрий день")] }])
              .changes,
          ],
        },
        only: null,
      },
    );
    await one.run();
    expect({ kept, unknown }).toEqual({ kept: 1, unknown: 2 });
    expect(await came(one)).toEqual(["Добрий день"]);
    expect(await inbox(one)).toMatchObject([{ problem: "unread message", done: true }]);
  });

  test("that a business's own Meta app signed never reaches another business's number", async () => {
    const [one, other] = [await line(), await line()];
    const posted = postOf(other.numberId, [{ messages: [message(ONE, "Чуже")] }]);
    const clock = { now: () => one.time.now };
    const told = await putWhatsapp({ db: one.db, clock }, { posted, only: one.business.id });
    await one.run();
    expect(told).toEqual({ kept: 0, unknown: 1 });
    expect([...(await said(one)), ...(await said(other))]).toEqual([]);
    expect([...(await people(one)), ...(await people(other))]).toEqual([]);
  });

  test("survives a process that died in the middle: what was handled is not handled again", async () => {
    const one = await line();
    const messages = [message(ONE, "раз"), message(ONE, "два")];
    await one.posts({ messages });
    await one.run();
    await one.db.execute(
      sql`update whatsapp_inbox set done_at = null, value = ${JSON.stringify({ messages })}
        where business_id = ${one.business.id}`,
    );
    await one.posts({ messages: [message(ONE, "три")] });
    await one.run();
    expect(await came(one)).toEqual(["раз", "два", "три"]);
  });
});

describe("a customer on WhatsApp", () => {
  test("who presses a button does what it means, and takes a message back before it is read", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Скільки коштує стрижка?")] });
    await one.settle();
    const [button] = one.sent.flatMap(({ buttons }) => buttons);
    const reply = {
      type: "button_reply",
      button_reply: { id: button?.data, title: button?.title },
    };
    await one.posts({ messages: [message(ONE, { type: "interactive", interactive: reply })] });
    await one.run();
    expect(one.sent).toHaveLength(2);
    await one.posts({ messages: [message(ONE, "Дурниця", "wamid.gone")] });
    const revoke = { original_message_id: "wamid.gone" };
    await one.posts({ messages: [message(ONE, { type: "revoke", revoke })] });
    await one.settle();
    expect(one.sent).toHaveLength(2);
  });

  test("who only reacts is not answered, and a reaction begins no dialogue", async () => {
    const one = await line();
    const reaction = { type: "reaction", reaction: { message_id: "wamid.x", emoji: "👍" } };
    await one.posts({ messages: [message(ONE, reaction)] });
    await one.settle();
    expect(await said(one)).toEqual([]);
    await one.posts({ messages: [message(ONE, "Добрий день"), message(ONE, reaction)] });
    await one.settle();
    expect(await came(one)).toEqual(["Добрий день", "👍"]);
    expect(one.sent).toHaveLength(1);
  });

  test("whose message Meta brings days later is answered by people, and their day began when they wrote", async () => {
    const one = await line();
    const late = { timestamp: String(one.time.now / 1000 - 3 * 86_400) };
    await one.posts({ messages: [{ ...message(ONE, "Запишіть на завтра"), ...late }] });
    await one.settle();
    const [row] = await one.rows<{ mode: string; age: number }>(sql`
      select mode, extract(epoch from (last_at - heard_at))::int as age from conversations
      where business_id = ${one.business.id}`);
    expect(row).toEqual({ mode: "human", age: 3 * 86_400 });
    expect(one.sent).toEqual([]);
  });

  test("is a client of the business by the number that WhatsApp proves, under both addresses", async () => {
    const one = await line();
    const phone = "+380670000001";
    const { id } = await saveClient(one.db, one.business.id, {
      name: "Марія",
      phone,
      now: one.time.now,
    });
    await one.posts({ messages: [message({ ...ONE, user: "UA.1" }, "Добрий день")] });
    await one.settle();
    for (const handle of ["UA.1", "380670000001"])
      expect(
        await clientByHandles(one.db, one.business.id, { channel: "whatsapp", handles: [handle] }),
      ).toBe(id);
    await eraseConversations(one.db, one.business.id, { clientIds: [id] });
    expect(await people(one)).toEqual([]);
  });

  test("who has themselves erased is not called by a name any more, and is answered still", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    await one.settle();
    await one.db.execute(sql`update whatsapp_people set name = 'Оля', username = 'olya'`);
    for (const text of ["Видаліть мої дані", "Так"]) {
      await one.posts({ messages: [message(ONE, text)] });
      await one.settle();
    }
    const kept = await one.rows<{
      name: string | null;
      username: string | null;
      wa_id: string;
    }>(sql`
      select name, username, wa_id from whatsapp_people where business_id = ${one.business.id}`);
    expect(kept).toEqual([{ name: null, username: null, wa_id: "380670000001" }]);
    expect(one.sent).toHaveLength(3);
  });
});

describe("a person with two addresses", () => {
  test("is one once both come together: one conversation with everything that was said", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Я з номером")] });
    await one.settle();
    await one.posts({ messages: [message({ user: "UA.7" }, "Я без номера")] });
    await one.settle();
    expect(new Set((await said(one)).map(({ place }) => place)).size).toBe(2);
    await one.posts({ messages: [message({ ...ONE, user: "UA.7" }, "Це все я")] });
    await one.settle();
    expect(await people(one)).toEqual([{ user_id: "UA.7", wa_id: "380670000001" }]);
    const all = await said(one);
    expect(new Set(all.map(({ place }) => place)).size).toBe(1);
    expect(await came(one)).toEqual(["Я з номером", "Я без номера", "Це все я"]);
    const places = new Set(all.map(({ place }) => place));
    expect([...places]).toEqual([one.sent.at(-1)?.place]);
  });

  test("who changes the number, the user id, or both stays who they are; the old number leads nowhere", async () => {
    const one = await line();
    const { id } = await saveClient(one.db, one.business.id, {
      name: "Марія",
      phone: "+380670000001",
      now: one.time.now,
    });
    await one.posts({ messages: [message({ ...ONE, user: "UA.1" }, "Добрий день")] });
    await one.run();
    const system = { type: "user_changed_number", wa_id: "380670000002", user_id: "UA.2" };
    await one.posts({ messages: [message(ONE, { type: "system", system })] });
    await one.run();
    await one.posts({ messages: [message({ from: "380670000002", user: "UA.2" }, "Це я")] });
    await one.settle();
    expect(await people(one)).toEqual([{ user_id: "UA.2", wa_id: "380670000002" }]);
    expect(new Set((await said(one)).map(({ place }) => place)).size).toBe(1);
    const known = (handle: string) =>
      clientByHandles(one.db, one.business.id, { channel: "whatsapp", handles: [handle] });
    expect([await known("UA.2"), await known("380670000002")]).toEqual([id, id]);
    expect([await known("UA.1"), await known("380670000001")]).toEqual([null, null]);
  });

  test("whose new user id was met before the announcement came is the same person", async () => {
    const one = await line();
    await one.posts({ messages: [message({ user: "UA.1" }, "Добрий день")] });
    await one.posts({ messages: [message({ from: "380670000003", user: "UA.3" }, "Новий номер")] });
    await one.run();
    const update = { wa_id: "380670000003", user_id: { previous: "UA.1", current: "UA.3" } };
    await one.posts({ user_id_update: [update] });
    await one.run();
    expect(await people(one)).toEqual([{ user_id: "UA.3", wa_id: "380670000003" }]);
    expect(await came(one)).toEqual(["Добрий день", "Новий номер"]);
  });

  test("does not get what was said with whoever had the number before", async () => {
    const one = await line();
    await one.posts({ messages: [message({ ...ONE, user: "UA.1" }, "Моя таємниця")] });
    await one.settle();
    await one.posts({ messages: [message({ ...ONE, user: "UA.9" }, "Добрий день")] });
    await one.settle();
    expect(await people(one)).toEqual([
      { user_id: "UA.1", wa_id: null },
      { user_id: "UA.9", wa_id: "380670000001" },
    ]);
    expect(new Set((await said(one)).map(({ place }) => place)).size).toBe(2);
  });

  test("who stops the offers gets none, and may have them again", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    const wish = (value: string) => ({
      user_preferences: [{ wa_id: ONE.from, category: "marketing_messages", value }],
    });
    const out = () =>
      one.rows<{ out: boolean }>(sql`
        select opted_out_at is not null as out from conversations where business_id = ${one.business.id}`);
    await one.posts(wish("stop"));
    await one.run();
    expect(await out()).toEqual([{ out: true }]);
    await one.posts(wish("resume"));
    await one.run();
    expect(await out()).toEqual([{ out: false }]);
  });
});

describe("the owner's answer from their phone", () => {
  test("silences the agent in that chat, whoever wrote first", async () => {
    const one = await line();
    await one.posts({ messages: [message(ONE, "Добрий день")] });
    const echo = {
      from: "380440000000",
      to: ONE.from,
      type: "text",
      text: { body: "Вітаю, це Оля" },
    };
    await one.posts({ message_echoes: [{ id: "wamid.echo", timestamp: "1", ...echo }] });
    await one.settle();
    expect(one.sent).toEqual([]);
    await one.posts({ messages: [message(ONE, "Скільки коштує стрижка?")] });
    await one.settle();
    expect(one.sent).toEqual([]);
    expect(one.seen).toHaveLength(1);
    expect(await said(one)).toMatchObject([
      { author: "customer" },
      { author: "operator", text: "Вітаю, це Оля", mode: "human" },
      { author: "customer" },
    ]);
  });
});

test("a message that cannot be kept is set aside alone, with its cause", async () => {
  const one = await line();
  await one.db.execute(sql`alter table utterances add constraint trouble check (text <> 'Біда')`);
  const messages = ["Раз", "Біда", "Два"].map((text) => message(ONE, text));
  await one.posts({ messages });
  await one.run();
  await one.db.execute(sql`alter table utterances drop constraint trouble`);
  expect(await came(one)).toEqual(["Раз", "Два"]);
  const [row] = await inbox(one);
  expect(row).toMatchObject({ done: true, problem: "heard: Error 23514" });
  expect(row?.value).toContain("Біда");
});
