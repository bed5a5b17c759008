import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { reference } from "../../src/business/button-service.ts";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import { twoBusinesses } from "../business/tenants.ts";
import { status } from "../webhooks/sink.ts";
import { group, ivan, NOW, olena } from "./desk.ts";
import { endpoints, openWebhookDesk, type WebhookDesk } from "./webhook-case.ts";

let desk: WebhookDesk;
let from = 0;

beforeAll(async () => {
  desk = await openWebhookDesk();
});
afterAll(() => desk.close());
beforeEach(async () => {
  desk.time.now += 60_000;
  desk.sink.caught.length = 0;
  desk.sink.answer((_caught, response) => void response.writeHead(200).end("<taken>"));
  await desk.db.execute(sql`
    truncate endpoints, endpoint_secrets, deliveries, webhook_logs, notices, events, forms`);
});

const last = () => desk.last().replaceAll("\u2060", "");
const keys = () => desk.buttons().map(({ text }) => text);
const toast = () =>
  desk.sent.findLast(({ method }) => method === "answerCallbackQuery")?.payload["text"];
const secrets = () =>
  desk.sent.slice(from).flatMap(({ text }) => /whsec_[\w+/=]+/.exec(text ?? "")?.[0] ?? []);
const rows = async () => [
  ...(await desk.db.execute<{ id: string; state: string }>(
    sql`select id, state from deliveries order by id`,
  )),
];

async function made(url = desk.sink.url): Promise<void> {
  from = desk.sent.length;
  await desk.say(olena, `/webhooks ${url}`);
}

describe("a new webhook", () => {
  test("is put together by buttons and an address; its secret is seen once and can be hidden", async () => {
    from = desk.sent.length;
    await desk.say(olena, "/webhooks");
    await desk.press(olena, "➕ Новий вебхук");
    await desk.press(olena, "☑️ усі події");
    await desk.press(olena, "Далі: адреса");
    expect(last()).toBe("Виберіть хоча б одну подію.");
    await desk.press(olena, "task · 0/4 ›");
    await desk.press(olena, "▫️ task.created");
    await desk.press(olena, "← Назад");
    await desk.press(olena, "▫️ *.created");
    await desk.press(olena, "Далі: адреса");
    await desk.say(olena, "https://10.0.0.1/hooks");
    expect(last()).toBe("На цю адресу ми не надсилаємо: вона не публічна.");
    await desk.say(olena, `${desk.sink.url}?key=k3y-0f-theirs`);
    expect(desk.sent.some(({ method }) => method === "deleteMessage")).toBe(true);
    expect(secrets()).toHaveLength(1);
    expect(last()).toContain("🟢 Працює");
    expect(last()).toContain("Події: *.created");
    expect(desk.texts().slice(-6).join("\n")).not.toContain("k3y-0f-theirs");
    await desk.press(olena, "🙈 Сховати");
    expect(desk.sent.at(-1)?.method).toBe("deleteMessage");
    await desk.say(olena, "/webhooks");
    expect(secrets()).toHaveLength(1);
    await made();
    expect(last()).toMatch(/^🔗 <b>127\.0\.0\.1:\d+ 2<\/b>/);
  });

  test("of Telegram's shape asks for the chat first", async () => {
    await desk.say(olena, "/webhooks");
    await desk.press(olena, "➕ Новий вебхук");
    await desk.press(olena, "🧩 JSON як є");
    await desk.press(olena, "Telegram, sendMessage");
    await desk.press(olena, "Далі: адреса");
    await desk.say(olena, "чат");
    expect(last()).toContain("Це не схоже на чат.");
    await desk.say(olena, "-1001234567890");
    await desk.say(olena, desk.sink.url);
    expect(last()).toContain("Вигляд: Telegram, sendMessage");
    await desk.press(olena, "🧪 Тест");
    await desk.press(olena, "deal.won");
    expect(desk.sink.caught.at(-1)?.body).toContain('"chat_id":"-1001234567890"');
  });
});

describe("an endpoint", () => {
  test("is tested by the way of every delivery, and the answer comes by an edit", async () => {
    await made();
    await desk.press(olena, "🧪 Тест");
    await desk.press(olena, "deal.won");
    expect(desk.sink.caught.map(({ headers }) => headers["x-webhook-event"])).toEqual(["deal.won"]);
    expect(last()).toMatch(/✅ 200 · \d+ мс\n\n<pre>&lt;taken&gt;<\/pre>/);
    expect(desk.sent.findLast(({ text }) => text !== null)?.method).toBe("editMessageText");
    desk.sink.answer(status(500, {}, "no"));
    await desk.press(olena, "🔁 Ще раз");
    expect(last()).toContain("❌ 500");
    expect(last()).toContain("Адреса відповіла відмовою.");
  });

  test("sends a delivery again: what had arrived after a question, pressed twice once", async () => {
    await made();
    await desk.happens();
    await desk.press(olena, "📜 Доставки");
    expect(last()).toMatch(/1\. <b>task\.created<\/b> · ✅ 200/);
    await desk.press(olena, "1 ✅");
    await desk.press(olena, "↻ Надіслати ще раз");
    expect(last()).toContain("Цю подію вже доставлено.");
    const sure = desk.button("Надіслати вдруге");
    await desk.press(olena, sure);
    await desk.press(olena, sure);
    expect(toast()).toBe("Уже стоїть на відправку");
    await desk.settle();
    expect(desk.sink.caught).toHaveLength(2);
    await desk.db.execute(sql`update deliveries set state = 'leased'`);
    await desk.press(olena, "↻ Надіслати ще раз");
    expect(toast()).toBe("Запит саме зараз у дорозі");
  });

  test("sends what was given up again, of the day or all of it", async () => {
    await made();
    await desk.happens();
    await desk.happens();
    await desk.db.execute(sql`update deliveries set state = 'given_up'`);
    await desk.db.execute(sql`
      update deliveries set created_at = created_at - interval '3 days' where id = (select min(id) from deliveries)`);
    await desk.press(olena, "↻ Недоставлене");
    expect(keys()).toEqual(["↻ За добу: 1", "↻ Усе: 2", "← Назад"]);
    const all = desk.button("↻ Усе: 2");
    await desk.press(olena, all);
    expect(last()).toContain("Поставлено на відправку: 2");
    await desk.press(olena, all);
    expect(last()).toContain("Поставлено на відправку: 0");
    await desk.press(olena, "↻ Недоставлене");
    await desk.press(olena, "⏹ Зупинити: 2");
    expect((await rows()).map(({ state }) => state)).toEqual(["given_up", "given_up"]);
  });

  test("offers what came while it was off: to send it, to drop it after a question, or later", async () => {
    await made();
    await desk.press(olena, "⏸ Вимкнути");
    await desk.happens();
    await desk.press(olena, "▶️ Увімкнути");
    expect(keys()).toEqual(["Надіслати 1", "Не надсилати", "Пізніше"]);
    await desk.press(olena, "Не надсилати");
    expect((await rows()).map(({ state }) => state)).toEqual(["parked"]);
    await desk.press(olena, "Пізніше");
    await desk.press(olena, "📥 Збережено: 1");
    await desk.press(olena, "Надіслати 1");
    await desk.settle();
    expect(desk.sink.caught).toHaveLength(1);
    await desk.press(olena, "⏸ Вимкнути");
    await desk.happens();
    await desk.press(olena, "▶️ Увімкнути");
    await desk.press(olena, "Не надсилати");
    await desk.press(olena, "Так, не слати 1");
    expect((await rows()).map(({ state }) => state)).toEqual(["done", "dropped"]);
  });

  test("gets one new secret, however often the button is pressed", async () => {
    await made();
    desk.time.now += 1000;
    await desk.press(olena, "🔑 Новий секрет");
    const sure = desk.button("🔑 Створити секрет");
    desk.time.now += 1000;
    await desk.press(olena, sure);
    await desk.press(olena, sure);
    expect(last()).toContain("Новий секрет уже створено.");
    expect(new Set(secrets()).size).toBe(2);
  });

  test("keeps the name and word of its address when its events and its shape change", async () => {
    await made(desk.sink.url.replace("//", "//crm:word@"));
    await desk.press(olena, "📬 Події");
    const everything = desk.button("☑️ усі події");
    await desk.press(olena, everything);
    expect(toast()).toBe("Виберіть хоча б одну подію.");
    await desk.press(olena, "deal · 4/4 ›");
    await desk.press(olena, "☑️ deal.lost");
    await desk.press(olena, "← Назад");
    await desk.press(olena, "← Назад");
    expect(last()).toContain("deal.created, deal.updated, deal.won, task.*");
    await desk.press(olena, "🧩 Вигляд");
    await desk.press(olena, "Slack");
    expect(toast()).toBe("Збережено");
    expect(last()).toContain("Вигляд: Slack");
    await desk.happens();
    const basic = Buffer.from("crm:word").toString("base64");
    expect(desk.sink.caught.map(({ headers }) => headers["authorization"])).toEqual([
      `Basic ${basic}`,
    ]);
    expect(desk.texts().slice(-8).join("\n")).not.toContain("word@");
  });

  test("that is deleted says so under every old button", async () => {
    await made();
    const old = desk.buttons().filter(({ callback_data: data }) => data !== undefined);
    await desk.press(olena, "🗑 Видалити");
    await desk.press(olena, "🗑 Так, видалити");
    for (const key of old.filter(({ text }) => text !== "← Назад")) {
      await desk.press(olena, key);
      expect(last(), key.text).toBe("Цього вебхука вже немає.");
    }
  });
});

describe("who may not", () => {
  test("an operator opens nothing, and a group sends to the private chat", async () => {
    await made();
    await desk.say(ivan, "/webhooks");
    expect(last()).not.toContain("127.0.0.1");
    const before = await rows();
    await desk.press(ivan, "⏸ Вимкнути");
    expect(await rows()).toEqual(before);
    expect(toast()).toContain("администратор");
    await desk.say(olena, `/webhooks ${desk.sink.url}?key=1`, group);
    expect(desk.buttons()).toMatchObject([{ url: "https://t.me/frontdesk_bot?start=connect" }]);
    const [count] = await desk.db.execute<{ many: number }>(
      sql`select count(*)::int as many from endpoints`,
    );
    expect(count?.many).toBe(1);
  });

  test("another business's endpoint never opens", async () => {
    const { theirs } = await twoBusinesses(desk.db);
    const foreign = await createEndpoint(desk.db, theirs.id, {
      input: { ...usual, name: "Their own", url: desk.sink.url, events: ["*"] },
      personId: null,
      now: NOW,
      deps: endpoints,
    });
    if (!("secret" in foreign)) throw new Error("not made");
    const { id: endpointId } = foreign.endpoint;
    for (const action of [
      { do: "webhook", endpointId },
      { do: "webhook_test", endpointId, event: "deal.won" },
      { do: "webhook_log", endpointId, before: null, bad: false },
      { do: "webhook_parked", endpointId, as: "send" },
      { do: "webhook_revive", endpointId },
    ]) {
      const data = await reference(desk.db, desk.businessId, action);
      await desk.press(olena, { text: "x", callback_data: data });
      expect(last(), action.do).toBe("Цього вебхука вже немає.");
    }
    expect(desk.sink.caught).toEqual([]);
  });
});

test("the signature doctor tells which rule failed", async () => {
  await made();
  await desk.happens();
  const [caught] = desk.sink.caught;
  const headers = Object.entries(caught?.headers ?? {}).map(([name, value]) => `${name}: ${value}`);
  await desk.press(olena, "🩺 Підпис");
  await desk.say(olena, headers.join("\n"));
  await desk.say(olena, caught?.body ?? "");
  expect(last()).toMatch(/^(?:✅|⚠️) Підпис правильний/);
  await desk.press(olena, "🩺 Ще один запит");
  await desk.say(olena, headers.join("\n").replace("sha256=", ""));
  await desk.say(olena, caught?.body ?? "");
  expect(last()).toBe("❌ Перед підписом бракує sha256=");
});

test("the card of a webhook that stopped keeps it off, opens its log, or sends everything again", async () => {
  await made();
  desk.sink.answer(status(410));
  await desk.happens();
  const [notice] = await desk.db.execute<{
    keyboard: { text: string; callback_data: string }[][];
  }>(sql`select keyboard from notices where business_id = ${desk.businessId}`);
  const [retry, keep, log] = (notice?.keyboard ?? []).flat();
  expect([retry?.text, keep?.text, log?.text]).toEqual([
    "↻ Надіслати все",
    "Лишити вимкненим",
    "📜 Доставки",
  ]);
  await desk.press(olena, { text: "keep", callback_data: keep?.callback_data ?? "" });
  expect((await rows()).map(({ state }) => state)).not.toContain("waiting");
  desk.sink.answer((_caught, response) => void response.writeHead(200).end());
  desk.sink.caught.length = 0;
  await desk.press(olena, { text: "retry", callback_data: retry?.callback_data ?? "" });
  await desk.settle();
  await desk.press(olena, { text: "retry", callback_data: retry?.callback_data ?? "" });
  await desk.settle();
  expect(desk.sink.caught).toHaveLength(1);
  await desk.press(olena, { text: "log", callback_data: log?.callback_data ?? "" });
  expect(last()).toContain("200");
});
