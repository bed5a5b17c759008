import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import { dueParts, toAnswer, type QuestionAnswer, type VisitQuestion } from "./question.ts";
import { wallDay } from "./wall-day.ts";

type Said = Pick<VisitQuestion, "callId" | "clientId" | "quote" | "due" | "service">;

/** Whether the calendar has a visit that was spoken of: of the client on that day, or one entered since the call for that time and for nobody's number. */
export async function hasVisitOf(
  tx: Tx,
  businessId: string,
  { clientId, due, since, zone }: Pick<Said, "clientId" | "due"> & { since: number; zone: string },
): Promise<boolean> {
  const { day, at } = dueParts(due);
  const { from, to } = wallDay(day, zone);
  // Who entered it may not have known the number: then its time tells, or the day where no time was named. Of somebody with
  // another number, and of who booked in a chat, it is another visit.
  const [first, last] = at === null ? [from, to] : [at, at + 1];
  const rows = await tx.execute(sql`
    select 1 from bookings where business_id = ${businessId}::uuid and number is not null
      and status in ('booked', 'confirmed', 'completed', 'no_show')
      and starts_at >= ${iso(from)}::timestamptz and starts_at < ${iso(to)}::timestamptz
      and (client_id = ${clientId}::bigint or created_at >= ${iso(since)}::timestamptz and conversation_id is null
        and starts_at >= ${iso(first)}::timestamptz and starts_at < ${iso(last)}::timestamptz
        and not exists (select 1 from client_phones p
          where p.business_id = bookings.business_id and p.client_id = bookings.client_id)) limit 1`);
  return rows.length > 0;
}

/** Forgets what was asked before an instant, of every business: the talks that it quotes are gone by then, too. */
export async function forgetQuestions(tx: Tx, before: number): Promise<void> {
  await tx.execute(sql`delete from visit_questions where asked_at < ${iso(before)}::timestamptz`);
}

/** Asks once for each call; null: it was asked. */
export async function askVisit(
  tx: Tx,
  businessId: string,
  { callId, clientId, quote, due, service, now }: Said & { now: number },
): Promise<VisitQuestion | null> {
  const [row] = await tx.execute<Row>(sql`
    insert into visit_questions (business_id, call_id, client_id, quote, due, service, asked_at)
    values (${businessId}::uuid, ${callId}::bigint, ${clientId}::bigint, ${quote}, ${due}, ${service}, ${iso(now)}::timestamptz)
    on conflict (business_id, call_id) do nothing returning *`);
  return row ? toQuestion(row) : null;
}

/** A question, answered or not; null: it is no longer kept. */
export async function questionBy(
  tx: Tx,
  businessId: string,
  { id }: { id: number },
): Promise<VisitQuestion | null> {
  const [row] = await tx.execute<Row>(sql`
    select * from visit_questions where business_id = ${businessId}::uuid and id = ${id}::bigint`);
  return row ? toQuestion(row) : null;
}

/** Answers a question that is open; false: somebody was quicker. */
export async function answerQuestion(
  tx: Tx,
  businessId: string,
  value: { id: number; answer: QuestionAnswer; by: number | null; now: number },
): Promise<boolean> {
  const { id, answer, by, now } = value;
  const rows = await tx.execute(sql`
    update visit_questions set answer = ${answer}, answered_by = ${by}::bigint, answered_at = ${iso(now)}::timestamptz
    where business_id = ${businessId}::uuid and id = ${id}::bigint and answer is null returning 1`);
  return rows.length > 0;
}

/** The open questions of a day, or of all days from one on, the nearest first. */
export async function openQuestions(
  tx: Tx,
  businessId: string,
  value: { day: string } | { from: string; limit: number },
): Promise<VisitQuestion[]> {
  const about =
    "day" in value ? sql`left(due, 10) = ${value.day}` : sql`left(due, 10) >= ${value.from}`;
  const limit = "day" in value ? sql`all` : sql`${value.limit}`;
  const rows = await tx.execute<Row>(sql`
    select * from visit_questions
    where business_id = ${businessId}::uuid and answer is null and ${about} order by left(due, 10), id limit ${limit}`);
  return [...rows].map(toQuestion);
}

/** What was said by a person goes with them. */
export async function eraseQuestions(
  tx: Tx,
  businessId: string,
  { callIds, clientIds }: { callIds: readonly number[]; clientIds: readonly number[] },
): Promise<void> {
  await tx.execute(sql`
    delete from visit_questions where business_id = ${businessId}::uuid
      and (call_id = any(${numbers(callIds)}) or client_id = any(${numbers(clientIds)}))`);
}

type Row = {
  id: string;
  call_id: string;
  client_id: string | null;
  quote: string;
  due: string;
  service: string | null;
  answer: string | null;
};

function toQuestion(row: Row): VisitQuestion {
  return {
    id: Number(row.id),
    callId: Number(row.call_id),
    clientId: row.client_id === null ? null : Number(row.client_id),
    quote: row.quote,
    due: row.due,
    service: row.service,
    answer: toAnswer(row.answer),
  };
}
