import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { businessesOf, personOf } from "../../src/business/person-service.ts";
import { group, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";
import { saying } from "./played.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const topic = { ...group, thread: 7 };
const topicCreated = { name: "Дзвінки", icon_color: 7322096 as const };
const nothingAllowed = {
  can_send_messages: false,
  can_send_audios: false,
  can_send_documents: false,
  can_send_photos: false,
  can_send_videos: false,
  can_send_video_notes: false,
  can_send_voice_notes: false,
  can_send_polls: false,
  can_send_other_messages: false,
  can_add_web_page_previews: false,
  can_change_info: false,
  can_invite_users: false,
  can_pin_messages: false,
  can_manage_topics: false,
  can_react_to_messages: false,
  can_edit_tag: false,
};
const posted = (more: object) => ({
  message: {
    message_id: 9,
    date: 1,
    chat: { id: group.id, type: "supergroup" as const, title: "Front desk" },
    ...JSON.parse(JSON.stringify(more)),
  },
});
const chats = () => subscribedChats(desk.db, businessId);

describe("what happens to a chat", () => {
  const bot = {
    id: 7000000001,
    is_bot: true as const,
    first_name: "Frontdesk",
    username: "frontdesk_bot",
  };
  const from = { ...olena, is_bot: false };
  const chat = { id: group.id, type: "supergroup" as const, title: "Front desk" };
  const changed = (
    was: "member" | "left",
    is: "member" | "left" | "kicked",
    where:
      | (typeof chat & { is_forum?: true })
      | { id: number; type: "private"; first_name: string } = chat,
  ) => ({
    my_chat_member: {
      chat: where,
      from,
      date: 1,
      old_chat_member: { user: bot, status: was },
      new_chat_member:
        is === "kicked" ? { user: bot, status: is, until_date: 0 } : { user: bot, status: is },
    },
  });

  test("added to a group, the bot says what for and one button subscribes", async () => {
    await desk.handle(changed("left", "member"));
    expect(desk.last()).toContain("показую дзвінки «Лілея» картками");
    await desk.press(olena, "💬 Увімкнути тут", group);
    expect(await chats()).toHaveLength(1);
  });

  test("removed from the group its cards cannot reach it; added again they can", async () => {
    await desk.say(olena, "/notify", group);
    await desk.handle(changed("member", "left"));
    expect((await chats())[0]?.unreachable?.reason).toBe("kicked");
    await desk.say(olena, "/health");
    expect(desk.last()).toContain("⚠️ Front desk: бота видалено з чату");
    await desk.handle(changed("left", "member"));
    expect((await chats())[0]?.unreachable).toBeNull();
    expect(desk.last()).toContain("Картки дзвінків приходять у цей чат");
    expect(desk.buttons()).toEqual([]);
  });

  test("blocked and unblocked by a person", async () => {
    await desk.say(olena, "/notify");
    const own = { id: olena.id, type: "private" as const, first_name: "Олена" };
    await desk.handle(changed("member", "kicked", own));
    expect((await chats())[0]?.unreachable?.reason).toBe("blocked");
    await desk.handle(changed("left", "member", own));
    expect((await chats())[0]?.unreachable).toBeNull();
  });

  test("a group that became a supergroup, and one that was renamed, are followed", async () => {
    await desk.say(olena, "/notify", group);
    const message = { message_id: 1, date: 1, from, chat };
    await desk.handle({ message: { ...message, new_chat_title: "Рецепція" } });
    await desk.handle({ message: { ...message, migrate_to_chat_id: -1002 } });
    await desk.handle({
      message: { ...message, chat: { ...chat, id: -1002 }, migrate_from_chat_id: group.id },
    });
    expect(await chats()).toMatchObject([{ telegramId: -1002, title: "Рецепція" }]);
  });

  test("an admin without a face brought it in: it greets in the language of the cards and offers nothing", async () => {
    const anonymous = { id: 1087968824, is_bot: true, first_name: "Group" };
    const joined = changed("left", "member");
    const brought = { my_chat_member: { ...joined.my_chat_member, from: anonymous } };
    await desk.handle(brought);
    expect(desk.last()).toContain("an admin of the business sends /notify");
    await desk.say(olena, "/notify", topic);
    await desk.handle(brought);
    expect(desk.last()).toContain("Картки дзвінків приходять у цей чат");
    desk.faults.set("sendMessage", { error_code: 403, description: "Forbidden: bot was kicked" });
    await desk.handle(brought);
  });

  test("made admin, demoted or allowed to write again, it says nothing; muted its cards cannot reach the group", async () => {
    await desk.say(olena, "/notify", group);
    const before = desk.sent.length;
    const muted = {
      user: bot,
      status: "restricted" as const,
      is_member: true,
      until_date: 0,
      ...nothingAllowed,
    };
    const told = { ...changed("member", "member").my_chat_member };
    for (const [old_chat_member, new_chat_member, after] of [
      [told.old_chat_member, muted, "no_rights"],
      [muted, told.new_chat_member, null],
    ] as const) {
      await desk.handle({ my_chat_member: { ...told, old_chat_member, new_chat_member } });
      expect((await chats())[0]?.unreachable?.reason ?? null).toBe(after);
    }
    expect(desk.sent.slice(before)).toEqual([]);
  });

  test("brought into a group with topics, it says how one of them gets the cards", async () => {
    const joined = changed("left", "member", { ...chat, is_forum: true });
    await desk.handle(joined);
    expect(desk.last()).toContain("Щоб картки йшли в певну тему, надішліть /notify у ній.");
  });

  test("a topic keeps its name in every screen, through new names of its own and of the group", async () => {
    const opened = { message_id: 7, date: 1, from, chat, forum_topic_created: topicCreated };
    const said = saying(olena, "/notify", topic).message;
    await desk.handle({
      message: { ...said, ...JSON.parse(JSON.stringify({ reply_to_message: opened })) },
    });
    expect(desk.last()).toContain("<b>Лілея</b> · картки в темі «Дзвінки»");
    await desk.say(olena, "/notify", topic);
    expect(desk.last()).toContain("картки в темі «Дзвінки»");
    const service = { message_id: 8, date: 1, from, chat, message_thread_id: 7 };
    await desk.handle({ message: { ...service, forum_topic_edited: { name: "Пропущені" } } });
    await desk.handle({ message: { ...service, forum_topic_edited: {} } });
    await desk.handle({
      message: { message_id: 9, date: 1, from, chat, new_chat_title: "Зал › 2" },
    });
    expect((await chats())[0]?.title).toBe("Зал > 2 › Пропущені");
    await desk.say(olena, "/connect");
    await desk.press(olena, "📋 Чати з картками");
    expect(desk.last()).toContain("1. Зал &gt; 2 › Пропущені · тема\n");
  });

  test("who writes in the name of the group or of a channel is asked for their own; posts of a linked channel pass", async () => {
    await desk.say(olena, "/notify language ru", group);
    const channel = { id: -100555, type: "channel" as const, title: "News" };
    const asChannel = {
      from: { id: 136817688, is_bot: true, first_name: "Channel" },
      sender_chat: channel,
    };
    const forwarded = {
      from: { id: 777000, is_bot: false, first_name: "Telegram" },
      sender_chat: channel,
      is_automatic_forward: true,
    };
    const before = desk.sent.length;
    await desk.handle(posted({ ...forwarded, text: "/notify" }));
    await desk.handle(posted({ ...asChannel, text: "Знижки" }));
    await desk.handle(posted({ ...asChannel, text: "/notify@other_bot" }));
    await desk.handle(posted({ ...asChannel, text: "/start_game" }));
    expect(desk.sent.slice(before)).toEqual([]);
    await desk.handle(posted({ ...asChannel, text: "/notify" }));
    expect(desk.last()).toContain("Я не вижу, кто пишет от имени группы или канала");
    expect(await personOf(desk.db, 777000)).toBeNull();
  });
});

describe("a group with topics", () => {
  const other = { ...group, thread: 8 };

  test("of one's business is its place in every topic; a stranger to it acts for their own", async () => {
    await desk.say(olena, "/notify", topic);
    await desk.press(olena, "➕ Новий бізнес");
    await desk.say(olena, "Друга");
    await desk.say(olena, "/settings", other);
    expect(desk.last()).toContain("<b>Лілея</b> · налаштування");
    await desk.say(kate, "/start");
    await desk.press(kate, "English");
    await desk.say(kate, "Daisy");
    await desk.say(kate, "/notify", other);
    expect(desk.last()).toContain("<b>Daisy</b> · cards in this topic");
    await desk.say(kate, "/notify", topic);
    expect(desk.last()).toContain("I answer only the team");
  });

  test("a form there takes a reply to the question, not any word of a topic that the bot itself opened", async () => {
    await desk.say(olena, "/settings", topic);
    await desk.press(olena, "✏️ Назва", topic);
    const inBotsTopic = saying(olena, "Привіт усім", { ...topic, replyTo: 7000000001 });
    const root = inBotsTopic.message?.reply_to_message;
    Object.assign(root ?? {}, { forum_topic_created: topicCreated });
    await desk.handle(inBotsTopic);
    expect((await businessesOf(desk.db, olena.id))[0]?.business.name).toBe("Лілея");
    await desk.say(olena, "Рецепція", { ...topic, replyTo: 7000000001 });
    expect((await businessesOf(desk.db, olena.id))[0]?.business.name).toBe("Рецепція");
  });
});
