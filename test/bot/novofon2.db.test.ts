import { afterEach, beforeEach, expect, test } from "vitest";
import { accountsOf } from "../../src/business/account-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { notificationTemplate } from "../../src/telephony/novofon2-template.ts";
import { olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
});
afterEach(() => desk.close());

/** The block of the last message as Telegram shows it. */
function template(): string {
  const block = /<pre>([^]+)<\/pre>/.exec(desk.last())?.[1] ?? "";
  return block.replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

test("a linked Novofon shows what its cabinet of the second platform needs, with the same address", async () => {
  await desk.say(olena, "/novofon appid_1834174 novofon-secret-77aa");
  const address = /<code>(https[^<]+)<\/code>/.exec(desk.texts().at(-2) ?? "")?.[1] ?? "none";
  await desk.press(olena, "🧩 Novofon 2.0");
  const said = desk.last();
  expect(said).toContain("три кроки в кабінеті");
  expect(said).toContain("«Завершение звонка»");
  expect(said).toContain(`<code>${address}</code>`);
  expect(said).toContain(
    `<code>${address.replace("/api/webhooks/", "/api/call-summary/webhook/")}</code>`,
  );
  expect(template()).toBe(notificationTemplate);
  await desk.press(olena, "← Назад");
  expect(desk.last()).toContain(address);
});

test("a cabinet without a key is linked by its number; nothing asks for a key afterwards", async () => {
  await desk.say(olena, "/novofon");
  await desk.press(olena, "🧩 Novofon 2.0, без ключа");
  expect(desk.last()).toContain("ключа немає");
  await desk.say(olena, "мій номер");
  expect(desk.last()).toContain("не схоже на номер телефону");
  await desk.say(olena, "+7 495 000-11-22");
  expect(desk.texts().at(-2)).toContain("+74950001122</b>\nЧас кабінету: Europe/Kyiv");
  expect(desk.texts().at(-2)).toContain("три кроки в кабінеті");
  expect(desk.last()).toContain("Novofon +74950001122: чекаю на першу подію");

  const [mine] = await businessesOf(desk.db, olena.id);
  const accounts = await accountsOf(desk.db, mine?.business.id ?? "");
  expect(accounts).toMatchObject([{ provider: "novofon", label: "+74950001122" }]);
  await desk.say(olena, "/connect");
  await desk.press(olena, "Novofon +74950001122 · 1 з 5");
  const labels = desk.buttons().map(({ text }) => text);
  expect(labels).toContain("🧩 Novofon 2.0");
  expect(labels.join()).not.toMatch(/Лист|Перевірити ключ|Замінити ключ/);
});

test("the same number linked again keeps its address, and takes the clock of the cabinet", async () => {
  const first = await link();
  expect(first).toMatch(/^https:\/\/desk\.example\/api\/webhooks\/novofon\/[\w-]{32}$/);
  expect(await link(" UTC+5")).toBe(first);
  expect(desk.texts().at(-2)).toContain("Час кабінету: UTC+5");
  const [mine] = await businessesOf(desk.db, olena.id);
  const accounts = await accountsOf(desk.db, mine?.business.id ?? "");
  expect(accounts).toMatchObject([{ timezone: "Etc/GMT-5" }]);
});

async function link(zone = ""): Promise<string> {
  await desk.say(olena, "/novofon");
  await desk.press(olena, "🧩 Novofon 2.0, без ключа");
  await desk.say(olena, `+74950001122${zone}`);
  return /<code>(https[^<]+)<\/code>/.exec(desk.texts().at(-2) ?? "")?.[1] ?? "";
}
