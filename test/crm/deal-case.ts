import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach } from "vitest";
import type { Business } from "../../src/business/business.ts";
import { subscribe } from "../../src/business/chat-service.ts";
import { clientsByPhones, saveClient } from "../../src/crm/client-service.ts";
import type { Client } from "../../src/crm/client.ts";
import { createDeal } from "../../src/crm/deal-service.ts";
import { stagesOf } from "../../src/crm/stage-service.ts";
import { dealCalls } from "../../src/crm/deal-call-service.ts";
import type { EndedCall } from "../../src/crm/ended-call.ts";
import { meetCalls } from "../../src/crm/meet-service.ts";
import type { Database, Tx } from "../../src/db/client.ts";
import { emit } from "../../src/events/emit-service.ts";
import type { DomainEvent } from "../../src/events/event.ts";
import { NOW, twoBusinesses } from "../business/tenants.ts";
import { freshDatabase, type FreshDatabase } from "../db/database.ts";

export const PHONE = "+380670000001";
export const OTHER = "+380670000002";

let held: FreshDatabase;
export let db: Database;
export let ours: Business;
let lastId = 0;

/** A business of its own for every test of the file, whose calls are numbered from 101. */
export function eachInNewBusiness(): void {
  beforeAll(async () => {
    held = await freshDatabase();
    db = held.db;
  });
  afterAll(() => held.close());
  beforeEach(async () => {
    ({ ours } = await twoBusinesses(db));
    lastId = 100;
  });
}

export function missed(over: Partial<EndedCall> = {}): EndedCall {
  return {
    callId: (lastId += 1),
    direction: "in",
    missed: true,
    corrected: false,
    recovered: false,
    outcome: "missed",
    reason: null,
    phone: PHONE,
    name: null,
    line: null,
    startedAt: NOW - 60_000,
    endedAt: NOW - 30_000,
    talkS: 0,
    waitedS: 20,
    ...over,
  };
}

export function crowd(count: number, from: number): EndedCall[] {
  return Array.from({ length: count }, (_, i) =>
    missed({ phone: `+38067100${String(from + i).padStart(4, "0")}` }),
  );
}

export function answered(over: Partial<EndedCall> = {}): EndedCall {
  return missed({ missed: false, outcome: "answered", talkS: 30, ...over });
}

export function outgoing(over: Partial<EndedCall> = {}): EndedCall {
  return answered({ direction: "out", ...over });
}

/** What followed of the deals. */
export async function ended(...calls: EndedCall[]): Promise<DomainEvent[]> {
  return db.transaction(async (tx) => {
    const met = await meetCalls(tx, ours.id, { calls, zone: ours.timezone, now: NOW });
    const events = await dealCalls(tx, ours.id, { calls, met, now: NOW });
    await emit(tx, [...met.events, ...events]);
    return events;
  });
}

export function dealt(tx: Tx, call: EndedCall, client: Client): Promise<DomainEvent[]> {
  const met = { clients: new Map([[PHONE, client]]), made: new Set<number>(), events: [] };
  return dealCalls(tx, ours.id, { calls: [call], met, now: NOW });
}

/** How many statements the deals of these calls take. */
export async function statements(...calls: EndedCall[]): Promise<number> {
  for (const { phone } of calls)
    await saveClient(db, ours.id, { name: null, phone: phone ?? "", now: NOW });
  const phones = calls.flatMap(({ phone }) => phone ?? []);
  const clients = await clientsByPhones(db, ours.id, phones);
  let count = 0;
  await db.transaction(async (tx) => {
    const counting = new Proxy(tx, {
      get(target, name) {
        if (["execute", "select", "insert", "update", "delete"].includes(String(name))) count += 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    await dealCalls(counting, ours.id, {
      calls,
      met: { clients, made: new Set(), events: [] },
      now: NOW,
    });
  });
  return count;
}

export function isOfDeal({ event }: DomainEvent): boolean {
  return event.startsWith("deal.");
}

export async function deals() {
  const rows = await db.execute<{
    number: number;
    name: string;
    phone: string;
    status: string;
    stage: string | null;
    note: string;
    automatic: boolean;
    calls: number[];
  }>(sql`
    select number, d.name, phone, status, s.name as stage, note, automatic,
      (select jsonb_agg(call_id order by call_id) from deal_calls where deal_id = d.id) as calls
    from deals d left join stages s on s.id = d.stage_id where d.business_id = ${ours.id} order by number`);
  return [...rows];
}

export async function stages(): Promise<string[]> {
  const rows = await db.execute<{ name: string }>(
    sql`select name from stages where business_id = ${ours.id} order by position, id`,
  );
  return [...rows].map(({ name }) => name);
}

export async function notices() {
  const rows = await db.execute<{
    telegram_id: string;
    html: string;
    silent: boolean;
    keyboard: { text: string }[][] | null;
  }>(
    sql`select telegram_id, html, silent, keyboard from notices where business_id = ${ours.id} order by telegram_id`,
  );
  return [...rows].map(({ telegram_id, html, silent, keyboard }) => ({
    chat: Number(telegram_id),
    html,
    silent,
    buttons: keyboard?.flat().map(({ text }) => text) ?? [],
  }));
}

export function chat(telegramId: number, options: Partial<Parameters<typeof subscribe>[2]>) {
  const place = { botId: 7, telegramId, threadId: null, type: "supergroup", title: "Front desk" };
  return subscribe(db, ours.id, { ...place, now: NOW, ...options });
}

/** A deal by hand. */
export const wish = {
  name: "Угода",
  amount: null,
  client: null,
  phone: null,
  callId: null,
  by: 11,
  now: NOW,
};

export async function made(over: Partial<Parameters<typeof createDeal>[2]> = {}) {
  const outcome = await createDeal(db, ours.id, { ...wish, ...over });
  if ("refused" in outcome) throw new Error(outcome.refused);
  return outcome.deal;
}

export async function stageIds(): Promise<number[]> {
  return (await stagesOf(db, ours.id, "uk")).map(({ id }) => id);
}
