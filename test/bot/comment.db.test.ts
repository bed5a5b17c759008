import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { commentCount } from "../../src/crm/comment-service.ts";
import { createTask } from "../../src/crm/task-service.ts";
import { group, invited, ivan, kate, olena } from "./desk.ts";
import type { Person, Place } from "./played.ts";
import { CARD, openWhyDesk, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;
let callId = 0;
beforeAll(async () => {
  desk = await openWhyDesk();
  await invited(desk, ivan, "Оператор");
  callId = await desk.missedCall();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.db.execute(sql`delete from comments`);
  await desk.db.execute(sql`delete from events where event like 'comment.%'`);
  for (const person of [olena, ivan]) await desk.say(person, "/cancel");
});

const count = () => commentCount(desk.db, desk.business.id, { callId });
const said = () => desk.last().replaceAll("\u202f", " ");
const plainTask = (title = "Подзвонити Оксані") =>
  createTask(desk.db, desk.business.id, {
    title,
    dueAt: null,
    priority: "medium",
    assignee: olena.id,
    clientId: null,
    callId: null,
    by: olena.id,
    now: desk.time.now,
    zone: desk.business.timezone,
  });

describe("a reply", () => {
  let messageId = 5000;
  const reply = async (
    person: Person,
    text: string,
    about: { place?: Place; to?: number; data?: string[]; date?: number } = {},
  ) => {
    const place = about.place ?? group;
    const chat =
      place.type === "private"
        ? { id: place.id, type: "private" as const, first_name: person.first_name }
        : { id: place.id, type: "supergroup" as const, title: "Front desk" };
    const { data } = about;
    const row = (data ?? []).map((one) => ({ text: "…", callback_data: one }));
    const keys = data === undefined ? {} : { reply_markup: { inline_keyboard: [row] } };
    const answered = {
      message_id: about.to ?? CARD,
      date: about.date ?? Math.floor(desk.time.now / 1000),
      chat,
      from: { id: 7_000_000_001, is_bot: true, first_name: "Frontdesk" },
      text: "…",
      ...keys,
    };
    messageId += 1;
    const from = { ...person, is_bot: false };
    const message = { message_id: messageId, date: 1, from, chat, text };
    await desk.handle({
      message: { ...message, reply_to_message: JSON.parse(JSON.stringify(answered)) },
    });
    return message;
  };

  test("to a card is a comment of its client, acknowledged by a reaction alone", async () => {
    const before = desk.texts().length;
    await reply(ivan, "Просила <передзвонити>\nпісля шостої");
    expect(desk.sent.at(-1)).toMatchObject({
      method: "setMessageReaction",
      payload: { chat_id: group.id, reaction: [{ type: "emoji", emoji: "👌" }] },
    });
    expect(desk.texts()).toHaveLength(before);
    const [event] = await desk.db.execute<{ data: object }>(
      sql`select data from events where event = 'comment.added'`,
    );
    expect(event?.data).toMatchObject({
      text: "Просила <передзвонити>\nпісля шостої",
      author: "Иван",
      target: { kind: "call", id: callId },
      client_id: expect.any(Number),
    });
    await desk.pressBelow(`${await desk.more(callId)}:comment`, CARD);
    expect(said()).toContain("Просила &lt;передзвонити&gt;\nпісля шостої");
  });

  test("is found by the buttons of a card, however old", async () => {
    await reply(olena, "так", { to: 4321, date: 1, data: [await desk.more(callId)] });
    expect(await count()).toBe(1);
  });

  test("that is edited changes the comment, and only the comment", async () => {
    const message = await reply(olena, "о шостій");
    await desk.handle({ edited_message: { ...message, edit_date: 2, text: "о сьомій" } });
    await desk.handle({
      edited_message: { ...message, message_id: 1, edit_date: 2, text: "інше" },
    });
    await desk.pressBelow(`${await desk.more(callId)}:comment`, CARD);
    expect(said()).toContain("змінено\nо сьомій");
    expect(await count()).toBe(1);
  });

  test("of a stranger, a command, or to another message is no comment", async () => {
    const before = desk.sent.length;
    await reply(kate, "let me in");
    await reply(olena, "ні", { to: 424_242 });
    expect(desk.sent).toHaveLength(before);
    await reply(olena, "/help");
    expect(await count()).toBe(0);
  });

  test("that answers a form's question is no comment; one to a card meanwhile is", async () => {
    await desk.say(olena, "/task", group);
    await reply(olena, "клієнт чекає");
    expect(await count()).toBe(1);
    await desk.say(olena, "купити каву", { ...group, replyTo: 7_000_000_001 });
    expect(said()).toContain("купити каву");
    expect(await count()).toBe(1);
  });

  test("to a task's message is the task's comment; to a list it is none", async () => {
    const [one, other] = [await plainTask(), await plainTask("Інше")];
    const place = { id: olena.id, type: "private" } as const;
    const key = (action: object) => reference(desk.db, desk.business.id, action);
    const [done, open, next] = [
      await key({ do: "task_done", taskId: one.id }),
      await key({ do: "task", taskId: one.id }),
      await key({ do: "task", taskId: other.id }),
    ];
    await reply(olena, "зайнято", { place, to: 9001, data: [done, open] });
    await reply(olena, "котру?", { place, to: 9002, data: [open, next] });
    const all = async () =>
      Promise.all(
        [one, other].map(({ id }) => commentCount(desk.db, desk.business.id, { taskId: id })),
      );
    expect(await all()).toEqual([1, 0]);
    await desk.say(olena, "/tasks");
    await desk.press(olena, "Інше");
    await desk.press(olena, "💬 Коментар");
    await desk.say(olena, "набрати ще раз");
    expect(await all()).toEqual([1, 1]);
  });

  test("where reactions are not allowed is acknowledged in words", async () => {
    desk.faults.set("setMessageReaction", {
      error_code: 400,
      description: "Bad Request: REACTION_INVALID",
    });
    await reply(olena, "без реакцій");
    desk.faults.clear();
    expect(said()).toBe("💬 Коментар збережено.");
  });
});

test("the comments of a client are those of their calls and tasks", async () => {
  const client = await saveClient(desk.db, desk.business.id, {
    name: "Марія",
    phone: "+380670000009",
    now: desk.time.now,
  });
  const data = await reference(desk.db, desk.business.id, {
    do: "comments",
    about: { clientId: client.id },
    page: 0,
  });
  await desk.pressBelow(data, 2000);
  expect(said()).toContain("Коментарів ще немає");
  await desk.pressed("💬 Коментар", 2000);
  await desk.say(olena, "любить вранці", { ...group, replyTo: 7_000_000_001 });
  expect(await commentCount(desk.db, desk.business.id, { clientId: client.id })).toBe(1);
});
