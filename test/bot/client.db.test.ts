import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { removeMember } from "../../src/business/member-service.ts";
import { reference } from "../../src/business/button-service.ts";
import { mergeClients } from "../../src/crm/client-merge-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import { dial, hangup } from "../calls/hooks.ts";
import { createStage } from "../calls/stage.ts";
import {
  group,
  invited,
  ivan,
  kate,
  NOW,
  olena,
  openDesk,
  withBusiness,
  type Desk,
} from "./desk.ts";

let desk: Desk;
let business: Business;
let last = 0;
beforeAll(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  const mine = (await businessesOf(desk.db, olena.id))[0]?.business;
  if (!mine) throw new Error("no business");
  business = mine;
});
afterAll(() => desk.close());
beforeEach(() => desk.say(olena, "/cancel"));

/** A client with a number that nobody had yet. */
async function client(name: string | null = null) {
  last += 1;
  const phone = `+38050${String(last).padStart(7, "0")}`;
  const shown = `+380 50 000 ${String(last).padStart(4, "0").replace(/..$/, " $&")}`;
  return { ...(await saveClient(desk.db, business.id, { name, phone, now: NOW })), phone, shown };
}
const labels = () => desk.buttons().map(({ text }) => text);
const press = (action: object) =>
  reference(desk.db, business.id, action).then((callback_data) =>
    desk.press(olena, { text: "…", callback_data }),
  );
const named = async (phone: string) =>
  (await clientsByPhones(desk.db, business.id, [phone])).get(phone);

describe("/client", () => {
  test("keeps a client written in one line and opens the card", async () => {
    await desk.say(olena, "/client 067 444 00 01 Оксана <К.>");
    expect(desk.last()).toBe(
      "Клієнта додано.\n\n<b>Оксана &lt;К.&gt;</b>\n+380 67 444 00 01\n\nУ базі з 24.11 · дзвінків: 0",
    );
    await desk.say(olena, "/client Оксана Ковальчук 0674440001");
    expect(desk.last()).toContain("ім’я оновлено.\n\n<b>Оксана Ковальчук</b>");
    await desk.say(olena, "/client 0674440001");
    expect(desk.last()).toContain("Такий клієнт уже є.\n\n<b>Оксана Ковальчук</b>");
  });

  test("says how when there is no number", async () => {
    await desk.say(olena, "/client");
    expect(desk.last()).toContain("Напишіть номер та ім’я в одному рядку");
    await desk.say(olena, "/client Оксана");
    expect(desk.last()).toContain("Не бачу номера");
  });
});

describe("/clients", () => {
  test("lists them by eight, newest first, finds by name and last digits, and says so when nobody fits", async () => {
    for (let at = 1; at <= 10; at += 1) await client(`Сторінкова ${String(at).padStart(2, "0")}`);
    await desk.say(olena, "/clients сторінкова");
    expect(desk.last()).toBe("<b>Клієнти</b> · сторінкова");
    expect(labels()).toHaveLength(9);
    expect(labels()[0]).toMatch(/^Сторінкова 10 · \+380 50 /);
    await desk.press(olena, "Давніші ▶");
    expect(labels().map((label) => label.slice(0, 13))).toEqual([
      "Сторінкова 02",
      "Сторінкова 01",
      "◀ Новіші",
    ]);
    await desk.say(olena, "/clients сторінкова 07");
    expect(desk.last()).toContain("<b>Сторінкова 07</b>");
    const { phone, shown } = await client("Ззаду");
    await desk.say(olena, `/clients ${phone.slice(-4)}`);
    expect(desk.last()).toContain(shown);
    await desk.say(olena, "/clients 100%");
    expect(desk.last()).toBe(
      "За запитом «100%» нікого немає. Спробуйте частину імені або останні цифри номера.",
    );
  });
});

describe("a client's card", () => {
  test("gets a name and numbers by questions; nonsense is asked again", async () => {
    const { id, phone } = await client();
    await desk.say(olena, `/clients ${phone}`);
    expect(desk.last()).toContain("<b>Без імені</b>");
    await desk.press(olena, "✏️ Ім’я");
    await desk.say(olena, "12345");
    expect(desk.last()).toBe("Не бачу імені. Напишіть його словами, будь ласка.");
    await desk.say(olena, "Наталя");
    expect(desk.last()).toContain("<b>Наталя</b>");
    await desk.press(olena, "➕ Номер");
    await desk.say(olena, "багато");
    expect(desk.last()).toContain("не схоже на номер");
    await desk.say(olena, "067 222 00 01");
    expect(desk.last()).toContain("+380 67 222 00 01");
    await desk.press(olena, "➖ Номер");
    await desk.press(olena, "+380 67 222 00 01");
    expect(desk.last()).not.toContain("222 00 01");
    await press({ do: "client_drop", clientId: id, phone });
    expect(desk.last()).toContain("Це єдиний номер клієнта");
  });

  test("carries the marks, which are taken back the same way", async () => {
    const { phone } = await client("Марко");
    await desk.say(olena, `/clients ${phone}`);
    await desk.press(olena, "🚫 Не телефонувати");
    expect(desk.last()).toContain("🚫 Просили не телефонувати");
    await desk.press(olena, "🔕 Не клієнт");
    expect(await named(phone)).toMatchObject({ doNotCall: true, notClient: true });
    await desk.press(olena, "📞 Можна телефонувати");
    await desk.press(olena, "👤 Це клієнт");
    expect(await named(phone)).toMatchObject({ doNotCall: false, notClient: false });
  });

  test("is merged with another after a question that says what goes over", async () => {
    const [kept, left] = [await client("Лишається"), await client("Зникає")];
    await desk.say(olena, `/clients ${kept.phone}`);
    await desk.press(olena, "🔗 Об’єднати…");
    await desk.say(olena, "жодного такого");
    expect(desk.last()).toContain("нікого немає");
    await desk.say(olena, "зника");
    await desk.press(olena, "Зникає");
    expect(desk.last()).toContain(`Зникає, ${left.shown} → Лишається, ${kept.shown}`);
    const sure = desk.button("🔗 Так, об’єднати");
    await desk.press(olena, sure);
    expect(desk.last()).toContain("Клієнтів об’єднано.\n\n<b>Лишається</b>");
    expect(desk.last()).toContain(left.shown);
    await desk.press(olena, sure);
    expect(desk.last()).toContain("Це вже один клієнт.");
  });

  test("of somebody whose number another client has offers to merge the two", async () => {
    const [one, two] = [await client("Перша"), await client("Друга")];
    await desk.say(olena, `/clients ${one.phone}`);
    await desk.press(olena, "➕ Номер");
    await desk.say(olena, two.phone);
    expect(desk.last()).toContain(`Цей номер уже має Друга, ${two.shown}.`);
    await desk.press(olena, "🔗 Об’єднати…");
    expect(desk.last()).toContain("Об’єднати двох клієнтів?");
  });

  test("of a merged client leads to the one who took over, of an erased one to a sentence", async () => {
    const [kept, left] = [await client("Жива"), await client("Порожня")];
    const zone = business.timezone;
    await mergeClients(desk.db, business.id, { from: left.id, into: kept.id, zone, now: NOW });
    await press({ do: "client_mark", clientId: left.id, flag: "doNotCall", on: true });
    expect(desk.last()).toContain("Цього клієнта об’єднали з іншим");
    expect(await named(kept.phone)).toMatchObject({ doNotCall: true });
    await desk.db.execute(sql`delete from client_phones where client_id = ${kept.id}`);
    await desk.db.execute(
      sql`delete from clients where id = ${kept.id} or merged_into = ${kept.id}`,
    );
    for (const action of [
      { do: "client", clientId: kept.id },
      { do: "client_ask", clientId: kept.id, what: "name" },
      { do: "client_merge_sure", from: kept.id, into: left.id },
    ]) {
      await press(action);
      expect(desk.last()).toBe("Цього клієнта більше немає: дані видалено. Інші клієнти: /clients");
    }
  });
});

describe("who may", () => {
  test("an operator works with clients; removed in the middle of a form they are told", async () => {
    await invited(desk, ivan, "Оператор");
    const { phone } = await client("Спільна");
    await desk.say(ivan, `/clients ${phone}`);
    await desk.press(ivan, "✏️ Имя");
    await removeMember(desk.db, business.id, { personId: ivan.id, by: olena.id, now: NOW });
    await desk.say(ivan, "Чужое имя");
    expect(desk.last()).toContain("Это может только");
    expect((await named(phone))?.name).toBe("Спільна");
  });

  test("in a group clients are named only where cards come, masked where the chat wants it", async () => {
    const { phone, shown } = await client("Групова");
    await desk.say(olena, `/clients ${phone}`, group);
    expect(desk.last()).not.toContain(shown);
    await desk.say(olena, "/notify", group);
    await desk.say(olena, `/clients ${phone}`, group);
    expect(desk.last()).toContain(shown);
    await desk.db.execute(sql`update chats set masked = true where telegram_id = ${group.id}`);
    await desk.say(olena, `/clients ${phone}`, group);
    expect(desk.last()).toContain("+380 50 ••• ••");
    expect(labels()).not.toContain("📞 Дзвінки");
    await desk.say(kate, `/clients ${phone}`, group);
    expect(desk.last()).not.toContain("Групова");
  });
});

test("a shared contact becomes a client once it is confirmed; a stranger's does not", async () => {
  const contact = { phone_number: "380673330001", first_name: "Зоя", last_name: "З контактів" };
  const share = (person: typeof olena) =>
    desk.handle({
      message: {
        message_id: 501,
        date: 1,
        from: { ...person, is_bot: false },
        chat: { id: person.id, type: "private", first_name: person.first_name },
        contact,
      },
    });
  await share(olena);
  expect(desk.last()).toBe("Зберегти клієнта? Зоя З контактів, +380 67 333 00 01");
  await desk.press(olena, "✅ Зберегти");
  expect(await named("+380673330001")).toMatchObject({
    name: "Зоя З контактів",
    nameFrom: "contact",
  });
  await share(olena);
  expect(desk.last()).toContain("Такий клієнт уже є.\n\n<b>Зоя З контактів</b>");
  await share(kate);
  expect(desk.last()).not.toContain("Зоя");
});

test("a caller's card leads to the client that the call made, with the calls before it", async () => {
  const stage = await createStage(desk.db, business);
  const chat = await stage.subscribe(-77);
  for (const [at, uuid] of [
    [0, "a1"],
    [100, "b2"],
  ] as const) {
    await stage.until(at, 10);
    await stage.hear(dial(at, { uuid, dial: at }));
    await stage.hear(hangup(at + 20, { uuid, dial: at }));
    await stage.until(at + 60, 10);
  }
  const [first, second] = stage.standing(chat).filter((html) => html.includes("Пропущений"));
  expect(first).not.toContain("дзвінок · останній");
  expect(second).toContain("2-й дзвінок · останній 11:00");
  const [call] = await desk.db.execute<{ id: string }>(
    sql`select id from calls order by id desc limit 1`,
  );
  await press({ do: "card_client", callId: Number(call?.id) });
  expect(desk.last()).toContain("<b>Оксана</b>\n+380 67 111 00 01");
  expect(desk.last()).toContain("дзвінків: 2");
  expect(desk.last().match(/❌/g)).toHaveLength(2);
  await press({ do: "card_client", callId: 999_999 });
  expect(desk.last()).toContain("Цього дзвінка вже немає");
});
