import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { accountsOf } from "../../src/business/account-service.ts";
import { tokensOf } from "../../src/business/hook-token-service.ts";
import { membersOf } from "../../src/business/member-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import {
  group,
  invited,
  inviteOf,
  ivan,
  kate,
  NOW,
  olena,
  openDesk,
  withBusiness,
  type Desk,
} from "../bot/desk.ts";
import type { Key, Person, Place, Sent } from "../bot/played.ts";

const SEVEN_DAYS = 7 * 24 * 3_600_000;
const phonetKey = "canary-phonet-key-0001";
const oleg: Person = { id: 104, first_name: "Олег", language_code: "uk" };
let desk: Desk;
let businessId: string;

beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

describe("a button", () => {
  test("of one business does nothing for the owner of another, wherever it is pressed", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${phonetKey}`);
    await desk.say(olena, "/connect");
    await desk.press(olena, "Phonet demo.phonet.com.ua");
    const buttons = everyButton(desk);
    const before = await stateOf(desk);
    await ownBusiness(kate, "Daisy");
    for (const button of buttons)
      for (const place of [undefined, group]) {
        const said = await heardBy(() => desk.press(kate, button, place));
        expect(said.map(({ method }) => method)).toEqual(["answerCallbackQuery"]);
      }
    expect(await stateOf(desk)).toEqual(before);
  });

  test("that nobody made is answered and changes nothing, whatever it holds", async () => {
    const before = await stateOf(desk);
    const guesses = [
      "0",
      "' or 1=1 --",
      "../../etc",
      '{"do":"remove_sure","personId":101}',
      businessId,
      "A".repeat(22),
      "lang:",
      "lang:xx",
      "lang:uk\n",
      "business:new2",
      "я".repeat(32),
      "\u0001\u202e",
    ];
    for (const data of guesses)
      for (const person of [olena, kate]) {
        const said = await heardBy(() => desk.press(person, { text: "…", callback_data: data }));
        expect([data, said.map(({ method }) => method)]).toEqual([data, ["answerCallbackQuery"]]);
      }
    expect(await stateOf(desk)).toEqual(before);
  });

  test("of a removed member, pressed from an old message, no longer works, nor does a form they began", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/connect");
    const buttons = desk.buttons().filter(({ callback_data }) => callback_data !== "business:new");
    await desk.say(ivan, "/phonet");
    await removed(ivan);
    const before = await stateOf(desk);
    await desk.say(ivan, `demo.phonet.com.ua ${phonetKey}`);
    expect(desk.texts().join("\n")).not.toContain("/api/webhooks/");
    for (const button of buttons)
      if (button.callback_data !== undefined) {
        const said = await heardBy(() => desk.press(ivan, button));
        expect(said.map(({ method }) => method)).toEqual(["answerCallbackQuery"]);
      }
    expect(await stateOf(desk)).toEqual(before);
  });

  test("of a member of two businesses acts for the one that made it", async () => {
    await ownBusiness(ivan, "Ромашка");
    await invited(desk, ivan, "Адміністратор");
    const both = await businessesOf(desk.db, ivan.id);
    const other = both.find(({ business }) => business.id !== businessId)?.business.id ?? "";
    await desk.say(ivan, "/connect");
    const ours = desk.button("💬 Карточки");
    await desk.press(ivan, "Другой бизнес: Ромашка");
    await desk.say(ivan, "/notify", group);
    await desk.press(ivan, ours);
    expect(await chatsOf(desk, other)).toEqual([group.id]);
    expect(await chatsOf(desk, businessId)).toEqual([ivan.id]);
  });
});

describe("a group", () => {
  beforeEach(() => desk.say(olena, "/notify", group));

  test("tells strangers nothing and lets them change nothing", async () => {
    const before = await stateOf(desk);
    for (const command of ["/notify off", "/notify", "/calls", "/connect", "/team", "/health"]) {
      const said = await heardBy(() => desk.say(kate, command, group));
      const texts = said.map(({ text }) => text ?? "").join("\n");
      expect(texts).not.toMatch(/Лілея|\+380|webhooks/);
    }
    await desk.press(kate, "🔕", group);
    expect(await stateOf(desk)).toEqual(before);
  });

  test("of another business is not the place where a member acts for their own", async () => {
    await ownBusiness(kate, "Daisy");
    const said = await heardBy(() => desk.say(kate, "/notify", group));
    expect(said.map(({ text }) => text).join("\n")).not.toContain("Daisy");
    expect(await desk.db.$client`select 1 from chats where business_id <> ${businessId}`).toEqual(
      [],
    );
  });

  test("never shows a key, nor is a form filled there", async () => {
    await desk.say(olena, `/phonet demo.phonet.com.ua ${phonetKey}`, group);
    expect(await accountsOf(desk.db, businessId)).toEqual([]);
    await desk.say(olena, "/phonet", group);
    await desk.say(olena, `demo.phonet.com.ua ${phonetKey}`, group);
    expect(await accountsOf(desk.db, businessId)).toEqual([]);
    expect(desk.texts().join("\n")).not.toContain(phonetKey);
  });
});

describe("an invitation", () => {
  test("joins one person once, in a private chat, within seven days", async () => {
    const link = await invitation("➕ Оператор");
    await desk.say(ivan, `/start ${link}`, group);
    expect(Object.keys(await roles())).toEqual([String(olena.id)]);
    desk.time.now = NOW + SEVEN_DAYS - 1;
    await desk.say(ivan, `/start ${link}`);
    await desk.say(kate, `/start ${link}`);
    expect(await roles()).toEqual({ [olena.id]: "owner", [ivan.id]: "operator" });
  });

  test("is void at the seventh day's end, and for good", async () => {
    const link = await invitation("➕ Оператор");
    desk.time.now = NOW + SEVEN_DAYS;
    await desk.say(ivan, `/start ${link}`);
    desk.time.now = NOW;
    expect(await roles()).toEqual({ [olena.id]: "owner" });
  });

  test("does not bring a removed member back a second time", async () => {
    const link = await invitation("➕ Оператор");
    await desk.say(ivan, `/start ${link}`);
    await removed(ivan);
    await desk.say(ivan, `/start ${link}`);
    expect(await roles()).toEqual({ [olena.id]: "owner" });
  });

  test("made by a member ends with the member, also when that member joined by another's", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "➕ Оператор");
    const link = inviteOf(desk);
    await removed(ivan);
    for (const person of [ivan, kate]) await desk.say(person, `/start ${link}`);
    expect(await roles()).toEqual({ [olena.id]: "owner" });
  });

  test("for an admin ends when its maker may no longer invite admins", async () => {
    await invited(desk, ivan, "Адміністратор");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити власником");
    await desk.say(ivan, "/team");
    await desk.press(ivan, "➕ Администратор");
    const link = inviteOf(desk);
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Зробити адміністратором");
    await desk.say(oleg, `/start ${link}`);
    expect(await roles()).toEqual({ [olena.id]: "owner", [ivan.id]: "admin" });
  });

  test("guessed joins nobody", async () => {
    await invitation("➕ Оператор");
    for (const guess of ["", "join_", "join_%", "join_' or ''='", `join_${"A".repeat(3000)}`])
      await desk.say(kate, `/start ${guess}`);
    expect(await roles()).toEqual({ [olena.id]: "owner" });
  });
});

test("a button that shows an address shows none in a group", async () => {
  await desk.say(olena, "/novofon appid_1834174 canary-novofon-secret");
  await desk.say(olena, "/connect");
  await desk.press(olena, "Novofon appid_1834174");
  const buttons = everyButton(desk);
  const said = await heardBy(async () => {
    for (const button of buttons) await desk.press(olena, button, group);
  });
  expect(said.filter(({ text }) => text?.includes("/api/webhooks/"))).toEqual([]);
});

async function ownBusiness(person: Person, name: string): Promise<void> {
  await desk.say(person, "/start");
  await desk.press(person, person === kate ? "English" : "Русский");
  await desk.say(person, name);
}

async function removed(person: Person): Promise<void> {
  await desk.say(olena, "/team");
  await desk.press(olena, person.first_name);
  await desk.press(olena, "Прибрати з команди");
  await desk.press(olena, "Так, прибрати");
}

async function invitation(button: string): Promise<string> {
  await desk.say(olena, "/team");
  await desk.press(olena, button);
  return inviteOf(desk);
}

async function roles(): Promise<Record<string, string>> {
  const members = await membersOf(desk.db, businessId);
  return Object.fromEntries(members.map(({ personId, role }) => [personId, role]));
}

async function heardBy(act: () => Promise<unknown>): Promise<Sent[]> {
  const before = desk.sent.length;
  await act();
  return desk.sent.slice(before);
}

/** Every button with an action of the business that any screen has shown. */
function everyButton(of: Desk): Key[] {
  return of.sent
    .flatMap(({ buttons }) => buttons)
    .filter(({ callback_data: data }) => data !== undefined && !/^(lang|business):/.test(data));
}

async function chatsOf(of: Desk, id: string): Promise<number[]> {
  const rows = await of.db.$client<{ telegram_id: string }[]>`
    select telegram_id from chats where business_id = ${id} and unsubscribed_at is null`;
  return rows.map((row) => Number(row.telegram_id));
}

/** Everything of the business that a button may change. */
async function stateOf(of: Desk) {
  const chat: Place = group;
  const { $client: sql } = of.db;
  return {
    members: await membersOf(of.db, businessId),
    accounts: await accountsOf(of.db, businessId),
    tokens: await tokensOf(of.db, businessId),
    business: await sql`select * from businesses where id = ${businessId}`,
    invites: await sql`select * from invites where business_id = ${businessId}`,
    chats:
      await sql`select * from chats where business_id = ${businessId} or telegram_id = ${chat.id}`,
  };
}
