import { sql } from "drizzle-orm";
import { forgetReferences } from "../business/button-service.ts";
import type { Tx } from "../db/client.ts";
import { numbers, texts } from "../db/value.ts";
import { closeOpenOf } from "./followup-service.ts";

/** A message of an erased call that still stands in a chat; `language` is the chat's own, if it has one. */
export type LeftMessage = {
  botId: number;
  telegramId: number;
  messageId: number;
  language: string | null;
};

export type ErasedCalls = {
  callIds: number[];
  /** From the first to the last of them, epoch ms; null without any. */
  span: { from: number; to: number } | null;
  counts: { calls: number; hooks: number; cards: number; followups: number };
  messages: LeftMessage[];
};

/** Takes away every call of these numbers with all that belongs to it; follow-ups stay, closed and without the person. */
export async function eraseCalls(
  tx: Tx,
  businessId: string,
  { phones, now }: { phones: readonly string[]; now: number },
): Promise<ErasedCalls> {
  const calls = await lockedCalls(tx, businessId, phones);
  const callIds = calls.map(({ id }) => id);
  await closeOpenOf(tx, businessId, { phones, how: "erased", by: null, now });
  const followups = await tx.execute(sql`
    update followups set client = null where business_id = ${businessId} and client = any(${texts(phones)}) returning 1`);
  await tx.execute(
    sql`delete from callbacks where business_id = ${businessId} and phone = any(${texts(phones)})`,
  );
  const messages = await standing(tx, businessId, callIds);
  const hooks = await eraseHooks(tx, businessId, { phones, callIds });
  for (const table of ["card_steps", "call_events", "call_refs", "deal_calls"])
    await tx.execute(
      sql`delete from ${sql.raw(table)} where business_id = ${businessId} and call_id = any(${numbers(callIds)})`,
    );
  const cards = await tx.execute(
    sql`delete from cards where business_id = ${businessId} and call_id = any(${numbers(callIds)}) returning 1`,
  );
  await tx.execute(
    sql`delete from calls where business_id = ${businessId} and id = any(${numbers(callIds)})`,
  );
  await forgetReferences(tx, businessId, { callIds });
  const times = calls.map(({ at }) => at);
  return {
    callIds,
    span: times.length === 0 ? null : { from: Math.min(...times), to: Math.max(...times) },
    counts: { calls: calls.length, hooks, cards: cards.length, followups: followups.length },
    messages,
  };
}

/** With the calls that they swallowed, in the order of their ids. */
async function lockedCalls(
  tx: Tx,
  businessId: string,
  phones: readonly string[],
): Promise<{ id: number; at: number }[]> {
  const rows = await tx.execute<{ id: string; started_at: string }>(sql`
    with own as materialized (select id from calls where business_id = ${businessId} and client = any(${texts(phones)})),
      refs as materialized (
        select id from own union
        select c.id from calls c where c.business_id = ${businessId} and c.merged_into in (select id from own))
    select id, started_at from calls where business_id = ${businessId} and id in (select id from refs) order by id for update`);
  return [...rows].map((row) => ({ id: Number(row.id), at: new Date(row.started_at).getTime() }));
}

/** The newest messages that stand in chats. */
async function standing(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<LeftMessage[]> {
  const rows = await tx.execute<{
    bot_id: string;
    telegram_id: string;
    message_id: number;
    language: string | null;
  }>(sql`
    select c.bot_id, coalesce(k.telegram_id, c.telegram_id) as telegram_id, k.message_id, c.language
    from cards k join chats c on c.id = k.chat_id and c.business_id = k.business_id
    where k.business_id = ${businessId} and k.call_id = any(${numbers(callIds)}) and k.message_id is not null
      and (k.closed_at is null or k.closed_reason not in ('removed', 'lost'))
    order by k.seq desc`);
  return [...rows].map((row) => ({
    botId: Number(row.bot_id),
    telegramId: Number(row.telegram_id),
    messageId: row.message_id,
    language: row.language,
  }));
}

/** The raw hooks of the calls, and every other one in which the number stands. What is not folded yet is a later hook. */
async function eraseHooks(
  tx: Tx,
  businessId: string,
  { phones, callIds }: { phones: readonly string[]; callIds: readonly number[] },
): Promise<number> {
  // Numbers are written with or without the code of the country; these digits are in all of them.
  const tails = phones.map((phone) => phone.replace(/\D/g, "").slice(-TAIL));
  const named = tails
    .filter((tail) => tail.length === TAIL)
    .map(
      (tail) =>
        sql`or position(${tail} in encode(raw, 'escape')) > 0 or position(${tail} in coalesce(query, '')) > 0 or position(${tail} in events::text) > 0`,
    );
  const rows = await tx.execute(sql`
    delete from inbox where business_id = ${businessId} and folded_at is not null and (
      id in (select inbox_id from call_events where business_id = ${businessId} and call_id = any(${numbers(callIds)}))
      ${sql.join(named, sql` `)}) returning 1`);
  return rows.length;
}

const TAIL = 9;
