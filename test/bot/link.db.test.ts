import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { refreshWatch } from "../../src/bot/watch-service.ts";
import { tokensOf } from "../../src/business/hook-token-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import type { Hook } from "../../src/calls/hook.ts";
import { insertHooks } from "../../src/calls/inbox-store.ts";
import { forms } from "../../src/db/schema/telegram.ts";
import { group, invited, ivan, NOW, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const KEY = "phonet-secret-key-9f3a";
let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
});
afterEach(() => desk.close());

describe("/phonet", () => {
  test("in one line: the key is checked, its message deleted, the address and the steps printed, the wait begun", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    const [linked, waiting] = desk.texts().slice(-2);
    expect(linked).toContain("✅ Phonet підключено: <b>demo.phonet.com.ua</b>, ключ ••••9f3a");
    expect(linked).toContain("Повідомлення з ключем видалено");
    expect(linked).toMatch(
      /<code>https:\/\/desk\.example\/api\/webhooks\/phonet\/[\w-]{32}<\/code>/,
    );
    expect(waiting).toContain("чекаю на першу подію");
    const deleted = desk.sent.findIndex(({ method }) => method === "deleteMessage");
    const answered = desk.sent.findIndex(({ payload }) =>
      String(payload["text"]).includes("Phonet підключено"),
    );
    expect(deleted).toBeGreaterThan(-1);
    expect(deleted).toBeLessThan(answered);
    expect(JSON.stringify(desk.sent)).not.toContain(KEY);
  });

  test("as a form, over a restart; nothing of the key stands in the database in clear", async () => {
    desk.answers.phonet = { refused: "key" };
    await desk.say(olena, "/phonet");
    await desk.say(olena, "не домен");
    expect(desk.last()).toContain("не схоже на домен");
    await desk.say(olena, "https://Demo.phonet.com.ua/");
    desk.restart();
    await desk.say(olena, KEY);
    expect(desk.last()).toContain("Phonet не приймає цей ключ");
    expect(JSON.stringify(await desk.db.select().from(forms))).not.toContain("phonet");
    desk.answers.phonet = { ok: true, users: [] };
    await desk.say(olena, KEY);
    expect(desk.texts().at(-2)).toContain("✅ Phonet підключено: <b>demo.phonet.com.ua</b>");
    expect(await desk.db.select().from(forms)).toEqual([]);
  });

  test("a key where the domain is asked for is deleted; a slip of the pen is not", async () => {
    await desk.say(olena, "/phonet");
    await desk.say(olena, "мій салон");
    expect(desk.sent.map(({ method }) => method)).not.toContain("deleteMessage");
    await desk.say(olena, KEY);
    expect(desk.sent.map(({ method }) => method)).toContain("deleteMessage");
    expect(desk.last()).toContain("не схоже на домен");
  });

  test("a key that only needs another try is asked for again, without the domain", async () => {
    desk.answers.phonet = { unreachable: "timeout" };
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    expect(desk.last()).toContain("Phonet зараз не відповідає. Ключ не збережено");
    desk.answers.phonet = { ok: true, users: [] };
    await desk.say(olena, KEY);
    expect(desk.texts().at(-2)).toContain("Phonet підключено");
  });

  test.each([
    [{ refused: "domain" } as const, "немає кабінету Phonet"],
    [{ refused: "access" } as const, "без доступу до списку працівників"],
  ])("the refusal %o is told with what to do", async (answer, said) => {
    desk.answers.phonet = answer;
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    expect(desk.last()).toContain(said);
  });

  test("when the message cannot be deleted, the person is asked to do it", async () => {
    desk.faults.set("deleteMessage", {
      error_code: 400,
      description: "Bad Request: message can't be deleted",
    });
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    expect(desk.texts().at(-2)).toContain("Видаліть його, будь ласка, самі");
  });

  test("in a group no key is taken, and one that was written is deleted", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`, group);
    expect(desk.last()).toContain("Ключі не можна показувати в групі. Повідомлення я видалив");
    expect(desk.sent.some(({ method }) => method === "deleteMessage")).toBe(true);
    await desk.say(olena, "/phonet", group);
    expect(desk.last()).toContain("в особистому чаті");
    expect(desk.buttons()).toEqual([
      { text: "💬 Відкрити особистий чат", url: "https://t.me/frontdesk_bot?start=connect" },
    ]);
    const [mine] = await businessesOf(desk.db, olena.id);
    expect(await tokensOf(desk.db, mine?.business.id ?? "")).toEqual([]);
  });

  test("an operator's key is not taken and not left standing", async () => {
    await invited(desk, ivan, "Оператор");
    const before = desk.sent.length;
    await desk.say(ivan, `/phonet demo.phonet.com.ua ${KEY}`);
    expect(desk.sent.slice(before).map(({ method }) => method)).toContain("deleteMessage");
    expect(desk.texts().slice(-2).join()).toContain("Это может только администратор или владелец");
  });

  test("a form begun by somebody who is removed meanwhile ends politely, its key deleted", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/phonet demo.phonet.com.ua");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    await desk.press(olena, "Так, прибрати");
    const before = desk.sent.length;
    await desk.say(ivan, KEY);
    expect(desk.sent.slice(before).map(({ method }) => method)).toContain("deleteMessage");
    expect(desk.texts().join()).not.toContain("Phonet подключён");
  });

  test("without a public address the path stands there with a note about a tunnel", async () => {
    await desk.close();
    desk = await openDesk({ publicUrl: null });
    await withBusiness(desk);
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    expect(desk.texts().at(-2)).toMatch(/<code>\/api\/webhooks\/phonet\/[\w-]{32}<\/code>/);
    expect(desk.texts().at(-2)).toContain("PUBLIC_URL");
  });
});

describe("/novofon", () => {
  test("prints the address, the ways to reach support and a letter for each extension, in Russian", async () => {
    await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
    const linked = desk.texts().at(-2) ?? "";
    expect(linked).toContain("секрет ••••77aa\nЧас кабінету: UTC+3");
    for (const way of ["support@novofon.com", "novofon.com", "+7 495 127-0-777", "1–2 робочі дні"])
      expect(linked).toContain(way);
    const address = /<code>(https[^<]+)<\/code>/.exec(linked)?.[1] ?? "no address";
    await desk.press(olena, "✉️ Лист для 102");
    const letter = /<pre>([^<]+)<\/pre>/.exec(desk.last())?.[1] ?? "";
    expect(letter).toContain("Внутренний номер АТС: 102");
    expect(letter).toContain(`Webhook URL: ${address}`);
    expect(letter).toContain("Key для API: appid_1834174");
    expect(JSON.stringify(desk.sent)).not.toContain("novofon-secret-77aa");
  });

  test("as a form: the Key, then the Secret; then a letter for an extension that the list did not hold", async () => {
    await desk.press(olena, "➕ Novofon");
    await desk.say(olena, "ні");
    expect(desk.last()).toContain("не схоже на Key");
    await desk.say(olena, "appid_1834174");
    await desk.say(olena, "novofon-secret-77aa");
    expect(desk.texts().at(-2)).toContain("Novofon підключено");
    await desk.press(olena, "✉️ Інший номер");
    await desk.say(olena, "сто");
    expect(desk.last()).toContain("лише з цифр");
    await desk.say(olena, "205");
    expect(desk.last()).toContain("Внутренний номер АТС: 205");
  });

  test.each([
    [{ refused: "key" } as const, "не приймає цю пару"],
    [{ limited: true, retryAfterS: null } as const, "просить зачекати"],
    [{ unreachable: "timeout" } as const, "не відповідає"],
  ])("the refusal %o is told with what to do", async (answer, said) => {
    desk.answers.novofon = answer;
    await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
    expect(desk.last()).toContain(said);
  });
});

describe("the wait for the first event", () => {
  test("turns into «received» by itself, once", async () => {
    const at = await watched();
    await heard(at, {});
    expect(desk.last()).toBe(
      "✅ Novofon appid_1834174: отримано NOTIFY_START о 14:00. Події приходять.",
    );
    expect(desk.sent.at(-1)).toMatchObject({
      method: "editMessageText",
      payload: { message_id: at.messageId, chat_id: olena.id },
    });
    const before = desk.sent.length;
    await heard(at, { name: "NOTIFY_END" });
    expect(desk.sent.length).toBe(before);
  });

  test("names the reason of a refusal, waits on, and still turns into «received»", async () => {
    const at = await watched();
    await heard(at, { verdict: "refused", reason: "bad_signature", status: 401 });
    expect(desk.last()).toContain("підпис не збігається: оновіть Secret через /novofon");
    await heard(at, { verdict: "ignored", reason: "other_extension" });
    expect(desk.last()).toContain("інший внутрішній номер");
    await heard(at, {});
    expect(desk.last()).toContain("отримано NOTIFY_START");
  });

  test("a message that left later than asked, or was deleted meanwhile, is answered by a new one", async () => {
    desk.limits.deferred = true;
    const at = await watched();
    expect(at.messageId).toBe(0);
    desk.limits.deferred = false;
    await heard(at, { verdict: "refused", reason: "no_signature", status: 401 });
    expect(desk.sent.at(-1)?.method).toBe("sendMessage");
    await heard(at, {});
    expect(desk.sent.at(-1)?.method).toBe("editMessageText");

    desk.time.now += 60_000;
    const again = await watched();
    desk.faults.set("editMessageText", {
      error_code: 400,
      description: "Bad Request: message to edit not found",
    });
    await heard(again, { receivedAt: desk.time.now });
    expect(desk.sent.at(-1)?.method).toBe("sendMessage");
    expect(desk.last()).toContain("отримано NOTIFY_START");
  });

  test("an event that came while the message was on its way is told at once", async () => {
    const at = await watched();
    await insertHooks(desk.db, [{ ...hookOf(at), receivedAt: NOW + 1 }]);
    await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
    expect(desk.last()).toContain("отримано NOTIFY_START");
  });
});

describe("/connect and /health", () => {
  test("show each connection with its last event and the checklist, whose ticks a person gives and takes back", async () => {
    await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("⏳ Novofon appid_1834174: подій ще не було");
    await desk.press(olena, "Novofon appid_1834174");
    expect(desk.last()).toContain("▫️ Лист у підтримку надіслано");
    await desk.press(olena, "▫️ Лист у підтримку надіслано");
    expect(desk.last()).toContain("✅ Лист у підтримку надіслано");
    await desk.press(olena, "✅ Лист у підтримку надіслано");
    expect(desk.last()).toContain("▫️ Лист у підтримку надіслано");
  });

  test("the test event answers with our own status, or says what to check", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    await desk.say(olena, "/health");
    expect(desk.last()).toContain("Подій ще не було");
    await desk.press(olena, "🧪 Тестова подія");
    expect(desk.last()).toContain("відповідь 200");
    desk.answers.test = { unreachable: "refused" };
    await desk.press(olena, "🧪 Тестова подія");
    expect(desk.last()).toContain("не дійшла");
  });

  test("an unlinked account says so to whoever still has its buttons", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${KEY}`);
    await desk.say(olena, "/connect");
    const old = desk.button("Phonet demo.phonet.com.ua");
    await desk.press(olena, old);
    await desk.press(olena, "Від’єднати");
    await desk.press(olena, "Так, від’єднати");
    expect(desk.last()).toContain("Телефонію ще не підключено");
    await desk.press(olena, old);
    expect(desk.last()).toContain("вже від’єднано");
  });
});

type Watched = { businessId: string; tokenId: string; messageId: number | undefined };

/** Links Novofon, so that a message waits for its first event. */
async function watched(): Promise<Watched> {
  await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
  const [mine] = await businessesOf(desk.db, olena.id);
  const businessId = mine?.business.id ?? "";
  const [token] = await tokensOf(desk.db, businessId);
  return { businessId, tokenId: token?.id ?? "", messageId: token?.watch?.messageId };
}

async function heard(at: Watched, hook: Partial<Hook>): Promise<void> {
  await insertHooks(desk.db, [{ ...hookOf(at), receivedAt: NOW + 5000, ...hook }]);
  await refreshWatch({ db: desk.db, api: desk.api() }, at);
}

function hookOf({ businessId, tokenId }: Watched): Hook {
  return {
    businessId,
    tokenId,
    provider: "novofon",
    name: "NOTIFY_START",
    method: "POST",
    query: null,
    contentType: null,
    signature: null,
    raw: new Uint8Array(),
    status: 200,
    verdict: "accepted",
    reason: null,
    events: [],
    receivedAt: NOW,
  };
}
