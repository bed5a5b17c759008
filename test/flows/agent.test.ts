import { sql } from "drizzle-orm";
import { afterAll, expect, test } from "vitest";
import { until } from "../db/until.ts";
import { openDuo } from "./duo.ts";
import { keyOf, messageWith, openSalon, type SalonTenant } from "./salon.ts";
import { settled } from "./settle.ts";
import { owner } from "./stand.ts";
import { leaveNothing, openWorld, type World } from "./world.ts";

const RIVALS = 20;

afterAll(leaveNothing);

/** A customer of the salon's bot, who has said something to it. */
async function customer(world: World, { botId }: SalonTenant, name: string) {
  const { id } = await world.stand.person({ first_name: name, language_code: "uk" });
  const chat = `p${id}-${botId}`;
  const says = (text: string) => world.stand.post("say", { person: id, bot: botId, text });
  const replies = async () =>
    (await world.stand.messages(chat).catch(() => [])).filter(({ from }) => from.is_bot);
  return {
    id,
    chat,
    says,
    replies,
    /** Says it and waits for the next answer. */
    asks: async (text: string) => {
      const before = (await replies()).length;
      await says(text);
      return until(`an answer to «${text}»`, async () => (await replies())[before], 60_000);
    },
    presses: (message: { message_id: number }, data: string | null) =>
      world.stand.post("press", { person: id, chat, message_id: message.message_id, data }),
  };
}

async function visitsOf(world: World, { businessId }: SalonTenant) {
  const rows = await world.db().execute<{ status: string; name: string | null }>(sql`
    select b.status, c.name from bookings b left join clients c on c.id = b.client_id
    where b.business_id = ${businessId} and b.number is not null order by b.id`);
  return [...rows];
}

test("from a file and a token to a customer's visit: the owner sees it, an event leaves, and a kill in between loses nothing", async () => {
  const world = await openWorld();
  try {
    const salon = await openSalon(world);
    const oksana = await customer(world, salon, "Оксана");
    expect((await oksana.asks("Добрий день! Скільки коштує борода?")).text).toContain("500");
    const offered = await oksana.asks("Запишіть мене на завтра");
    const noon = keyOf(offered, "12:00");
    expect(noon).not.toBeNull();
    await oksana.presses(offered, noon);
    await messageWith(world.stand, oksana.chat, ({ text }) => /ім.я/i.test(text));
    await oksana.says("Оксана, 067 000 00 01");
    await world.kill("tree");
    await world.restart();
    const draft = await messageWith(world.stand, oksana.chat, (one) => keyOf(one, "Так") !== null);
    for (const fact of ["Стрижка бороди", "12:00", "Тарас", "500"])
      expect(draft.text).toContain(fact);
    expect(await visitsOf(world, salon)).toEqual([]);
    await oksana.presses(draft, keyOf(draft, "Так"));
    await oksana.says("так");
    await messageWith(world.stand, oksana.chat, ({ text }) => text.includes("✅"));
    await settled(world, 60_000);
    expect(await visitsOf(world, salon)).toEqual([{ status: "booked", name: "Оксана" }]);
    const told = await world.db().execute<{ event: string }>(sql`
      select event from events where business_id = ${salon.businessId} and event like 'booking.%'`);
    expect([...told]).toEqual([{ event: "booking.created" }]);
    const card = await messageWith(
      world.stand,
      `p${owner.id}-${world.botId}`,
      ({ text }) => text.includes("Оксана") && text.includes("12:00"),
    );
    expect(card.text).toContain("+380 67 000 00 01");
  } finally {
    await world.close();
  }
});

test("twenty customers want the same hour of the same master, against two processes: one visit, nineteen honest answers", async () => {
  const pair = await openDuo();
  const { world } = pair;
  try {
    const salon = await openSalon(world);
    const rivals = await Promise.all(
      Array.from({ length: RIVALS }, (_, i) => customer(world, salon, `Клієнт ${i}`)),
    );
    await Promise.all(
      rivals.map((one, i) =>
        one.asks(
          `Запишіть на бороду завтра о 12:00, мене звати ${names[i % names.length]}, 067000${String(1000 + i)}`,
        ),
      ),
    );
    await Promise.all(rivals.map((one) => one.asks("так")));
    await settled(world, 60_000);
    const visits = await visitsOf(world, salon);
    const atNoon = await world.db().execute(sql`
      select id from bookings where business_id = ${salon.businessId} and status = 'booked'
        and extract(hour from starts_at at time zone 'Europe/Kyiv') = 12`);
    expect(atNoon).toHaveLength(1);
    const booked: string[] = [];
    const refused: string[] = [];
    for (const one of rivals) {
      const text = (await one.replies()).map((message) => message.text).join("\n");
      (/✅/.test(text) ? booked : refused).push(text);
    }
    expect(booked).toHaveLength(visits.length);
    expect(booked.filter((text) => /12:00[^\n]*/.test(text) && !/зайнят/i.test(text))).toHaveLength(
      1,
    );
    for (const text of refused) {
      expect(text).toMatch(/зайнят/i);
      expect(text).toMatch(/1[0-9]:[03]0/);
    }
    for (const port of pair.balancer.targets)
      expect(pair.balancer.tallyOf(port).taken).toBeGreaterThan(0);
  } finally {
    await pair.close();
  }
});

const names = [
  "Оксана",
  "Іван",
  "Олег",
  "Марта",
  "Юрій",
  "Ганна",
  "Петро",
  "Лариса",
  "Богдан",
  "Яна",
];
