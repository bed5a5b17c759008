import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { offerInChat } from "../../src/agent/chat-offer-service.ts";
import { changeAgent } from "../../src/agent/setting-service.ts";
import { chatOnCard } from "../../src/calls/chat-service.ts";
import { noteConnection } from "../../src/channels/business-connection-service.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { text } from "../../src/texts/bundle.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";
import { called } from "./called.ts";
import { MAIN_BOT, openLine, type Line } from "./line.ts";

let database: FreshDatabase;
let index = 0;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const CUSTOMER = 555;
const PHONE = "+380671112233";

function line(): Promise<Line> {
  index += 1;
  return openLine(database.db, { index: 40 + index });
}

/** A missed call of somebody with a chat, and what offers them times there. */
async function missedCaller(one: Line) {
  const { id: businessId } = one.business;
  await saveClient(one.db, businessId, { name: null, phone: PHONE, now: one.time.now });
  const contact = { phone_number: PHONE, user_id: CUSTOMER };
  await one.receive({ message: one.message(CUSTOMER, { contact }) });
  await one.settle();
  const callId = await called(one.db, businessId, { phone: PHONE, at: one.time.now });
  const [service] = one.salon.services;
  return { wish: { callId, by: "Олена", botId: MAIN_BOT, now: one.time.now }, service };
}

describe("a missed caller with a chat", () => {
  test("can be answered with free times in their chat, once, without a word of the call", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    const { wish, service } = await missedCaller(one);
    const choice = await offerInChat(one.db, businessId, { ...wish, serviceId: null });
    expect(choice).toMatchObject({ choose: [{ id: service?.id }] });
    const chosen = { ...wish, serviceId: service?.id ?? 0 };
    expect(await offerInChat(one.db, businessId, chosen)).toEqual({ offered: true });
    expect(await offerInChat(one.db, businessId, chosen)).toEqual({ refused: "already" });
    await one.settle();
    const offer = text("uk", "agent-offer-service", { service: "Стрижка" });
    expect(one.to(CUSTOMER).filter((said) => said.includes(offer))).toHaveLength(1);
    const [time] = one.said.at(-1)?.buttons ?? [];
    await one.presses(CUSTOMER, time?.callback_data ?? "");
    await one.settle();
    expect(one.to(CUSTOMER).at(-1)).toContain("Стрижка");
    await one.db.execute(
      sql`update conversations set unreachable_at = now() where business_id = ${businessId}::uuid`,
    );
    const seen = { phone: PHONE, followupId: null, now: one.time.now };
    expect((await chatOnCard(one.db, businessId, seen)).canOffer).toBe(false);
  });
  test("whose dialogue was over begins another one with it, which ends as any other does", async () => {
    const one = await line();
    const { wish, service } = await missedCaller(one);
    await one.settle(25 * 3_600_000);
    const chosen = { ...wish, serviceId: service?.id ?? 0, now: one.time.now };
    expect(await offerInChat(one.db, one.business.id, chosen)).toEqual({ offered: true });
    await one.settle();
    await one.settle(25 * 3_600_000);
    const events = (await one.events()).map(({ event }) => event);
    expect(events.filter((event) => event.startsWith("conversation."))).toEqual([
      "conversation.started",
      "conversation.closed",
      "conversation.started",
      "conversation.closed",
    ]);
  });

  test("is offered nothing in a chat that the business has given up, or may not answer in", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    await missedCaller(one);
    const seen = { phone: PHONE, followupId: null, now: one.time.now };
    const open = async () => (await chatOnCard(one.db, businessId, seen)).canOffer;
    const removed = (at: string | null) =>
      one.db.execute(
        sql`update salon_bots set removed_at = ${at}::timestamptz where business_id = ${businessId}::uuid`,
      );
    expect(await open()).toBe(true);
    await removed("2026-11-01T00:00:00Z");
    expect(await open()).toBe(false);
    await removed(null);

    await one.db.execute(
      sql`update conversations set via = 'bc_7' where business_id = ${businessId}::uuid`,
    );
    const account = { id: "bc_7", ownerId: 140 + index, ownerChatId: 1, ownerName: "Оля" };
    const connects = (told: { canReply: boolean; enabled: boolean; ownerId?: number }) =>
      noteConnection(one.db, businessId, {
        ...account,
        ...told,
        botId: one.bot.botId,
        now: one.time.now,
      });
    expect(await open()).toBe(false);
    await connects({ enabled: true, canReply: true });
    expect(await open()).toBe(true);
    await connects({ enabled: true, canReply: false });
    expect(await open()).toBe(false);
    await connects({ enabled: true, canReply: true, ownerId: 999_001 });
    expect(await open()).toBe(false);

    await one.db.execute(sql`
      with person as (insert into whatsapp_people (business_id, number_id, user_id, seen_at)
        values (${businessId}::uuid, '1001', 'UA.88', now()) returning id)
      update conversations set channel = 'whatsapp', bot_id = 0, via = '1001', place = person.id::text
      from person where business_id = ${businessId}::uuid`);
    await one.db.execute(sql`
      update client_handles set channel = 'whatsapp', handle = 'UA.88' where business_id = ${businessId}::uuid`);
    expect(await open()).toBe(false);
    await one.db.execute(sql`
      insert into whatsapp_numbers (business_id, number_id, token, linked_at)
      values (${businessId}::uuid, '1001', 'sealed', now())`);
    expect(await open()).toBe(true);
  });

  test("is offered nothing while what they wrote waits for a person to answer it", async () => {
    const one = await line();
    const { id: businessId } = one.business;
    const { wish, service } = await missedCaller(one);
    await changeAgent(one.db, businessId, { shadow: true });
    await one.says(CUSTOMER, "Скільки коштує стрижка?");
    await one.settle();
    const chosen = { ...wish, serviceId: service?.id ?? 0, now: one.time.now };
    expect(await offerInChat(one.db, businessId, chosen)).toEqual({ refused: "busy" });
    const [row] = await one.db.execute<{ waiting: number; drafts: number }>(sql`
      select (select count(*)::int from utterances where business_id = ${businessId}::uuid
          and author = 'customer' and taken_at is null) as waiting,
        (select count(*)::int from agent_drafts where business_id = ${businessId}::uuid and ended_at is null) as drafts`);
    expect(row).toEqual({ waiting: 1, drafts: 1 });
  });
});
