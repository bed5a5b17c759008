import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { agentSettings, changeAgent } from "../../src/agent/setting-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { reference } from "../../src/business/button-service.ts";
import { invited, ivan, kate, NOW, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const BOT = 7000000001;

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

/** What Telegram shows for a moment after a press. */
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];

describe("/agent", () => {
  test("turns the shadow mode on, until so many drafts, and the model off", async () => {
    await desk.say(olena, "/agent");
    expect(desk.last()).toContain("👁 Тіньовий режим: ні");
    expect(desk.last()).toContain("🧠 Модель читає повідомлення: так");
    await desk.press(olena, "👁 Тіньовий режим");
    await desk.press(olena, "🟢 Увімкнути");
    expect(desk.last()).toContain("Зараз без змін поспіль: 0");
    await desk.press(olena, "50");
    await desk.press(olena, "← Назад");
    expect(desk.last()).toContain("👁 Тіньовий режим: так, без змін поспіль 0 з 50");
    await desk.press(olena, "👁 Тіньовий режим");
    await desk.press(olena, "ніколи");
    await desk.press(olena, "← Назад");
    expect(desk.last()).toMatch(/👁 Тіньовий режим: так$/m);
    await desk.press(olena, "🧠 Модель");
    expect(desk.last()).toContain("телефони й імена клієнтів у них приховано");
    await desk.press(olena, "⏸ Вимкнути");
    expect(await agentSettings(desk.db, businessId)).toMatchObject({
      shadow: true,
      shadowAfter: 0,
      model: false,
    });
  });

  test("says nothing of a model where the server has none", async () => {
    const other = await openDesk({ deps: (played) => ({ ...played, mind: { on: false } }) });
    await withBusiness(other);
    await other.say(olena, "/agent");
    expect(other.last()).not.toContain("🧠");
    await other.close();
  });
});

describe("a draft", () => {
  let draftId: number;
  beforeEach(async () => {
    await changeAgent(desk.db, businessId, { enabled: true, shadow: true });
    draftId = await drafted();
  });

  test("that would come out otherwise by now is made anew, and sent once", async () => {
    await invited(desk, ivan, "Оператор");
    await press(olena, "draft_send", draftId);
    expect(toast()).toContain("Нова чернетка вже тут");
    const fresh = await openOne();
    await press(ivan, "draft_send", fresh);
    expect(toast()).toBe("✅ Отправлено.");
    await press(olena, "draft_send", fresh);
    expect(toast()).toBe("Уже надіслано: Иван.");
    await press(olena, "draft_edit", fresh);
    expect(toast()).toBe("Уже надіслано: Иван.");
    expect(await said()).toHaveLength(1);
  });

  test("gets other words by a form, or by a reply to its card", async () => {
    await press(olena, "draft_send", draftId);
    const fresh = await openOne();
    await press(olena, "draft_edit", fresh);
    expect(desk.last()).toContain("Напишіть, що надіслати клієнту замість чернетки");
    await desk.say(olena, "Вітаю, Оксано!");
    expect(desk.last()).toBe("✅ Надіслано зі змінами.");
    expect(await said()).toEqual([{ author: "operator", text: "Вітаю, Оксано!" }]);

    const next = await drafted();
    await carded(next);
    await desk.say(olena, "Слухаю вас", { id: olena.id, type: "private", replyTo: BOT });
    expect((await said()).at(-1)?.text).not.toBe("Слухаю вас");
    expect(desk.last()).toContain("Ваші слова не пішли");
    await carded(await openOne());
    await desk.say(olena, "Слухаю вас", { id: olena.id, type: "private", replyTo: BOT });
    expect((await said()).at(-1)).toEqual({ author: "operator", text: "Слухаю вас" });
    expect(await mode()).toBe("agent");
  });

  test("gives way to a person, and is nobody else's", async () => {
    await press(kate, "draft_take", draftId);
    expect(await mode()).toBe("agent");
    await press(olena, "draft_take", draftId);
    expect(toast()).toContain("✅ Ви відповідаєте");
    expect(await mode()).toBe("human");
    await press(olena, "draft_send", draftId);
    expect(toast()).toBe("Уже відповідає Олена.");
    expect(await said()).toEqual([]);
  });
});

async function press(
  person: typeof olena,
  what: "draft_send" | "draft_edit" | "draft_take",
  draftId: number,
): Promise<void> {
  const data = await reference(desk.db, businessId, { do: what, draftId });
  await desk.press(person, { text: "…", callback_data: data });
}

/** A customer's message that waits, and a draft of words that the rules would not choose. */
async function drafted(): Promise<number> {
  const at = new Date(NOW).toISOString();
  await desk.db.execute(sql`
    insert into conversations (business_id, number, channel, bot_id, place, profile_name, language, state, visited, memory, opened_at, last_at)
    values (${businessId}::uuid, 1, 'telegram', 7000000055, '555', 'Оксана', 'uk', 'greeting', '[]', '{}'::jsonb, ${at}::timestamptz, ${at}::timestamptz)
    on conflict do nothing`);
  const [line] = await desk.db.execute<{ id: number }>(sql`
    insert into utterances (business_id, conversation_id, author, kind, text, external_id, at)
    select ${businessId}::uuid, c.id, 'customer', 'text', 'Добрий день', 'm' || (select count(*) from utterances), ${at}::timestamptz
    from conversations c where c.business_id = ${businessId}::uuid
    returning id::int as id`);
  const [row] = await desk.db.execute<{ id: number }>(sql`
    insert into agent_drafts (business_id, conversation_id, utterance_ids, understood, text, buttons, does, made_at)
    select ${businessId}::uuid, c.id, ${JSON.stringify([line?.id])}::text::jsonb, '[null]', 'Щось інше', '[]', '[]', ${at}::timestamptz
    from conversations c where c.business_id = ${businessId}::uuid
    returning id::int as id`);
  return row?.id ?? 0;
}

/** Its card stands in Olena's chat as the message that is replied to. */
async function carded(draftId: number): Promise<void> {
  const at = new Date(NOW).toISOString();
  await desk.db.execute(sql`delete from desk_messages`);
  await desk.db.execute(sql`update notices set message_id = null`);
  await desk.db.execute(sql`
    insert into desk_messages (business_id, bot_id, telegram_id, message_id, conversation_id, at)
    select ${businessId}::uuid, ${BOT}, ${olena.id}, 400, id, opened_at from conversations`);
  await desk.db.execute(sql`
    insert into notices (business_id, key, bot_id, telegram_id, html, posted_at, sent_at, message_id)
    select ${businessId}::uuid, 'desk:' || id || ':draft:' || ${draftId}::int || ':1', ${BOT}, ${olena.id}, '', ${at}::timestamptz, ${at}::timestamptz, 400
    from conversations`);
}

async function openOne(): Promise<number> {
  const [row] = await desk.db.execute<{ id: number }>(
    sql`select id::int as id from agent_drafts where ended_at is null`,
  );
  return row?.id ?? 0;
}

async function said() {
  const rows = await desk.db.execute<{ author: string; text: string }>(
    sql`select author, text from utterances where author <> 'customer' order by id`,
  );
  return [...rows];
}

async function mode(): Promise<string | undefined> {
  const [row] = await desk.db.execute<{ mode: string }>(sql`select mode from conversations`);
  return row?.mode;
}
