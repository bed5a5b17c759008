import { sql } from "drizzle-orm";
import type { Summary } from "../../src/calls/spoken.ts";
import { setSpoken } from "../../src/calls/spoken-service.ts";
import type { Database } from "../../src/db/client.ts";
import { json } from "../../src/db/value.ts";
import type { Analysis, Claim } from "../../src/speech/analysis.ts";

export const NOTHING_SAID: Analysis = {
  kind: "other",
  purpose: null,
  outcome: null,
  wish: null,
  nextStep: null,
  name: null,
  address: null,
  date: null,
  service: null,
  amount: null,
  objections: [],
  mood: null,
  promises: [],
  tasks: [],
  scores: [],
};

export function claim(value: string, quote = value, atS = 3): Claim {
  return { value, quote, atS };
}

/** What a booking by telephone comes to. */
export const booked: Analysis = {
  ...NOTHING_SAID,
  outcome: "Записалася на манікюр",
  name: claim("Оксана", "мене звати Оксана"),
  address: claim("Хрещатик 1", "на Хрещатик один"),
  date: { ...claim("середа, 10:00", "у середу о десятій"), due: "2026-11-25T10:00:00+02:00" },
  amount: { ...claim("650 грн", "шістсот п'ятдесят гривень"), amount: 650, currency: "UAH" },
  nextStep: { ...claim("Надіслати адресу", "я вам скину адресу"), due: null },
  promises: [
    {
      ...claim("Надіслати адресу", "я вам скину адресу сьогодні", 12),
      whose: "us",
      due: "2026-11-21",
    },
    { ...claim("Прийде о десятій", "я прийду о десятій", 15), whose: "client", due: "2026-11-25" },
  ],
  tasks: [{ ...claim("Скинути адресу", "скину адресу сьогодні", 12), due: null }],
};

const summary: Summary = {
  outcome: "Записалася на манікюр",
  facts: [
    { kind: "name", value: "Оксана", quote: "мене звати Оксана", atS: 3 },
    { kind: "address", value: "Хрещатик 1", quote: "на Хрещатик один", atS: 3 },
    { kind: "date", value: "середа, 10:00", quote: "у середу о десятій", atS: 3 },
    { kind: "amount", value: "650 грн", quote: "шістсот п'ятдесят гривень", atS: 3 },
  ],
  next: { text: "Надіслати адресу", due: null, quote: "я вам скину адресу", atS: 3 },
  corrected: false,
};

let calls = 0;

/** A call that has ended, as far as its recording goes. */
export async function putCall(
  db: Database,
  businessId: string,
  { phone, at, direction = "in" }: { phone: string | null; at: number; direction?: string },
): Promise<number> {
  calls += 1;
  const state = { direction, outcome: "answered", state: "ended", talkS: 60, client: phone };
  const [row] = await db.execute<{ id: string }>(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, started_at)
    values (${businessId}::uuid, 'phonet', ${`heard ${calls}`}, ${json(state)}, ${direction}, 'answered', ${phone}, ${new Date(at).toISOString()}::timestamptz)
    returning id`);
  return Number(row?.id);
}

/** The analysis of a call as it is kept, and the short of it on its cards. */
export async function keepAnalysis(
  db: Database,
  businessId: string,
  about: { callId: number; analysis: Analysis; now: number },
): Promise<void> {
  const { callId, analysis, now } = about;
  await db.execute(sql`
    insert into analyses (business_id, call_id, data, at)
    values (${businessId}::uuid, ${callId}, ${json(analysis)}, ${new Date(now).toISOString()}::timestamptz)
    on conflict (business_id, call_id) do update set data = excluded.data`);
  await setSpoken(db, businessId, { callId, change: { state: "ready", text: true, summary } });
}
