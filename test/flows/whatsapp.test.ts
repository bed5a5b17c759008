import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, onTestFailed, test } from "vitest";
import { until } from "../db/until.ts";
import { keyOf, messageWith } from "./salon.ts";
import { owner } from "./stand.ts";
import { posting } from "./tenant.ts";
import { customerOf, openWhatsappSalon, type WhatsappSalon } from "./whatsapp-ground.ts";
import { leaveNothing } from "./world.ts";

let place: WhatsappSalon;

beforeAll(async () => {
  place = await openWhatsappSalon();
}, 120_000);
afterAll(async () => {
  await place.world.close();
  leaveNothing();
});

const TOLD = 6000;
const tellWhy = () => onTestFailed(() => console.log(place.world.output().slice(-TOLD)));
const customer = (person: number) => customerOf(place.world.stand, person);

/** So many messages of this text were kept, and whatever was to be answered is answered. */
async function answered(like: string, count: number): Promise<void> {
  await until(
    `${count} × «${like}» are answered`,
    async () => {
      const [row] = await place.world.db().execute<{ kept: number; open: number }>(sql`
        select (select count(*)::int from utterances where author = 'customer' and text like ${like}) as kept,
          (select count(*)::int from conversations where turn_at is not null)
          + (select count(*)::int from whatsapp_inbox where done_at is null)
          + (select count(*)::int from utterances
            where author <> 'customer' and sent_at is null and closed_reason is null) as open`);
      await sleep(200);
      return row?.kept === count && row.open === 0;
    },
    170_000,
  );
}

test("a customer books by list and button; nobody is asked for a number that WhatsApp has told", async () => {
  tellWhy();
  const { world, salon } = place;
  const oksana = customer(501);
  const offered = await oksana.asks("Добрий день! Запишіть мене на бороду завтра");
  expect(offered.list?.rows.length).toBeGreaterThan(3);
  await oksana.chooses(offered, "12:00");
  const draft = await oksana.asks("Оксана");
  expect(draft.text).toContain("12:00");
  expect(draft.text).toContain("500");
  const done = await oksana.chooses(draft, "Так");
  expect(done.text).toContain("✅");
  const visits = await world.db().execute(sql`
    select b.status, b.channel, c.name, p.phone from bookings b join clients c on c.id = b.client_id
    join client_phones p on p.client_id = c.id
    where b.business_id = ${salon.businessId} and b.number is not null`);
  expect([...visits]).toEqual([
    { status: "booked", channel: "whatsapp", name: "Оксана", phone: oksana.phone },
  ]);
  await until("their messages are ticked as read", async () =>
    (await oksana.all()).every(({ by, tick }) => by !== "customer" || tick === "read"),
  );
});

test("the same message three times at once is answered once, and a forged one never", async () => {
  tellWhy();
  const { world, hook } = place;
  const ivan = customer(502);
  await ivan.says("Скільки коштує ваша борода?", { copies: 3 });
  await answered("%ваша борода%", 1);
  expect(await ivan.answers()).toHaveLength(1);
  const stored = () => world.db().execute(sql`select id from whatsapp_inbox`);
  const before = (await stored()).length;
  for (const signature of ["sha256=" + "0".repeat(64), "sha1=abc", ""]) {
    const answer = await fetch(hook, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": signature },
      body: JSON.stringify({ object: "whatsapp_business_account", entry: [] }),
    });
    expect(answer.status).toBe(401);
  }
  expect(await stored()).toHaveLength(before);
});

test("two hundred messages of two hundred people in one POST are all answered", async () => {
  tellWhy();
  const { stand } = place.world;
  const people = Array.from({ length: 200 }, (_, n) => 1000 + n);
  const messages = people.map((person) => ({ person, text: "Нас двісті: скільки коштує борода?" }));
  await stand.post("whatsapp/batch", { messages });
  await answered("%двісті%", 200);
  for (const person of [1000, 1099, 1199]) {
    const [answer] = await customer(person).answers();
    expect(answer?.text).toContain("500");
  }
});

test("two hundred messages of one person in one POST are all kept, and not each is answered", async () => {
  tellWhy();
  const { stand } = place.world;
  const many = Array.from({ length: 200 }, (_, n) => ({ person: 503, text: `Питання ${n}` }));
  await stand.post("whatsapp/batch", { messages: many });
  await answered("Питання %", 200);
  const { length } = await customer(503).answers();
  expect(length).toBeGreaterThan(0);
  expect(length).toBeLessThan(20);
});

test("an operator who writes after the 24 hours is told why it did not arrive", async () => {
  tellWhy();
  const { stand, botId } = place.world;
  const desk = `p${owner.id}-${botId}`;
  const late = customer(504);
  await late.says("Є хто живий? Покличте адміністратора", { ago_s: 25 * 3600 });
  const card = await messageWith(stand, desk, ({ text }) => text.includes("Guest 504"));
  await stand.post("say", {
    person: owner.id,
    chat: desk,
    text: "Так, ми тут",
    reply_to: card.message_id,
  });
  const told = await messageWith(stand, desk, ({ text }) => text.includes("понад 24 години"));
  expect(told.text).toContain("WhatsApp");
  expect(await late.answers()).toEqual([]);
});

test("the owner answers from their own phone: the agent is silent in that chat", async () => {
  tellWhy();
  const { stand } = place.world;
  const marta = customer(505);
  await marta.asks("Скільки коштує борода?");
  await stand.post("whatsapp/echo", { person: 505, text: "Вітаю, Марто! Це Олена" });
  await until("the echo is heard", async () => {
    const [row] = await place.world.db().execute<{ n: number }>(sql`
      select count(*)::int as n from conversations where handoff_reason = 'owner'`);
    return row?.n === 1;
  });
  const before = (await marta.answers()).length;
  await marta.says("А на завтра є час?");
  await answered("А на завтра є час?", 1);
  expect(await marta.answers()).toHaveLength(before);
});

test("killed between the POST and the answer: the message is answered once after the start", async () => {
  tellWhy();
  const { world } = place;
  const petro = customer(506);
  await petro.says("Скільки коштує сама борода?");
  await until("the POST is taken", async () =>
    (await petro.all()).some(({ tick }) => tick === "delivered"),
  );
  await world.kill("tree");
  await world.restart();
  await until("an answer", async () => (await petro.answers())[0], 60_000);
  await answered("%сама борода%", 1);
  expect(await petro.answers()).toHaveLength(1);
});

test("who called, shared a contact on Telegram and writes on WhatsApp is one client", async () => {
  tellWhy();
  const { world, salon } = place;
  const { stand } = world;
  const yana = customer(507);
  const now = world.clock.now();
  for (const event of ["call.dial", "call.hangup"]) {
    const body = {
      event,
      uuid: "0".repeat(31) + "7",
      parentUuid: null,
      dialAt: now - 20_000,
      bridgeAt: null,
      serverTime: now,
      lgDirection: 4,
      leg: { id: 1, ext: "101", type: 1, displayName: "Олена" },
      otherLegs: [{ num: yana.phone }],
      trunkNum: "+380440000100",
    };
    const answer = await fetch(`${world.url}${salon.path}`, posting("phonet", salon, body));
    expect(answer.status).toBe(200);
  }
  await stand.person({ id: 507, first_name: "Яна", language_code: "uk" });
  const bot = salon.botId;
  await stand.post("say", {
    person: 507,
    bot,
    text: "Запишіть мене на бороду післязавтра о 15:00, мене звати Яна",
  });
  const chat = `p507-${bot}`;
  await messageWith(stand, chat, () => true);
  const contact = { phone_number: yana.phone.slice(1), user_id: 507 };
  await stand.post("contact", { person: 507, bot, ...contact });
  await messageWith(stand, chat, (one) => keyOf(one, "Так") !== null);
  await stand.post("say", { person: 507, bot, text: "так" });
  await messageWith(stand, chat, ({ text }) => text.startsWith("Готово"));
  const told = await yana.asks("На котру я записана?");
  expect(told.text).toContain("15:00");
  const clients = await world.db().execute(sql`
    select p.client_id, string_agg(distinct h.channel, ',' order by h.channel) as channels
    from client_phones p join client_handles h on h.client_id = p.client_id
    where p.business_id = ${salon.businessId} and p.phone = ${yana.phone} group by p.client_id`);
  expect([...clients].map(({ channels }) => channels)).toEqual(["telegram,whatsapp"]);
});
