import { afterEach, beforeEach, expect, test } from "vitest";
import { ANNA, BORYS, BOT, OTHER_BOT, OTHER_TOKEN, openStand } from "./stand.ts";
import type { Stand } from "./stand.ts";

type Update = {
  update_id: number;
  message?: Record<string, unknown>;
  my_chat_member?: Record<string, unknown>;
};

let stand: Stand;
beforeEach(async () => {
  stand = await openStand();
});
afterEach(() => stand.close());

async function group(more: object = {}): Promise<string> {
  const { key } = await stand.control<{ key: string }>("POST", "/chats", {
    title: "Рецепція",
    members: [ANNA, BORYS],
    ...more,
  });
  return key;
}

/** The bot's new updates, confirmed. */
async function heard(token?: string): Promise<Update[]> {
  const updates = await stand.done<Update[]>("getUpdates", {}, token);
  await stand.done("getUpdates", { offset: (updates.at(-1)?.update_id ?? 0) + 1 }, token);
  return updates;
}

const texts = (updates: Update[]): unknown[] => updates.map(({ message }) => message?.["text"]);
const addBot = (chat: string, more: object = {}) =>
  stand.control("POST", `/chats/${chat}/bots`, { bot: BOT, ...more });
const say = (chat: string, text: string, more: object = {}) =>
  stand.control<{ message_id: number }>("POST", "/say", { person: ANNA, chat, text, ...more });

test("a bot that joins is told of it, and the group sees the service message", async () => {
  const chat = await group();
  await addBot(chat);
  expect(await heard()).toMatchObject([
    {
      my_chat_member: {
        chat: { type: "group", title: "Рецепція" },
        old_chat_member: { status: "left" },
        new_chat_member: { status: "member" },
      },
    },
    { message: { new_chat_members: [{ id: BOT, is_bot: true }] } },
  ]);
  await addBot(chat, { admin: true });
  expect(await heard()).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: "member" },
        new_chat_member: { status: "administrator" },
      },
    },
  ]);
});

test("in privacy mode a bot hears commands for it, answers to it and service messages", async () => {
  const chat = await group();
  await addBot(chat);
  await stand.control("POST", `/chats/${chat}/bots`, { bot: "mak_bot" });
  const { message_id } = await stand.done("sendMessage", { chat_id: chat, text: "картка" });
  await heard();
  await say(chat, "просто розмова");
  await say(chat, "/notify@lotos_bot");
  await say(chat, "/notify@mak_bot");
  await say(chat, "/notify");
  await say(chat, "відповідь", { reply_to: message_id });
  await stand.control("POST", `/chats/${chat}/rename`, { title: "Ресепшн" });
  const updates = await heard();
  expect(texts(updates)).toEqual(["/notify@lotos_bot", "/notify", "відповідь", undefined]);
  expect(updates.at(-1)?.message).toMatchObject({
    new_chat_title: "Ресепшн",
    chat: { title: "Ресепшн" },
  });
  expect(texts(await heard(OTHER_TOKEN)).filter(Boolean)).toEqual(["/notify@mak_bot"]);
});

test("an administrator, and a bot without privacy, hear everything", async () => {
  const chat = await group();
  await addBot(chat, { admin: true });
  await stand.control("POST", "/bots", {
    first_name: "Мак",
    username: "mak_bot",
    token: OTHER_TOKEN,
    privacy: false,
  });
  await stand.control("POST", `/chats/${chat}/bots`, { bot: OTHER_BOT });
  await Promise.all([heard(), heard(OTHER_TOKEN)]);
  await say(chat, "просто розмова");
  expect([texts(await heard()), texts(await heard(OTHER_TOKEN))]).toEqual([
    ["просто розмова"],
    ["просто розмова"],
  ]);
});

test("an upgrade gives both service messages and takes members and bots along", async () => {
  const chat = await group();
  await addBot(chat);
  await heard();
  const { id } = await stand.control("POST", `/chats/${chat}/migrate`);
  expect(await heard()).toMatchObject([
    { message: { chat: { id: Number(chat) }, migrate_to_chat_id: id } },
    { message: { chat: { id, type: "supergroup" }, migrate_from_chat_id: Number(chat) } },
  ]);
  await stand.done("sendMessage", { chat_id: id, text: "тут" });
  expect(await stand.done<number>("getChatMemberCount", { chat_id: id })).toBe(3);
  await expect(say(chat, "там")).rejects.toThrow(/became/);
});

test("a kicked bot is told, and may come back", async () => {
  const chat = await group({ type: "supergroup" });
  await addBot(chat);
  await heard();
  await stand.control("DELETE", `/chats/${chat}/bots/lotos_bot`);
  expect(await heard()).toMatchObject([
    { my_chat_member: { new_chat_member: { status: "kicked" } } },
  ]);
  await say(chat, "/calls@lotos_bot");
  expect(await heard()).toEqual([]);
  await addBot(chat);
  await stand.done("sendMessage", { chat_id: chat, text: "знову тут" });
});

test("topics: opened by people and administrators, closed, reopened and deleted with their messages", async () => {
  const chat = await group({ forum: true });
  await addBot(chat, { admin: true });
  const { id } = await stand.control("POST", `/chats/${chat}/topics`, { name: "Дзвінки" });
  const { message_thread_id: own } = await stand.done<{ message_thread_id: number }>(
    "createForumTopic",
    { chat_id: chat, name: "Нотатки" },
  );
  const sent = await stand.done<Record<string, unknown>>("sendMessage", {
    chat_id: chat,
    message_thread_id: id,
    text: "картка",
  });
  expect(sent).toMatchObject({ message_thread_id: id, is_topic_message: true });
  await say(chat, "у темі", { thread: own });
  expect((await heard()).slice(-2)).toMatchObject([
    { message: { forum_topic_created: { name: "Дзвінки" } } },
    { message: { text: "у темі", message_thread_id: own } },
  ]);
  await stand.control("POST", `/chats/${chat}/topics/${id}/close`);
  await stand.done("sendMessage", {
    chat_id: chat,
    message_thread_id: id,
    text: "адміністратор може",
  });
  await stand.control("POST", `/chats/${chat}/topics/${id}/reopen`);
  await stand.control("DELETE", `/chats/${chat}/topics/${id}`);
  expect(
    await stand.api("editMessageText", {
      chat_id: chat,
      message_id: sent["message_id"],
      text: "a",
    }),
  ).toMatchObject({
    description: "Bad Request: message to edit not found",
  });
  expect(
    await stand.api("sendMessage", { chat_id: chat, message_thread_id: id, text: "a" }),
  ).toMatchObject({
    description: "Bad Request: message thread not found",
  });
});

test("a topic's messages are replies to the one that opened it, and its new name is told", async () => {
  const chat = await group({ forum: true });
  await addBot(chat, { admin: true });
  const { id } = await stand.control("POST", `/chats/${chat}/topics`, { name: "Дзвінки" });
  await say(chat, "у темі", { thread: id });
  await stand.control("POST", `/chats/${chat}/topics/${id}/rename`, { name: "Пропущені" });
  await say(chat, "в загальній");
  const [opened, inTopic, renamed, general] = (await heard()).slice(-4).map((one) => one.message);
  expect(opened).toMatchObject({ forum_topic_created: { name: "Дзвінки" } });
  expect(opened).not.toHaveProperty("reply_to_message");
  expect(inTopic).toMatchObject({
    reply_to_message: { message_id: id, forum_topic_created: { name: "Дзвінки" } },
  });
  expect(renamed).toMatchObject({
    message_thread_id: id,
    forum_topic_edited: { name: "Пропущені" },
  });
  expect(general).not.toHaveProperty("reply_to_message");
});

test("a bot that was restricted is told, may not write, and may again", async () => {
  const chat = await group({ type: "supergroup" });
  await addBot(chat);
  await heard();
  await addBot(chat, { muted: true });
  expect(await heard()).toMatchObject([
    {
      my_chat_member: {
        old_chat_member: { status: "member" },
        new_chat_member: { status: "restricted", is_member: true, can_send_messages: false },
      },
    },
  ]);
  expect(await stand.api("sendMessage", { chat_id: chat, text: "a" })).toMatchObject({
    error_code: 400,
    description: expect.stringContaining("not enough rights"),
  });
  await addBot(chat, { admin: true });
  await stand.done("sendMessage", { chat_id: chat, text: "a" });
});

test("members and administrators as Telegram lists them", async () => {
  const chat = await group();
  await addBot(chat, { admin: true });
  await stand.control("POST", "/people", { id: 100_000_009, first_name: "Віра" });
  await stand.control("POST", `/chats/${chat}/members`, { person: 100_000_009 });
  const statusOf = async (user_id: number) =>
    (await stand.done<{ status: string }>("getChatMember", { chat_id: chat, user_id })).status;
  expect(await Promise.all([ANNA, BORYS, 100_000_009, BOT, OTHER_BOT].map(statusOf))).toEqual([
    "creator",
    "member",
    "member",
    "administrator",
    "left",
  ]);
  const admins = await stand.done<{ user: { id: number } }[]>("getChatAdministrators", {
    chat_id: chat,
  });
  expect(admins.map(({ user }) => user.id)).toEqual([ANNA, BOT]);
});

test("a press that nobody answers ends without an answer; an answer that comes too late is refused", async () => {
  await say(`p${ANNA}-${BOT}`, "/start");
  const keyboard = { inline_keyboard: [[{ text: "Беру", callback_data: "take" }]] };
  const { message_id } = await stand.done("sendMessage", {
    chat_id: ANNA,
    text: "картка",
    reply_markup: keyboard,
  });
  await heard();
  const pressed = stand.control("POST", "/press", {
    person: ANNA,
    bot: BOT,
    message_id,
    data: "take",
  });
  const [update] = await stand.done<{ callback_query: { id: string } }[]>("getUpdates", {
    timeout: 5,
  });
  const answer = { callback_query_id: update?.callback_query.id };
  stand.pass(15_001);
  expect(await stand.api("answerCallbackQuery", answer)).toMatchObject({
    error_code: 400,
    description: expect.stringContaining("query is too old"),
  });
  stand.pass(-2000);
  expect(await stand.api("answerCallbackQuery", answer)).toMatchObject({ ok: true });
  expect(await stand.api("answerCallbackQuery", answer)).toMatchObject({ ok: false });
  expect(await pressed).toEqual({ answered: true });
  const wrong = stand.control("POST", "/press", {
    person: ANNA,
    bot: BOT,
    message_id,
    data: "other",
  });
  await expect(wrong).rejects.toThrow(/no such button/);
});
