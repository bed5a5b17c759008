import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { subscribe, subscribedChats } from "../../src/business/chat-service.ts";
import { businessesOf } from "../../src/business/person-service.ts";
import { group, invited, ivan, kate, olena, openDesk, withBusiness, type Desk } from "./desk.ts";
import type { Place } from "./played.ts";

const ivansGroup: Place = { id: -1077, type: "supergroup", title: "Ivan's <own>" };
let desk: Desk;
let businessId: string;
beforeEach(async () => {
  desk = await openDesk();
  await withBusiness(desk);
  businessId = (await businessesOf(desk.db, olena.id))[0]?.business.id ?? "";
});
afterEach(() => desk.close());

const places = async () =>
  (await subscribedChats(desk.db, businessId)).map(({ telegramId }) => telegramId);
const labels = () => desk.buttons().map((button) => button.text);

describe("the chats with cards", () => {
  beforeEach(async () => {
    await desk.say(olena, "/notify");
    desk.time.now += 1000;
    await desk.say(olena, "/notify", { ...group, thread: 7 });
    desk.time.now += 1000;
    await invited(desk, ivan, "Адміністратор");
    await desk.say(ivan, "/notify", ivansGroup);
  });

  test("stand behind a button of /connect with their kinds, and stop one by one", async () => {
    await desk.say(olena, "/connect");
    await desk.press(olena, "📋 Чати з картками");
    expect(desk.last()).toContain(
      "1. Ivan's &lt;own&gt; · група\n2. Front desk · тема № 7\n3. Олена · особистий чат",
    );
    await desk.press(olena, "🔕 1. Ivan's <own>");
    expect(desk.last()).toContain(
      "🔕 Ivan's &lt;own&gt; (група): картки туди більше не приходять.",
    );
    expect(desk.last()).toContain("1. Front desk · тема № 7\n2. Олена · особистий чат");
    expect(await places()).toEqual([olena.id, group.id]);
  });

  test("that a removed member subscribed are named at once and can be stopped from outside", async () => {
    await desk.say(ivan, "/notify");
    await desk.say(olena, "/team");
    await desk.press(olena, "Иван");
    await desk.press(olena, "Прибрати з команди");
    await desk.press(olena, "Так, прибрати");
    const [said] = desk.last().split("\n\n<b>");
    expect(said).toBe(
      [
        "Иван: прибрано з команди.\n",
        "Картки й далі приходять у ці чати; зупинити зайві: /connect → «📋 Чати з картками»",
        "• Ivan's &lt;own&gt; · група",
        "• Front desk · тема № 7",
        "• Олена · особистий чат",
      ].join("\n"),
    );
    await desk.say(olena, "/connect");
    await desk.press(olena, "📋 Чати з картками");
    await desk.press(olena, "🔕 1.");
    expect(await places()).toEqual([olena.id, group.id]);
  });

  test("are neither shown nor stopped in a group or for an operator", async () => {
    await desk.say(olena, "/connect");
    const list = desk.button("📋 Чати з картками");
    await desk.press(olena, list);
    const stop = desk.button("🔕 1. Ivan's <own>");
    await invited(desk, kate, "Оператор");
    for (const [person, place, answer] of [
      [olena, group, "в особистому чаті"],
      [kate, undefined, "Only"],
    ] as const)
      for (const button of [list, stop]) {
        const before = desk.sent.length;
        await desk.press(person, button, place);
        expect(desk.sent.slice(before)).toMatchObject([
          { method: "answerCallbackQuery", payload: { text: expect.stringContaining(answer) } },
        ]);
      }
    expect(await places()).toHaveLength(3);
  });

  test("stopped twice are said to be off already", async () => {
    await desk.say(olena, "/connect");
    await desk.press(olena, "📋 Чати з картками");
    const stop = desk.button("🔕 2. Front desk");
    await desk.press(olena, stop);
    await desk.press(olena, stop);
    expect(desk.last()).toContain("Front desk (тема № 7): картки туди й так не приходять.");
  });
});

test("more chats than a screen holds are reached page by page", async () => {
  for (let n = 1; n <= 25; n += 1)
    await subscribe(desk.db, businessId, {
      botId: 7000000001,
      telegramId: -n,
      threadId: null,
      type: "group",
      title: `G${n}`,
      now: desk.time.now + n,
    });
  await desk.say(olena, "/connect");
  await desk.press(olena, "📋 Чати з картками");
  expect(labels().slice(0, 11)).toEqual([
    ...Array.from({ length: 10 }, (_, index) => `🔕 ${index + 1}. G${25 - index}`),
    "→",
  ]);
  await desk.press(olena, "→");
  await desk.press(olena, "→");
  expect(labels()).toEqual([
    "🔕 21. G5",
    "🔕 22. G4",
    "🔕 23. G3",
    "🔕 24. G2",
    "🔕 25. G1",
    "←",
    "← Назад",
  ]);
});

test("/connect offers no list of chats while there is none", async () => {
  await desk.say(olena, "/connect");
  expect(labels()).not.toContain("📋 Чати з картками");
});
