import { afterEach, beforeEach, expect, test } from "vitest";
import { tokensOf } from "../../src/business/hook-token-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, invited, ivan, olena, openDesk, withBusiness, type Desk } from "../bot/desk.ts";
import type { Key } from "../bot/played.ts";

let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

test("a button pressed in a group shows no address, letter, invite or member there, and changes none", async () => {
  await invited(desk, ivan, "Оператор");
  await desk.say(olena, "/novofon appid_1834174 canary-novofon-secret");
  await desk.say(olena, "/connect");
  await desk.press(olena, "Novofon appid_1834174");
  await desk.press(olena, "⚙️ ");
  await desk.press(olena, "🔁 ");
  await desk.say(olena, "/team");
  await desk.press(olena, "Иван");
  const tokens = await tokensOf(desk.db, businessId);
  const before = desk.sent.length;
  for (const button of actionButtons(desk)) await desk.press(olena, button, group);
  const heard = desk.sent.slice(before);
  expect(heard.filter(({ text }) => /webhooks|join_|Novofon|Иван/.test(text ?? ""))).toEqual([]);
  expect(heard.map(({ payload }) => payload["text"])).toContain(
    "Це зручніше й безпечніше в особистому чаті зі мною.",
  );
  expect(await tokensOf(desk.db, businessId)).toEqual(tokens);
});

/** Every button with an action of the business that any screen has shown. */
function actionButtons(of: Desk): Key[] {
  return of.sent
    .flatMap(({ buttons }) => buttons)
    .filter(({ callback_data: data }) => data !== undefined && !/^(lang|business):/.test(data));
}
