import { beforeEach, describe, expect, test } from "vitest";
import { givenBack, OWNER_MS } from "../../src/agent/owner-service.ts";
import { conversationById } from "../../src/agent/conversation-store.ts";
import {
  allowConnection,
  connectionOf,
  connectionsOf,
} from "../../src/channels/business-connection-service.ts";
import { openLine, type Line } from "../agent/line.ts";
import { database, eachOnFreshDatabase } from "../business/tenants.ts";

eachOnFreshDatabase();

/** The owner of the business of `openLine`, and somebody who is nothing there. */
const OWNER = 101;
const STRANGER = 900;
const ANNA = 5001;
const VIA = "bc_1";

let line: Line;
beforeEach(async () => {
  line = await openLine(database());
});

function connects(ownerId: number, more: { enabled?: boolean; reply?: boolean; id?: string } = {}) {
  const { enabled = true, reply = true, id = VIA } = more;
  return line.receive({
    business_connection: {
      id,
      user: { id: ownerId, is_bot: false, first_name: `В${ownerId}` },
      user_chat_id: ownerId,
      is_enabled: enabled,
      ...(enabled ? { rights: { can_reply: reply } } : {}),
    },
  });
}

function business(text: string, more: Record<string, unknown> = {}) {
  return { ...line.message(ANNA, { text }), business_connection_id: VIA, ...more };
}

const owner = { id: OWNER, is_bot: false, first_name: "Оля" };
const writes = (text: string, more: Record<string, unknown> = {}) =>
  line.receive({ business_message: business(text, more) });
const told = async () => (await line.notices()).map(({ html }) => html);
const state = async () =>
  (await connectionOf(line.db, line.business.id, { botId: line.bot.botId, id: VIA }))?.state;
const kept = async () => (await line.db.$client`select 1 from conversations`).length;

describe("an account that the salon's bot is connected to", () => {
  test("of the owner's is answered in, on the account's behalf, with buttons and with typing there", async () => {
    await connects(OWNER);
    expect(await state()).toBe("works");
    expect(await told()).toEqual([expect.stringContaining("тепер відповідає і в чатах")]);
    const courtesy = await writes("Добрий день! Скільки коштує стрижка?");
    expect(courtesy).toMatchObject({ typing: String(ANNA), via: VIA });
    await line.settle();
    expect(line.said).toMatchObject([{ chatId: ANNA, via: VIA }]);
    expect(line.said[0]?.text).toMatch(/\d+/);
  });

  test("is another chat than the bot's own, of the same client", async () => {
    await connects(OWNER);
    await writes("Вітаю");
    await line.says(ANNA, "Вітаю");
    await line.settle();
    expect(await kept()).toBe(2);
    expect(line.said.map(({ via }) => via).toSorted()).toEqual(["", VIA]);
  });

  test("of somebody else's is not read at all until an admin lets it in", async () => {
    await connects(STRANGER);
    expect(await state()).toBe("stranger");
    expect(await told()).toEqual([expect.stringContaining("Цієї людини немає")]);
    await writes("Мені потрібна порада, це особисте");
    await line.settle();
    expect(await kept()).toBe(0);
    expect(line.said).toEqual([]);
    const at = { botId: line.bot.botId, id: VIA };
    expect(await allowConnection(line.db, line.business.id, { ...at, allowed: true })).toBe(true);
    await writes("Вітаю");
    await line.settle();
    expect(line.said).toHaveLength(1);
    await allowConnection(line.db, line.business.id, { ...at, allowed: false });
    await writes("Ви тут?");
    await line.settle();
    expect(line.said).toHaveLength(1);
  });

  test("that strangers connect by the dozen are told of five times, and forgotten when they leave", async () => {
    for (let index = 0; index < 8; index += 1)
      await connects(STRANGER + index, { id: `bc_${index}` });
    expect(await told()).toHaveLength(5);
    for (let index = 0; index < 8; index += 1)
      await connects(STRANGER + index, { id: `bc_${index}`, enabled: false });
    expect(await connectionsOf(line.db, line.business.id, { botId: line.bot.botId })).toEqual([]);
  });

  test("that lost the right to answer, or was taken away, is told of once and nothing is sent", async () => {
    await connects(OWNER);
    await writes("Вітаю");
    await connects(OWNER, { reply: false });
    await connects(OWNER, { reply: false });
    await line.settle();
    expect(line.said).toEqual([]);
    await writes("Ви тут?");
    await line.settle();
    expect(line.said).toEqual([]);
    await connects(OWNER, { enabled: false });
    expect(await state()).toBe("gone");
    const all = await told();
    expect(all.filter((html) => html.includes("не має права"))).toHaveLength(1);
    expect(all.filter((html) => html.includes("від’єднав"))).toHaveLength(1);
  });

  test("that Telegram never told of is asked for when something comes from it", async () => {
    line.connections.set(VIA, {
      id: VIA,
      user: owner,
      user_chat_id: OWNER,
      rights: { can_reply: true },
      is_enabled: true,
    });
    await writes("Вітаю");
    await line.settle();
    expect(line.said).toHaveLength(1);
  });
});

describe("the owner's own message in such a chat", () => {
  beforeEach(async () => {
    await connects(OWNER);
  });

  test("silences the agent there, drops what it was about to say, and is kept as an operator's", async () => {
    await writes("Добрий день! Скільки коштує стрижка?");
    await writes("Вітаю, зараз скажу", { from: owner });
    await line.settle();
    await writes("Дякую");
    await line.settle();
    expect(line.said).toEqual([]);
    expect((await line.conversation(ANNA)).mode).toBe("human");
    const rows = await line.db.$client`select text, author from utterances order by id`;
    expect(rows).toMatchObject([
      { author: "customer" },
      { author: "operator", text: "Вітаю, зараз скажу" },
      { author: "customer", text: "Дякую" },
    ]);
    expect((await line.notices()).filter(({ key }) => key.startsWith("desk:"))).toEqual([]);
  });

  test("holds until twelve hours of silence, and then the agent answers again", async () => {
    await writes("Пишу першою", { from: owner });
    await line.settle(OWNER_MS - 60_000);
    await writes("Дякую");
    await line.settle();
    expect(line.said).toEqual([]);
    line.time.now += OWNER_MS;
    await writes("Добрий день, скільки коштує стрижка?");
    await line.settle();
    expect(line.said).toHaveLength(1);
    expect((await line.conversation(ANNA)).mode).toBe("agent");
  });

  test("is not prolonged by what the customer goes on writing", async () => {
    await writes("Пишу першою", { from: owner });
    await line.settle(OWNER_MS / 2);
    await writes("Дякую");
    await line.settle(OWNER_MS / 2 - 60_000);
    expect((await line.conversation(ANNA)).mode).toBe("human");
    await line.settle(60_000);
    expect((await line.conversation(ANNA)).mode).toBe("agent");
    await writes("Я знову", { from: owner });
    await line.settle(OWNER_MS / 2);
    await writes("Ви тут?");
    line.time.now += OWNER_MS / 2;
    await writes("Скільки коштує стрижка?");
    await line.settle();
    expect(line.said).toHaveLength(1);
  });

  test("is over by the clock, too, so that lists show whose chat it is", async () => {
    await writes("Пишу першою", { from: owner });
    await line.settle(OWNER_MS);
    expect((await line.conversation(ANNA)).mode).toBe("agent");
    const { id } = await line.conversation(ANNA);
    const known = await conversationById(line.db, line.business.id, id);
    expect(known && (await givenBack(line.db, known, line.time.now))).toEqual(known);
  });

  test("that came twice is one, and what the bot itself sent is none of the owner's", async () => {
    await writes("Вітаю");
    await line.settle();
    await writes("Вітаю! Чим допомогти?", { from: owner, message_id: 1 });
    expect((await line.conversation(ANNA)).mode).toBe("agent");
    await writes("Я сама", { from: owner, message_id: 71 });
    await writes("Я сама", { from: owner, message_id: 71 });
    const rows = await line.db.$client`select 1 from utterances where author = 'operator'`;
    expect(rows).toHaveLength(1);
  });
});

test("a message that was taken back before its turn is not answered", async () => {
  await connects(OWNER);
  await writes("Скільки коштує стрижка?", { message_id: 700 });
  await line.receive({
    deleted_business_messages: {
      business_connection_id: VIA,
      chat: { id: ANNA, type: "private" },
      message_ids: [700, 701],
    },
  });
  await line.settle();
  expect(line.said).toEqual([]);
});

test("a day after the customer's last message nothing is said on the account's behalf", async () => {
  await connects(OWNER);
  await writes("Вітаю");
  await line.db.$client`update conversations set heard_at = heard_at - interval '25 hours'`;
  await line.settle();
  expect(line.said).toEqual([]);
  const rows = await line.db.$client`select closed_reason from utterances where author = 'agent'`;
  expect(rows).toMatchObject([{ closed_reason: "closed" }]);
});
