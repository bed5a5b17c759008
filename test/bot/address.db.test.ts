import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { tokenByHash, tokensOf } from "../../src/business/hook-token-service.ts";
import { saveLines } from "../../src/business/line-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import type { NovofonCheck } from "../../src/gateways/novofon.ts";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

const KEYS = "appid_1834174 novofon-secret-77aa";
let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const labels = () => desk.buttons().map(({ text }) => text);
const scopesNow = async () =>
  (await tokensOf(desk.db, businessId)).map(({ line, ext }) => line ?? ext);
const addressIn = (said: string) => /novofon\/([\w-]{32})/.exec(said)?.[1] ?? "no address";
const answers = (secretPart: string) => tokenByHash(desk.db, sha256Hex(secretPart));

async function openAccount(): Promise<void> {
  await desk.say(olena, "/connect");
  await desk.press(olena, "Novofon appid_1834174");
}

async function openAddress(scope = "усі дзвінки"): Promise<void> {
  await openAccount();
  await desk.press(olena, `⚙️ Адреса: ${scope}`);
}

describe("an address", () => {
  beforeEach(async () => {
    await desk.say(olena, `/novofon ${KEYS}`);
    desk.time.now += 60_000;
  });

  test("is narrowed to a known extension or line, and opened again", async () => {
    await saveLines(desk.db, businessId, [{ number: "+380440000100", name: "Поділ" }]);
    await openAddress();
    expect(desk.last()).toContain("Приймає: усі дзвінки.");
    await desk.press(olena, "🎯 Лише номер або лінія");
    expect(labels()).toEqual([
      "👤 100",
      "👤 102",
      "☎️ +380 44 000 01 00 · Поділ",
      "✏️ Інший номер",
      "✏️ Інша лінія",
      "← Назад",
    ]);
    await desk.press(olena, "👤 102");
    expect(desk.last()).toContain("Приймає: внутрішній номер 102.");
    expect(await scopesNow()).toEqual(["102"]);
    await desk.press(olena, "🎯 Лише номер або лінія");
    await desk.press(olena, "☎️ +380 44 000 01 00");
    expect(await scopesNow()).toEqual(["+380440000100"]);
    await desk.press(olena, "📞 Усі дзвінки");
    expect(await scopesNow()).toEqual([null]);
  });

  test("is narrowed to what a person types, over a restart", async () => {
    await openAddress();
    await desk.press(olena, "🎯 Лише номер або лінія");
    await desk.press(olena, "✏️ Інша лінія");
    await desk.say(olena, "наша");
    expect(desk.last()).toContain("«наша» не схоже на номер телефону");
    desk.restart();
    await desk.say(olena, "044 000 01 00");
    expect(desk.last()).toContain("Приймає: лінія +380 44 000 01 00.");
    await desk.press(olena, "🎯 Лише номер або лінія");
    await desk.press(olena, "✏️ Інший номер");
    await desk.say(olena, "сто");
    expect(desk.last()).toContain("лише з цифр");
    await desk.say(olena, "205");
    expect(await scopesNow()).toEqual(["205"]);
  });

  test("is waited for by one message, whichever address comes after it", async () => {
    const [before] = await tokensOf(desk.db, businessId);
    await openAddress();
    await desk.press(olena, "🔁 Нова адреса замість цієї");
    await desk.press(olena, "Так, замінити");
    const [after] = await tokensOf(desk.db, businessId);
    expect(after?.id).not.toBe(before?.id);
    expect(after?.watch).toEqual(before?.watch);
    expect(desk.texts().filter((said) => said.includes("чекаю на першу подію"))).toHaveLength(1);
  });

  test("gives way to a new one after a confirmation, once: the old answers nobody", async () => {
    await openAddress();
    const old = addressIn(desk.last());
    await desk.press(olena, "🔁 Нова адреса замість цієї");
    expect(desk.last()).toContain("Стара одразу перестане працювати");
    expect(await answers(old)).not.toBeNull();
    const sure = desk.button("Так, замінити");
    await Promise.all([desk.press(olena, sure), desk.press(olena, sure)]);
    expect(await answers(old)).toBeNull();
    const [token, ...more] = await tokensOf(desk.db, businessId);
    expect(more).toEqual([]);
    expect(token?.watch).toMatchObject({ chatId: olena.id });
    const fresh = desk.texts().find((said) => said.includes("✅ Ось нова адреса")) ?? "";
    expect(await answers(addressIn(fresh))).toMatchObject({ id: token?.id });
    expect(desk.texts().some((said) => said.includes("Цієї адреси вже немає"))).toBe(true);
  });

  test("stands beside another for one extension, whose letter carries it", async () => {
    await openAccount();
    await desk.press(olena, "➕ Ще одна адреса");
    expect(desk.last()).toContain("Прийматиме їх лише вона");
    const add = desk.button("👤 102");
    await desk.press(olena, add);
    const [shown, waiting] = desk.texts().slice(-2);
    expect(shown).toContain("✅ Адресу створено.\n\nЇї має ввімкнути підтримка Novofon");
    expect(waiting).toBe(
      "⏳ Novofon appid_1834174, внутрішній номер 102: чекаю на першу подію. Подзвоніть на свій номер.",
    );
    await desk.press(olena, add);
    expect(desk.last()).toContain("Така адреса вже є");
    expect(await scopesNow()).toEqual([null, "102"]);

    await openAccount();
    const [whole, own] = [...desk.last().matchAll(/novofon\/([\w-]{32})/g)].map(([, part]) => part);
    expect(desk.last()).toContain("Адреса для подій, внутрішній номер 102:");
    await desk.press(olena, "✉️ Лист для 102");
    expect(addressIn(desk.last())).toBe(own);
    await openAccount();
    await desk.press(olena, "✉️ Лист для 100");
    expect(addressIn(desk.last())).toBe(whole);
  });

  test("is not narrowed to what another is for, and the last one is not removed", async () => {
    await openAddress();
    await desk.press(olena, "🎯 Лише номер або лінія");
    const narrow = desk.button("👤 102");
    await openAccount();
    await desk.press(olena, "➕ Ще одна адреса");
    await desk.press(olena, "👤 102");
    await desk.press(olena, narrow);
    expect(desk.last()).toContain("вже є інша адреса");
    await openAddress();
    await desk.press(olena, "🗑 Прибрати адресу");
    const dropWhole = desk.button("Так, прибрати");
    await openAddress("внутрішній номер 102");
    await desk.press(olena, "🗑 Прибрати адресу");
    await desk.press(olena, "Так, прибрати");
    expect(desk.last()).toContain("✅ Адресу прибрано");
    await desk.press(olena, dropWhole);
    expect(desk.last()).toContain("Це єдина адреса");
    expect(await scopesNow()).toEqual([null]);
  });

  test("of a disconnected account answers nobody, nor does any other of it", async () => {
    await openAccount();
    await desk.press(olena, "➕ Ще одна адреса");
    await desk.press(olena, "👤 102");
    await openAccount();
    const parts = [...desk.last().matchAll(/novofon\/([\w-]{32})/g)].map(([, part = ""]) => part);
    const opened = desk.button("⚙️ Адреса: внутрішній номер 102");
    await desk.press(olena, "Від’єднати");
    const sure = desk.button("Так, від’єднати");
    await Promise.all([desk.press(olena, sure), desk.press(olena, sure)]);
    expect(await Promise.all(parts.map(answers))).toEqual([null, null]);
    await desk.press(olena, opened);
    expect(desk.last()).toContain("Цієї адреси вже немає");
  });

  test("is for admins of its business alone, at the moment of the press", async () => {
    await invited(desk, ivan, "Адміністратор");
    await openAddress();
    await desk.press(olena, "🎯 Лише номер або лінія");
    const narrow = desk.button("👤 102");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити оператором");
    for (const [person, said] of [
      [ivan, "Это может только"],
      [kate, "no longer works"],
    ] as const) {
      await desk.press(person, narrow);
      expect(desk.sent.at(-1)?.payload["text"]).toContain(said);
    }
    expect(await scopesNow()).toEqual([null]);
  });

  test("for a line has a letter for each extension, all with that address", async () => {
    await desk.say(olena, `/novofon ${KEYS} line 044 000 01 00`);
    const own = addressIn(desk.texts().at(-2) ?? "");
    await desk.press(olena, "✉️ Лист для 100");
    expect(addressIn(desk.last())).toBe(own);
    await openAddress("лінія +380 44 000 01 00");
    await desk.press(olena, "✉️ Лист для 102");
    expect(addressIn(desk.last())).toBe(own);
    await openAddress("лінія +380 44 000 01 00");
    await desk.press(olena, "✉️ Інший номер");
    await desk.say(olena, "205");
    expect(addressIn(desk.last())).toBe(own);
  });

  test("a letter that no address would serve offers one", async () => {
    await openAddress();
    await desk.press(olena, "🎯 Лише номер або лінія");
    await desk.press(olena, "👤 102");
    await openAccount();
    await desk.press(olena, "✉️ Лист для 100");
    expect(desk.last()).toContain("Жодна адреса не приймає внутрішній номер 100");
    await desk.press(olena, "➕ Адреса для 100");
    await desk.press(olena, "✉️ Лист для 100");
    expect(desk.last()).toContain("Внутренний номер АТС: 100");
  });
});

describe("the one-line form", () => {
  test.each([
    [`/novofon ${KEYS} ext 101`, "101", "Приймає: внутрішній номер 101."],
    [`/novofon ${KEYS} line 044 000 01 00`, "+380440000100", "Приймає: лінія +380 44 000 01 00."],
    ["/phonet demo.phonet.com.ua phonet-key-9f3a ext 101", "101", "внутрішній номер 101"],
  ])("%s narrows the address", async (line, scope, said) => {
    await desk.say(olena, line);
    expect(desk.texts().at(-2)).toContain(said);
    expect(await scopesNow()).toEqual([scope]);
  });

  test("a scope given with the Key holds for the Secret that follows", async () => {
    await desk.say(olena, "/novofon appid_1834174 ext 101");
    await desk.say(olena, "novofon-secret-77aa");
    expect(await scopesNow()).toEqual(["101"]);
    expect(desk.texts().at(-2)).toContain("Novofon підключено");
    const letters = desk.sent
      .flatMap(({ buttons }) => buttons.map(({ text }) => text))
      .filter((label) => label.startsWith("✉️ Лист"));
    expect(letters).toEqual(["✉️ Лист для 101"]);
  });

  test.each([`/novofon ${KEYS} ext abc`, `/novofon ${KEYS} line 12`])(
    "%s links nothing, and its keys are deleted",
    async (line) => {
      await desk.say(olena, line);
      expect(desk.last()).toContain("<code>ext 101</code>");
      expect(desk.sent.some(({ method }) => method === "deleteMessage")).toBe(true);
      expect(await scopesNow()).toEqual([]);
    },
  );
});

describe("an account that another business has linked too", () => {
  test("says so to each admin, names nobody, and offers to narrow", async () => {
    await desk.say(olena, `/novofon ${KEYS}`);
    expect(desk.texts().join()).not.toContain("ще один бізнес");
    await desk.say(ivan, "/start");
    await desk.press(ivan, "Русский");
    await desk.say(ivan, "Ромашка");
    await desk.say(ivan, `/novofon ${KEYS}`);
    const linked = desk.texts().at(-2) ?? "";
    expect(linked).toContain("Этот кабинет Novofon подключил ещё один бизнес");
    expect(linked).not.toContain("Лілея");
    await desk.press(ivan, "🎯 Только номер или линия");
    await desk.press(ivan, "👤 102");
    expect(desk.last()).toContain("Принимает: внутренний номер 102.");

    await openAccount();
    expect(desk.last()).toContain("Цей кабінет Novofon підключив ще один бізнес");
    expect(desk.last()).not.toContain("Ромашка");
    expect(await answers(addressIn(desk.last()))).toMatchObject({
      others: [{ line: null, ext: "102" }],
    });
  });
});

describe("the key checked again", () => {
  beforeEach(() => desk.say(olena, `/novofon ${KEYS}`));

  test.each([
    [{ ok: true, timezone: "Etc/GMT-3", extensions: [] }, "ключ дійсний"],
    [{ refused: "key" }, "ключ більше не приймають. Вставте новий: /novofon"],
    [{ limited: true, retryAfterS: null }, "просить зачекати"],
    [{ unreachable: "timeout" }, "зараз не відповідає"],
  ] satisfies [NovofonCheck, string][])(
    "%o is told on the account's screen and in /health",
    async (answer, said) => {
      desk.answers.novofon = answer;
      await openAccount();
      await desk.press(olena, "🔑 Перевірити ключ");
      expect(desk.last()).toContain(said);
      expect(desk.last()).toContain("· налаштування");
      await desk.say(olena, "/health");
      await desk.press(olena, "🔑 Перевірити ключ · Novofon");
      expect(desk.last()).toContain(said);
      expect(desk.last()).toContain("· стан");
    },
  );

  test("a refused one stays marked until it opens again", async () => {
    desk.answers.novofon = { refused: "key" };
    await desk.say(olena, "/health");
    await desk.press(olena, "🔑 Перевірити ключ · Novofon");
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("⚠️ Novofon appid_1834174: ключ більше не приймають");
    desk.answers.novofon = { unreachable: "timeout" };
    await desk.press(olena, "🔑 Перевірити ключ · Novofon");
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("ключ більше не приймають");
    desk.answers.novofon = { ok: true, timezone: "Etc/GMT-3", extensions: [] };
    await desk.press(olena, "🔑 Перевірити ключ · Novofon");
    await desk.say(olena, "/connect");
    expect(desk.last()).toContain("подій ще не було");
  });
});
