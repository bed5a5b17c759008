import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { changeChat, subscribe } from "../../src/business/chat-service.ts";
import { saveEmployees } from "../../src/business/line-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { listCalls } from "../../src/calls/list-service.ts";
import { cleanCalls } from "../../src/calls/clean-service.ts";
import { bridge, dial } from "../calls/hooks.ts";
import { T0 } from "../calls/replay.ts";
import { group, invited, ivan, kate, olena } from "./desk.ts";
import { CARD, LEG, openWhyDesk, RING, type WhyDesk } from "./why-case.ts";

let desk: WhyDesk;

beforeEach(async () => {
  desk = await openWhyDesk();
});
afterEach(() => desk.close());

describe("«⋯» of a card", () => {
  test("opens the way to the story in place, and «‹» closes it again", async () => {
    const callId = await desk.missedCall();
    await desk.open(callId);
    expect(desk.sent.at(-1)).toMatchObject({
      method: "editMessageReplyMarkup",
      payload: { chat_id: group.id, message_id: CARD },
    });
    expect(keys()).toEqual(expect.arrayContaining(["🔎 Чому ця картка", "‹"]));
    await desk.pressed("‹");
    const card = ["📞 Передзвонити", "🙋 Беру", "💼 Угода", "📝 Задача", "⋯"];
    expect(keys()).toEqual(card);
    expect(desk.button("⋯").callback_data).toBe(await desk.more(callId));
  });

  test("speaks the language of the chat's cards, whoever presses", async () => {
    const callId = await desk.missedCall();
    await changeChat(desk.db, desk.business.id, {
      chatId: desk.chat.id,
      patch: { language: "en" },
    });
    await desk.open(callId);
    await desk.pressed("🔎 Why this card");
    expect(desk.last()).toContain("Ended: missed");
  });
});

describe("the story of a card", () => {
  test("tells hooks with repeats, decisions and what was done in this chat, as a reply to the card", async () => {
    await saveEmployees(desk.db, desk.business.id, [{ ext: "101", name: "Олена <Ко>" }]);
    const callId = await desk.missedCall();
    const story = await desk.why(callId);
    expect(desk.sent.at(-1)?.payload).toMatchObject({
      reply_parameters: { message_id: CARD, allow_sending_without_reply: true },
    });
    expect(story.replaceAll("\u202f", " ").split("\n")).toEqual([
      "🔎 <b>Чому ця картка</b>",
      "Оксана · +380 67 111 00 01 · лінія +380 44 000 01 00",
      "Цей чат отримує всі дзвінки.",
      "",
      "<blockquote><b>вт, 10 березня</b>",
      "11:00:00 📥 call.dial ×2 · лінія +380 44 000 01 00 · вн. 101",
      "11:00:00 ⚙️ Почався вхідний дзвінок",
      "11:00:00 💬 Надіслано: вхідний дзвінок",
      "11:00:20 📥 call.hangup · лінія +380 44 000 01 00 · вн. 101",
      "11:00:20 ⚙️ Усі пристрої замовкли: чекаємо 10 с, чи не переведуть",
      "11:00:30 ⚙️ Завершено: пропущений",
      "11:00:30 💬 Надіслано: підсумок",
      "11:00:30 💬 Змінено: вхідний дзвінок</blockquote>",
    ]);
  });

  test("of a card in a topic goes into the topic, also when the press does not say where it was", async () => {
    const callId = await desk.missedCall();
    const place = { botId: 7_000_000_001, telegramId: group.id, threadId: 5 };
    const known = { ...place, type: "supergroup", title: "Front desk", now: T0 };
    const topic = await subscribe(desk.db, desk.business.id, known);
    await desk.db.execute(sql`update cards set chat_id = ${topic.id} where message_id = ${CARD}`);
    await desk.why(callId);
    expect(desk.sent.at(-1)?.payload).toMatchObject({ chat_id: group.id, message_thread_id: 5 });
  });

  test("a late answer: who picked up, and the correction", async () => {
    await saveEmployees(desk.db, desk.business.id, [{ ext: "101", name: "Олена <Ко>" }]);
    const callId = await desk.missedCall();
    await desk.hear(60, bridge(10, { uuid: LEG, dial: 0, heard: 60 }));
    const story = await desk.why(callId);
    expect(story).toContain("11:01:00 ⚙️ Хто відповів: Олена &lt;Ко&gt;");
    expect(story.replaceAll("\u202f", " ")).toContain("11:01:00 ⚙️ Уточнено: розмова 10 с");
  });

  test("two calls that became one: the story is whole from the message of either", async () => {
    await desk.hear(0, dial(0));
    await desk.hear(1, dial(1, { uuid: "c3", parent: "b2", ext: "103", dial: 1 }));
    const [swallowed] = await listCalls(desk.db, desk.business.id, { limit: 1 });
    await desk.card(swallowed?.id ?? 0, { part: "ring", messageId: RING });
    await desk.step(swallowed?.id ?? 0, "ring", { step: "sent", at: 1 });
    await desk.hear(2, dial(2, { uuid: "b2", parent: "a1", ext: "102", dial: 2, heard: 2 }));
    await desk.step(swallowed?.id ?? 0, "ring", { step: "removed", at: 2 });
    const story = await desk.why(swallowed?.id ?? 0, RING);
    expect(story).toContain("Два дзвінки виявилися одним");
    for (const ext of ["101", "102", "103"]) expect(story).toContain(`вн. ${ext}`);
    expect(story).toContain("11:00:02 💬 Видалено: вхідний дзвінок");
  });

  test("what was not taken stands there with its reason", async () => {
    const callId = await desk.missedCall();
    const ignored = { verdict: "ignored", reason: "other_line" } as const;
    await desk.put("call.dial", [], { ...ignored, at: 5, raw: body(LEG) });
    const refused = {
      verdict: "refused",
      reason: "bad_signature",
      status: 401,
      events: [],
    } as const;
    await desk.put("call.dial", [], { ...refused, at: 6, raw: body("elsewhere-0001") });
    const story = await desk.why(callId);
    expect(story).toContain(
      "11:00:05 📥 call.dial · не враховано: інша лінія: ця адреса лише для своєї",
    );
    expect(story).not.toContain("відхилено");
  });

  test("a filter says what let the call through; a masked chat hides the number", async () => {
    const callId = await desk.missedCall();
    const filter = { missedOnly: true, directions: ["in" as const], exts: ["100", "101"] };
    await desk.subscribed({ filter, masked: true });
    const story = await desk.why(callId);
    expect(story).toContain("Пройшло фільтр чату: вхідні, вн. 101, пропущений.");
    expect(story).toContain("+380 67 ••• •• 01");
    expect(story).not.toContain("+380 67 111 00 01");
    await desk.subscribed({ filter: { lines: ["+380440000999"] } });
    expect(await desk.why(callId)).toContain(
      "Зараз фільтр чату такий дзвінок не пропускає: лінія.",
    );
  });

  test("a name full of marks stays a name, and a long story fits into one message", async () => {
    const hooks = Array.from({ length: 90 }, (_, i) =>
      dial(i, { uuid: LEG, ext: String(1000 + i), dial: 0 }),
    );
    for (const [i, event] of hooks.entries()) {
      const name = "</blockquote><b>@everyone ".repeat(3);
      await desk.put(`call.${i} <&>`, [{ ...event, lineName: name, clientName: name }], { at: i });
    }
    await desk.fold(90);
    const callId = await desk.newest();
    await desk.card(callId, { part: "final", messageId: CARD });
    const story = await desk.why(callId);
    expect(story).toMatch(/<blockquote expandable>/);
    expect(story).toMatch(/⋯ пропущено рядків: \d+/);
    expect(story).toMatch(/вн\. 1000\b/);
    expect(story).toMatch(/вн\. 1089\b/);
    expect(story.length).toBeLessThanOrEqual(4096);
  });

  test("goes away by its own button, and only by its own", async () => {
    const callId = await desk.missedCall();
    await desk.why(callId);
    const hiding = desk.button("✖️ Прибрати");
    const [story] = desk.sent.filter(({ method }) => method === "sendMessage").slice(-1);
    await desk.press(olena, hiding, group);
    expect(desk.sent.at(-1)).toMatchObject({
      method: "deleteMessage",
      payload: { chat_id: group.id, message_id: story?.messageId },
    });
    const before = desk.sent.length;
    await desk.pressBelow(hiding.callback_data ?? "", CARD);
    expect(desk.sent.slice(before).map(({ method }) => method)).toEqual(["answerCallbackQuery"]);
  });
});

describe("who may ask", () => {
  test("an operator may, also in a private chat; a stranger is told that the button is not theirs", async () => {
    await invited(desk, ivan, "Оператор");
    const callId = await desk.missedCall();
    await desk.press(ivan, { text: "⋯", callback_data: await desk.more(callId) }, home(ivan.id));
    await desk.press(ivan, "🔎", home(ivan.id));
    expect(desk.last()).toContain("Почему эта карточка");
    const before = desk.sent.length;
    await desk.press(kate, { text: "⋯", callback_data: await desk.more(callId) }, group);
    expect(desk.sent.slice(before)).toMatchObject([
      {
        method: "answerCallbackQuery",
        payload: { text: expect.stringContaining("not for you") },
      },
    ]);
  });

  test("a press forged in a group that gets no cards of this business tells nothing there", async () => {
    const callId = await desk.missedCall();
    const foreign = { id: -1999, type: "supergroup" as const, title: "Others" };
    await desk.press(olena, { text: "⋯", callback_data: await desk.more(callId) }, foreign);
    expect(desk.last()).toBe("Це зручніше й безпечніше в особистому чаті зі мною.");
  });

  test("a button of one business never opens a call of another", async () => {
    const callId = await desk.missedCall();
    await desk.say(kate, "/start");
    await desk.press(kate, "English");
    await desk.say(kate, "Other");
    await desk.press(kate, "💇");
    await desk.press(kate, "✅");
    const [other] = await businessesOf(desk.db, kate.id);
    const forged = await reference(desk.db, other?.business.id ?? "", { do: "card_why", callId });
    await desk.press(kate, { text: "🔎", callback_data: forged }, home(kate.id));
    expect(desk.last()).toBe("This call is no longer kept: its time of storage is over.");
  });

  test("the button of a card that was cleaned is told to a member as an old one", async () => {
    const callId = await desk.missedCall();
    const [drawn] = await desk.db.execute<{ button: string }>(sql`select button from calls`);
    expect(await desk.more(callId)).toBe(drawn?.button);
    await cleanCalls(desk.db, { days: 1, now: T0 + 40 * 86_400_000 });
    await desk.pressBelow(drawn?.button ?? "", CARD);
    expect(desk.sent.at(-1)).toMatchObject({
      method: "answerCallbackQuery",
      payload: { text: expect.stringContaining("Ця кнопка вже не діє") },
    });
  });

  test("a call that was cleaned is no longer kept", async () => {
    const callId = await desk.missedCall();
    await desk.db.execute(sql`delete from calls`);
    await desk.open(callId);
    expect(desk.last()).toBe("Цього дзвінка вже немає: строк його зберігання минув.");
  });
});

function body(uuid: string): Uint8Array {
  return Buffer.from(JSON.stringify({ uuid }));
}

function keys(): string[] {
  return desk.sent.at(-1)?.buttons.map(({ text }) => text) ?? [];
}

function home(id: number) {
  return { id, type: "private" as const };
}
