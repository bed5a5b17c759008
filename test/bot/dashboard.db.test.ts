import { afterAll, beforeAll, expect, test } from "vitest";
import { entries } from "../../src/db/schema/session.ts";
import { sha256Hex } from "../../src/lib/hmac.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  await invited(desk, ivan, "Оператор");
});
afterAll(() => desk.close());

const rows = () => desk.db.select().from(entries);

test("/dashboard gives a member a link of their own, and the Mini App where there is https", async () => {
  await desk.say(olena, "/dashboard");
  expect(desk.last()).toContain("Не передавайте його нікому");
  const [open, here] = desk.buttons();
  const code = /^https:\/\/desk\.example\/dashboard\/enter\/([\w-]{32})$/.exec(
    open?.url ?? "",
  )?.[1];
  expect(here).toMatchObject({ web_app: { url: "https://desk.example/dashboard/app" } });
  const [entry] = await rows();
  expect(entry).toMatchObject({ personId: olena.id, codeHash: sha256Hex(code ?? "") });
  await desk.say(ivan, "/dashboard");
  expect((await rows()).map(({ personId }) => personId).toSorted((a, b) => a - b)).toEqual([
    olena.id,
    ivan.id,
  ]);
});

test("in a group the link is not told, and who is no member gets none", async () => {
  const before = (await rows()).length;
  await desk.say(olena, "/dashboard", group);
  expect(desk.last()).toContain("особистому чаті");
  await desk.say(kate, "/dashboard");
  expect(desk.last()).toContain("/start");
  expect(await rows()).toHaveLength(before);
});
