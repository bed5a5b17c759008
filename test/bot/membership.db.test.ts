import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { subscribedChats } from "../../src/business/chat-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

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
    where: typeof chat | { id: number; type: "private"; first_name: string } = chat,
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
});
