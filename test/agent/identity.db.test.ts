import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  conversationOfClient,
  insertConversation,
  type StoredConversation,
} from "../../src/agent/conversation-store.ts";
import { clientOfBooking } from "../../src/agent/customer-service.ts";
import { bindProven, boundClient } from "../../src/agent/identity-service.ts";
import type { Channel } from "../../src/channels/line.ts";
import { chatOnCard } from "../../src/calls/chat-service.ts";
import { bookedFollows } from "../../src/calls/followup-booked-service.ts";
import { followupOfCall } from "../../src/calls/followup-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import { slotIn } from "../booking/world.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { called } from "./called.ts";
import { offers, openLine, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const CUSTOMER = 555;
const PHONE = "+380671112233";
const OTHER = "+380509998877";
const MIN = 60_000;

function line(): Promise<Line> {
  index += 1;
  return openLine(database.db, { index: 40 + index });
}

async function chat(
  one: Line,
  { channel = "telegram", place }: { channel?: Channel; place: string },
): Promise<StoredConversation> {
  const made = await insertConversation(one.db, one.business.id, {
    channel,
    botId: channel === "telegram" ? one.bot.botId : 0,
    via: channel === "telegram" ? "" : "1001",
    place,
    clientId: null,
    profileName: null,
    language: "uk",
    now: one.time.now,
  });
  if (!made) throw new Error("there already");
  return made;
}

const proves = (one: Line, talk: StoredConversation, phone: string, handles = [talk.place]) =>
  bindProven(one.db, talk, { phone, handles, now: one.time.now });
const known = async (one: Line, phone: string) =>
  (await clientsByPhones(one.db, one.business.id, [phone])).get(phone)?.id ?? null;
const saved = (one: Line, phone: string) =>
  saveClient(one.db, one.business.id, { name: null, phone, now: one.time.now });
/** The customer shares their own contact. */
const sharesContact = (one: Line, phone: string) =>
  one.receive({
    message: one.message(CUSTOMER, { contact: { phone_number: phone, user_id: CUSTOMER } }),
  });

describe("a number that the channel proves", () => {
  test("makes nobody of an unknown caller, and binds the chat to the known one", async () => {
    const one = await line();
    const talk = await chat(one, { place: "1" });
    await proves(one, talk, PHONE);
    expect(await known(one, PHONE)).toBeNull();
    expect(await boundClient(one.db, talk)).toBeNull();
    const { id } = await saved(one, PHONE);
    await proves(one, talk, PHONE);
    expect((await boundClient(one.db, talk))?.id).toBe(id);
  });

  test("binds the chat of who was unknown when they shared it, and has called since", async () => {
    const one = await line();
    await sharesContact(one, PHONE);
    await one.settle();
    const { id } = await saved(one, PHONE);
    await one.says(CUSTOMER, "Добрий день");
    expect(await conversationOfClient(one.db, one.business.id, id)).toBe(
      (await one.conversation(CUSTOMER)).id,
    );
  });

  test("takes the client whom only the chat knew over into the one who called", async () => {
    const one = await line();
    const talk = await chat(one, { place: "1" });
    const named = { name: "Оксана", phone: null, country: "UA" as const, now: one.time.now };
    const own = await clientOfBooking(one.db, talk, named);
    const caller = await saved(one, PHONE);
    expect(own).not.toBe(caller.id);
    await proves(one, talk, PHONE);
    const bound = await boundClient(one.db, talk);
    expect(bound).toMatchObject({ id: caller.id, name: "Оксана", phones: [PHONE] });
    expect(await conversationOfClient(one.db, one.business.id, caller.id)).toBe(talk.id);
  });

  test("becomes the number of whom only the chat knew", async () => {
    const one = await line();
    const talk = await chat(one, { place: "1" });
    const named = { name: "Оксана", phone: null, country: "UA" as const, now: one.time.now };
    const own = await clientOfBooking(one.db, talk, named);
    await proves(one, talk, PHONE);
    expect(await known(one, PHONE)).toBe(own);
  });

  test("of another client leaves both as they are; a typed one proves nothing", async () => {
    const one = await line();
    const [first, second] = [await saved(one, PHONE), await saved(one, OTHER)];
    const talk = await chat(one, { place: "1" });
    await proves(one, talk, PHONE);
    await proves(one, talk, OTHER);
    expect((await boundClient(one.db, talk))?.id).toBe(first.id);
    expect(await known(one, OTHER)).toBe(second.id);
    const stranger = await chat(one, { place: "2" });
    const named = { name: "Хтось", phone: OTHER, country: "UA" as const, now: one.time.now };
    expect(await clientOfBooking(one.db, stranger, named)).toBe(second.id);
    expect(await boundClient(one.db, stranger)).toBeNull();
  });

  test("makes caller, Telegram and WhatsApp one client, who is found by either chat", async () => {
    const one = await line();
    const { id } = await saved(one, PHONE);
    const [row] = await one.db.execute<{ id: string }>(sql`
      insert into whatsapp_people (business_id, number_id, user_id, wa_id, seen_at)
      values (${one.business.id}::uuid, '1001', 'UA.77', '380671112233', now()) returning id`);
    const whatsapp = await chat(one, { channel: "whatsapp", place: String(row?.id) });
    await proves(one, whatsapp, PHONE, ["UA.77", "380671112233"]);
    expect(await conversationOfClient(one.db, one.business.id, id)).toBe(whatsapp.id);
    const telegram = await chat(one, { place: "1" });
    await proves(one, telegram, PHONE);
    expect((await boundClient(one.db, telegram))?.id).toBe(id);
    expect((await boundClient(one.db, whatsapp))?.id).toBe(id);
  });

  test("is never made one with another proven number, whatever happens in whatever order", async () => {
    const one = await line();
    let run = 0;
    const step = fc.record({
      does: fc.constantFrom("proves", "calls", "books", "is made"),
      who: fc.nat(2),
      phone: fc.nat(2),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        run += 1;
        const base = run * 10;
        const talks = await Promise.all(
          [0, 1, 2].map((who) => chat(one, { place: `${base + who}` })),
        );
        const phoneOf = (phone: number) => `+38067${1_000_000 + base + phone}`;
        for (const { does, who, phone: which } of steps) {
          const talk = talks[who];
          const phone = phoneOf(which);
          if (!talk) throw new Error("nobody");
          const { now } = one.time;
          if (does === "calls") await saved(one, phone);
          if (does === "is made")
            await clientOfBooking(one.db, talk, { name: "К", phone: null, country: "UA", now });
          if (does === "books")
            await clientOfBooking(one.db, talk, { name: "К", phone, country: "UA", now });
          if (does === "proves") await proves(one, talk, phone);
        }
        const rows = await one.db.execute<{ client: string; phones: number }>(sql`
          select client_id as client, count(distinct proven_phone)::int as phones from client_handles
          where business_id = ${one.business.id}::uuid and proven_phone is not null group by client_id`);
        expect(Math.max(0, ...[...rows].map(({ phones }) => phones))).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });
});

describe("a call of a moment ago", () => {
  test("is told once to whom the channel proves to have called, and to nobody else", async () => {
    const one = await line();
    await saved(one, PHONE);
    await proves(one, await chat(one, { place: String(CUSTOMER) }), PHONE);
    await called(one.db, one.business.id, { phone: PHONE, at: one.time.now });
    one.time.now += 8 * MIN;
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    expect(one.to(CUSTOMER).at(-1)).toContain("Ви телефонували о 10:00, ми не встигли відповісти");
    await one.says(CUSTOMER, "Добрий день");
    await one.settle();
    expect(one.to(CUSTOMER).at(-1)).not.toContain("телефонували");
    const stranger = CUSTOMER + 1;
    await one.says(stranger, "Добрий день");
    await one.settle();
    expect(one.to(stranger).at(-1)).not.toContain("телефонували");
  });

  test("stands on its card with what they write for, and their booking closes it", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    await saved(one, PHONE);
    await sharesContact(one, PHONE);
    await one.settle();
    const callId = await called(one.db, businessId, { phone: PHONE, at: one.time.now });
    const { serviceId, masterId, start } = slotIn(one.salon, "10:00");
    const pick = { do: "pick_slot" as const, serviceId, masterId, start };
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, pick));
    await one.settle();
    const seen = { phone: PHONE, followupId: null, now: one.time.now };
    const card = await chatOnCard(one.db, businessId, seen);
    expect(card.writes).toMatchObject({ channel: "telegram", wish: { at: start } });
    expect(card.visits).toEqual([]);
    expect((await followupOfCall(one.db, businessId, callId))?.closedAt).toBeNull();
    await one.says(CUSTOMER, "Оксана");
    await one.settle();
    await one.presses(CUSTOMER, await offers(one, CUSTOMER, { do: "yes" }));
    await one.settle();
    const booked = (await one.events()).find(({ event }) => event === "booking.created");
    if (!booked) throw new Error("nothing was booked");
    await bookedFollows(one.db, { businessId, at: one.time.now, ...booked });
    expect(await followupOfCall(one.db, businessId, callId)).toMatchObject({
      closedHow: "booked",
      closedBy: "Telegram",
    });
    const after = await chatOnCard(one.db, businessId, seen);
    expect(after.visits).toMatchObject([{ start, service: { uk: "Стрижка" } }]);
  });
  test("is not closed by who only typed its number, be they new or the caller's in another chat", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    const named = { name: "Хтось", country: "UA" as const, now: one.time.now };
    for (const [phone, proven] of [
      [PHONE, false],
      [OTHER, true],
    ] as const) {
      const callId = await called(one.db, businessId, { phone, at: one.time.now });
      if (proven) {
        await saved(one, phone);
        const theirs = await chat(one, { channel: "whatsapp", place: "9" });
        await proves(one, theirs, phone, ["380509998877"]);
      }
      const typed = await chat(one, { place: phone });
      const clientId = await clientOfBooking(one.db, typed, { ...named, phone });
      const [row] = await one.db.execute<{ number: number }>(sql`
        select number from clients where business_id = ${businessId}::uuid and id = ${clientId}::bigint`);
      const data = { client: { id: row?.number ?? 0 }, channel: "telegram" };
      const booked = { businessId, event: "booking.created", at: one.time.now, data };
      await bookedFollows(one.db, booked);
      expect((await followupOfCall(one.db, businessId, callId))?.closedAt).toBeNull();
    }
  });
});
