import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { saveClient } from "../../src/crm/client-service.ts";
import {
  callsOfDeal,
  closedCounts,
  dealsBoard,
  dealsOfCalls,
  listDeals,
} from "../../src/crm/deal-list-service.ts";
import {
  changeDeal,
  createDeal,
  dealOf,
  loseDeal,
  moveDeal,
  openDealOf,
  reopenDeal,
  undoDeal,
  winDeal,
} from "../../src/crm/deal-service.ts";
import { NOW } from "../business/tenants.ts";
import {
  db,
  eachInNewBusiness,
  ended,
  made,
  missed,
  ours,
  PHONE,
  stageIds,
  wish,
} from "./deal-case.ts";

eachInNewBusiness();

const LATER = NOW + 60_000;

describe("a deal made by hand", () => {
  test("stands in the first stage with its amount, and is told of", async () => {
    const deal = await made({ name: "  Манікюр \n Олена ", amount: 1200.5 });
    expect(deal).toMatchObject({
      number: 1,
      name: "Манікюр Олена",
      amount: 1200.5,
      currency: "UAH",
      status: "open",
      stage: { name: "Нові" },
      automatic: false,
      client: null,
    });
    expect(await events()).toMatchObject([
      ["deal.created", { deal_id: 1, amount: 1200.5, stage: "Нові", source_call_id: null }],
    ]);
  });

  test("of a client with an open deal is that deal, and the call belongs to it", async () => {
    await ended(missed());
    const client = await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    const again = await createDeal(db, ours.id, { ...wish, name: "Ще", client, callId: 500 });
    expect(again).toMatchObject({ made: false, deal: { number: 1, automatic: true } });
    const id = "deal" in again ? again.deal.id : 0;
    expect(await callsOfDeal(db, ours.id, { dealId: id, limit: 9 })).toEqual([500, 101]);
  });

  test("without a name is called as its client or the number; of nothing it is none", async () => {
    expect(await made({ name: null, phone: PHONE })).toMatchObject({ name: "+380 67 000 00 01" });
    expect(await createDeal(db, ours.id, { ...wish, name: " \u200b " })).toEqual({
      refused: "no_name",
    });
  });

  test("keeps the largest amount there is to the hundredth", async () => {
    const deal = await made({ amount: 999_999_999_999.99 });
    expect((await dealOf(db, ours.id, deal.id))?.amount).toBe(999_999_999_999.99);
  });
});

describe("an open deal", () => {
  test("gets another name, amount and note, and loses the last two", async () => {
    const { id: dealId } = await made({ amount: 5 });
    await changeDeal(db, ours.id, { dealId, now: LATER, name: "Фарбування" });
    await changeDeal(db, ours.id, { dealId, now: LATER, amount: 1800 });
    const noted = await changeDeal(db, ours.id, { dealId, now: LATER, note: " раз\n\n\n\nдва " });
    expect(noted).toMatchObject({
      deal: { name: "Фарбування", amount: 1800, note: "раз\n\nдва", updatedAt: LATER },
    });
    await changeDeal(db, ours.id, { dealId, now: LATER, note: null });
    expect(await changeDeal(db, ours.id, { dealId, now: LATER, amount: null })).toMatchObject({
      deal: { amount: null, note: null },
    });
    expect((await events()).map(([name]) => name)).toEqual([
      "deal.created",
      ...Array.from({ length: 5 }, () => "deal.updated"),
    ]);
  });

  test("moves from the stage that the button names; a late press learns where it is", async () => {
    const { id: dealId } = await made();
    const [first = 0, second = 0, third = 0] = await stageIds();
    const move = (from: number, to: number) =>
      moveDeal(db, ours.id, { dealId, from, to, now: LATER });
    expect(await move(first, second)).toMatchObject({ deal: { stage: { name: "В роботі" } } });
    expect(await move(first, second)).toMatchObject({ deal: { stage: { id: second } } });
    expect(await move(first, third)).toMatchObject({
      refused: "moved",
      deal: { stage: { name: "В роботі" } },
    });
    expect(await move(second, 999_999)).toMatchObject({ refused: "no_stage" });
    expect(await events()).toHaveLength(2);
  });

  test("pressed by two at once goes to one stage", async () => {
    const { id: dealId } = await made();
    const [from = 0, second = 0, third = 0] = await stageIds();
    const outcomes = await Promise.all(
      [second, third].map((to) => moveDeal(db, ours.id, { dealId, from, to, now: LATER })),
    );
    expect(outcomes.filter((outcome) => "refused" in outcome)).toHaveLength(1);
  });

  test("is won: the event carries the seed's keys", async () => {
    const client = await saveClient(db, ours.id, { name: "ООО Ромашка", phone: PHONE, now: NOW });
    const { id: dealId } = await made({ name: "Сделка #456", client, phone: PHONE });
    expect(await winDeal(db, ours.id, { dealId, amount: 100_000, now: LATER })).toMatchObject({
      deal: { status: "won", amount: 100_000, stage: null, closedAt: LATER },
    });
    expect((await events()).at(-1)).toMatchObject([
      "deal.won",
      {
        deal_id: 1,
        name: "Сделка #456",
        amount: 100_000,
        client: "ООО Ромашка",
        won_at: "2026-11-21T14:01:00+02:00",
        stage: null,
      },
    ]);
    expect(await winDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({ refused: "closed" });
    expect(await changeDeal(db, ours.id, { dealId, amount: 1, now: LATER })).toMatchObject({
      refused: "closed",
    });
  });

  test("is lost for a reason, and opened again unless the client has another", async () => {
    const client = await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    const { id: dealId } = await made({ client, phone: PHONE });
    await loseDeal(db, ours.id, { dealId, reason: "Дорого", now: LATER });
    expect((await events()).at(-1)).toMatchObject([
      "deal.lost",
      { reason: "Дорого", lost_at: "2026-11-21T14:01:00+02:00" },
    ]);
    await ended(missed());
    expect(await reopenDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "other_open",
      other: { number: 2 },
    });
    const other = await openDealOf(db, ours.id, client.id);
    await undoDeal(db, ours.id, { dealId: other?.id ?? 0, now: LATER });
    expect(await reopenDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      deal: { status: "open", stage: { name: "Нові" }, reason: null, closedAt: null },
    });
    expect(await reopenDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "open",
    });
  });
});

describe("an automatic deal", () => {
  test("is undone while it is open, which is told; afterwards nothing is done with it", async () => {
    await ended(missed());
    const [deal] = await listDeals(db, ours.id, { wanted: { text: "" }, offset: 0, limit: 9 });
    const dealId = deal?.id ?? 0;
    expect((await dealsOfCalls(db, ours.id, [101, 7])).get(101)).toMatchObject({
      number: 1,
      stage: "Нові",
      status: "open",
      automatic: true,
    });
    expect(await undoDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      deal: { removed: true },
    });
    expect((await events()).at(-1)).toMatchObject(["deal.updated", { deal_id: 1, removed: true }]);
    expect(await undoDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "removed",
    });
    expect(await winDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "removed",
    });
    expect((await dealsOfCalls(db, ours.id, [101])).size).toBe(0);
    expect(await dealsBoard(db, ours.id)).toEqual([]);
  });

  test("that is won, or one made by hand, is not undone; another business's is not there", async () => {
    const { id: dealId } = await made();
    expect(await undoDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "by_hand",
    });
    await db.execute(sql`update deals set automatic = true where id = ${dealId}`);
    await winDeal(db, ours.id, { dealId, now: LATER });
    expect(await undoDeal(db, ours.id, { dealId, now: LATER })).toMatchObject({
      refused: "closed",
    });
    const stranger = "00000000-0000-4000-8000-000000000000";
    expect(await dealOf(db, stranger, dealId)).toBeNull();
  });
});

describe("the board", () => {
  test("counts and sums open deals by stage and currency", async () => {
    await made({ amount: 1000 });
    const { id } = await made({ amount: 250.5 });
    await made();
    await db.execute(sql`update deals set currency = 'USD' where id = ${id}`);
    const [first = 0] = await stageIds();
    expect(await dealsBoard(db, ours.id)).toEqual([
      {
        stageId: first,
        count: 3,
        sums: [
          { currency: "UAH", amount: 1000 },
          { currency: "USD", amount: 250.5 },
        ],
      },
    ]);
    await winDeal(db, ours.id, { dealId: id, now: LATER });
    expect(await closedCounts(db, ours.id)).toEqual({ won: 1, lost: 0 });
  });

  test("finds deals by a part of the title, the client, the number and the last digits", async () => {
    const client = await saveClient(db, ours.id, { name: "Оксана", phone: PHONE, now: NOW });
    await made({ name: "Манікюр 100%", client, phone: PHONE });
    await made({ name: "Стрижка" });
    expect(await found("манік")).toEqual([1]);
    expect(await found("ОКСАНА")).toEqual([1]);
    expect(await found("0001")).toEqual([1]);
    expect(await found("№2")).toEqual([2]);
    expect(await found("%")).toEqual([1]);
    expect(await found("_")).toEqual([]);
  });

  test("of ten thousand deals is read in pages", async () => {
    const { id } = await made();
    await db.execute(sql`
      insert into deals (business_id, number, name, stage_id, currency, created_at, updated_at)
      select business_id, n, 'Угода ' || n, stage_id, currency, created_at, updated_at + n * interval '1 second'
      from deals, generate_series(2, 10000) n where id = ${id}`);
    const [stageId = 0] = await stageIds();
    const page = await listDeals(db, ours.id, { wanted: { stageId }, offset: 9992, limit: 9 });
    expect(page.map(({ number }) => number)).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(await dealsBoard(db, ours.id)).toMatchObject([{ count: 10_000 }]);
  });
});

async function events(): Promise<[string, Record<string, unknown>][]> {
  const rows = await db.execute<{ event: string; data: Record<string, unknown> }>(sql`
    select event, data from events where business_id = ${ours.id} and event like 'deal.%' order by id`);
  return [...rows].map(({ event, data }) => [event, data]);
}

async function found(text: string): Promise<number[]> {
  const deals = await listDeals(db, ours.id, { wanted: { text }, offset: 0, limit: 9 });
  return deals.map(({ number }) => number);
}
