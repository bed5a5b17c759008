import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { CardPart } from "./filter.ts";
import { toStored, type CallRow, type StoredCall } from "./store.ts";

const COLUMNS = sql.raw(
  "call_id, chat_id, part, seq, message_id, telegram_id, digest, sending_since, closed_reason",
);

export type Card = {
  callId: number;
  chatId: string;
  part: CardPart;
  seq: number;
  messageId: number | null;
  /** The Telegram chat that holds the message. */
  telegramId: number | null;
  digest: string | null;
  sendingSince: number | null;
  closed: string | null;
};

export type WantedCard = { callId: number; chatId: string; part: CardPart };

/** Gives wanted messages their place in their chats; those already known keep theirs. */
export async function wantCards(
  tx: Tx,
  businessId: string,
  { cards, now }: { cards: readonly WantedCard[]; now: number },
): Promise<void> {
  if (cards.length === 0) return;
  const rows = cards.map((c) => ({ call_id: c.callId, chat_id: c.chatId, part: c.part }));
  await tx.execute(sql`
    insert into cards (business_id, call_id, chat_id, part, wanted_at)
    select ${businessId}::uuid, call_id, chat_id, part, ${new Date(now).toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r(call_id bigint, chat_id uuid, part text) on conflict do nothing`);
}

export async function cardsOfCalls(
  tx: Tx,
  businessId: string,
  ids: readonly number[],
): Promise<Card[]> {
  if (ids.length === 0) return [];
  const rows = await tx.execute<Row>(sql`
    select ${COLUMNS} from cards
    where business_id = ${businessId} and call_id = any(${numbers(ids)}) order by seq`);
  return [...rows].map(toCard);
}

/** The oldest message that still has to leave for a chat, with its call. */
export async function firstWaiting(
  tx: Tx,
  businessId: string,
  chatId: string,
): Promise<{ card: Card; call: StoredCall | null } | null> {
  const [row] = await tx.execute<Row & { call: CallRow | null }>(sql`
    select ${COLUMNS}, (
      select to_jsonb(k) from (
        select id, state, announced, corrected, recovered, merged_into from calls where business_id = ${businessId} and id = call_id
      ) k
    ) as call
    from cards where business_id = ${businessId} and chat_id = ${chatId} and message_id is null and closed_at is null order by seq limit 1`);
  return row ? { card: toCard(row), call: row.call && toStored(row.call) } : null;
}

type Key = { callId: number; chatId: string; part: CardPart };

/** Brackets a send: committed before the request, cleared with its result. */
export async function markSending(
  tx: Tx,
  businessId: string,
  { card, by, now }: { card: Key; by: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update cards set sending_since = ${new Date(now).toISOString()}::timestamptz, sending_by = ${by}
    where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part = ${card.part}`);
}

export async function clearSending(tx: Tx, businessId: string, card: Key): Promise<void> {
  await tx.execute(sql`
    update cards set sending_since = null, sending_by = null
    where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part = ${card.part}`);
}

export type SentCard = {
  card: Key;
  messageId: number;
  telegramId: number;
  digest: string;
  now: number;
};

export async function markSent(
  tx: Tx,
  businessId: string,
  { card, messageId, telegramId, digest, now }: SentCard,
): Promise<void> {
  await tx.execute(sql`
    update cards set message_id = ${messageId}, telegram_id = ${telegramId}, digest = ${digest}, sending_since = null, sending_by = null,
      sent_at = ${new Date(now).toISOString()}::timestamptz
    where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part = ${card.part}`);
}

export async function markEdited(
  tx: Tx,
  businessId: string,
  { card, digest }: { card: Key; digest: string },
): Promise<void> {
  await tx.execute(sql`
    update cards set digest = ${digest}
    where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part = ${card.part}`);
}

/** Gives a message up: nothing will be sent or edited for it any more. */
export async function closeCard(
  tx: Tx,
  businessId: string,
  { card, reason, now }: { card: Key; reason: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update cards set closed_at = ${new Date(now).toISOString()}::timestamptz, closed_reason = ${reason}, sending_since = null, sending_by = null
    where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part = ${card.part}`);
}

/** A call took over another's messages where it had none itself. */
export async function inheritCards(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await tx.execute(sql`
    update cards c set call_id = ${into} where c.business_id = ${businessId} and c.call_id = ${from}
      and not exists (select 1 from cards o where o.call_id = ${into} and o.chat_id = c.chat_id and o.part = c.part)`);
}

/** Gives what waits in one chat to another that does not have it yet; returns the calls. */
export async function moveWaiting(
  tx: Tx,
  businessId: string,
  { from, into }: { from: string; into: string },
): Promise<number[]> {
  const rows = await tx.execute<{ call_id: string }>(sql`
    update cards c set chat_id = ${into}::uuid
    where c.business_id = ${businessId} and c.chat_id = ${from} and c.message_id is null and c.closed_at is null
      and not exists (select 1 from cards o where o.call_id = c.call_id and o.chat_id = ${into} and o.part = c.part)
    returning call_id`);
  return [...rows].map((row) => Number(row.call_id));
}

type Row = {
  call_id: string;
  chat_id: string;
  part: CardPart;
  seq: string;
  message_id: number | null;
  telegram_id: string | null;
  digest: string | null;
  sending_since: string | null;
  closed_reason: string | null;
};

function toCard(row: Row): Card {
  return {
    callId: Number(row.call_id),
    chatId: row.chat_id,
    part: row.part,
    seq: Number(row.seq),
    messageId: row.message_id,
    telegramId: row.telegram_id === null ? null : Number(row.telegram_id),
    digest: row.digest,
    sendingSince: row.sending_since === null ? null : new Date(row.sending_since).getTime(),
    closed: row.closed_reason,
  };
}

function numbers(values: readonly number[]): SQL {
  return sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::text::jsonb)::bigint)`;
}
