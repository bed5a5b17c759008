import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { CardPart } from "./filter.ts";
import { CALL_COLUMNS, toStored, type CallRow, type StoredCall } from "./store.ts";

const COLUMNS = sql.raw(
  "call_id, chat_id, part, seq, wanted_at, message_id, telegram_id, digest, sending_since, closed_reason",
);

export type Card = {
  callId: number;
  chatId: string;
  part: CardPart;
  seq: number;
  wantedAt: number;
  messageId: number | null;
  /** The Telegram chat that holds the message. */
  telegramId: number | null;
  digest: string | null;
  sendingSince: number | null;
  closed: string | null;
};

export type WantedCard = { callId: number; chatId: string; part: CardPart };

/** Reasons that may pass: a message that was given up for one of them is wanted again when the call calls for it. */
const PASSING = sql.raw("('filtered', 'style', 'reopened')");

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
    select ${businessId}::uuid, call_id, chat_id, part, ${iso(now)}::timestamptz
    from jsonb_to_recordset(${json(rows)}) as r(call_id bigint, chat_id uuid, part text)
    on conflict (business_id, call_id, chat_id, part) do update set closed_at = null, closed_reason = null, wanted_at = excluded.wanted_at
      where cards.message_id is null and cards.closed_reason in ${PASSING}`);
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
        select ${CALL_COLUMNS} from calls where business_id = ${businessId} and id = call_id
      ) k
    ) as call
    from cards where business_id = ${businessId} and chat_id = ${chatId} and message_id is null and closed_at is null order by seq limit 1`);
  return row ? { card: toCard(row), call: row.call && toStored(row.call) } : null;
}

export type CardKey = { callId: number; chatId: string; part: CardPart; seq: number };

/** Brackets a send: committed before the request, cleared with its result. */
export async function markSending(
  tx: Tx,
  businessId: string,
  { card, by, now }: { card: CardKey; by: string; now: number },
): Promise<void> {
  await tx.execute(sql`
    update cards set sending_since = ${iso(now)}::timestamptz, sending_by = ${by} where ${only(businessId, card)}`);
}

export async function clearSending(tx: Tx, businessId: string, card: CardKey): Promise<void> {
  await tx.execute(sql`
    update cards set sending_since = null, sending_by = null where ${only(businessId, card)}`);
}

export type SentCard = {
  card: CardKey;
  messageId: number;
  telegramId: number;
  digest: string;
  /** Without sound, to be listed when the chat wakes. */
  quiet: boolean;
  /** Nobody knows whether an earlier try had arrived. */
  repeated: boolean;
  now: number;
};

export async function markSent(
  tx: Tx,
  businessId: string,
  { card, messageId, telegramId, digest, quiet, repeated, now }: SentCard,
): Promise<void> {
  const step = repeated ? "repeated" : "sent";
  await tx.execute(sql`
    with done as (
      update cards set message_id = ${messageId}, telegram_id = ${telegramId}, digest = ${digest}, quiet = ${quiet}, sending_since = null,
        sending_by = null, sent_at = ${iso(now)}::timestamptz
      where ${only(businessId, card)} returning message_id
    ) ${noteStep(businessId, { card, step, reason: null, now })}`);
}

/** `shown`: the final message whose text stands in the edited one from now on. */
export async function markEdited(
  tx: Tx,
  businessId: string,
  { card, digest, shown, now }: { card: CardKey; digest: string; shown: boolean; now: number },
): Promise<void> {
  const parts = shown ? sql`in ('ring', 'final')` : sql`= ${card.part}`;
  await tx.execute(sql`
    with all_done as (
      update cards set digest = ${digest}
      where business_id = ${businessId} and call_id = ${card.callId} and chat_id = ${card.chatId} and part ${parts} returning part, message_id
    ), done as (select message_id from all_done where part = ${card.part})
    ${noteStep(businessId, { card, step: "edited", reason: null, now })}`);
}

type Closing = { card: CardKey; reason: string; removed?: boolean; now: number };

/** Gives a message up: nothing will be sent or edited for it any more. `removed`: it was taken out of the chat. */
export async function closeCard(
  tx: Tx,
  businessId: string,
  { card, reason, removed = false, now }: Closing,
): Promise<void> {
  const step = removed ? "removed" : "closed";
  await tx.execute(sql`
    with done as (
      update cards set closed_at = ${iso(now)}::timestamptz, closed_reason = ${reason}, sending_since = null, sending_by = null
      where ${only(businessId, card)} and closed_at is null returning message_id
    ) ${noteStep(businessId, { card, step, reason, now })}`);
}

/** A message that was given up waits again. */
export async function reopenCard(tx: Tx, businessId: string, card: CardKey): Promise<void> {
  await tx.execute(sql`
    update cards set closed_at = null, closed_reason = null where ${only(businessId, card)} and message_id is null`);
}

/** A call took over another's messages where it had none itself. */
export async function inheritCards(
  tx: Tx,
  businessId: string,
  { from, into }: { from: number; into: number },
): Promise<void> {
  await tx.execute(sql`
    update cards c set call_id = ${into} where c.business_id = ${businessId} and c.call_id = ${from}
      and not exists (select 1 from cards o where o.business_id = c.business_id and o.call_id = ${into} and o.chat_id = c.chat_id and o.part = c.part)`);
}

/** Gives what waits in one chat, or is still to be listed, to another that does not have it yet; returns the calls. */
export async function moveWaiting(
  tx: Tx,
  businessId: string,
  { from, into }: { from: string; into: string },
): Promise<number[]> {
  const rows = await tx.execute<{ call_id: string }>(sql`
    update cards c set chat_id = ${into}::uuid
    where c.business_id = ${businessId} and c.chat_id = ${from} and (c.message_id is null and c.closed_at is null or c.quiet)
      and not exists (select 1 from cards o where o.business_id = c.business_id and o.call_id = c.call_id and o.chat_id = ${into} and o.part = c.part)
    returning call_id`);
  return [...rows].map((row) => Number(row.call_id));
}

type Step = {
  card: CardKey;
  step: "sent" | "edited" | "removed" | "closed" | "repeated";
  reason: string | null;
  now: number;
};

/** What was done with the message that `done` gives; nothing where it gives none. */
function noteStep(businessId: string, { card, step, reason, now }: Step): SQL {
  return sql`
    insert into card_steps (business_id, call_id, chat_id, part, step, reason, message_id, at)
    select ${businessId}::uuid, ${card.callId}::bigint, ${card.chatId}::uuid, ${card.part}, ${step}, ${reason}::text, message_id, ${iso(now)}::timestamptz
    from done`;
}

/** By its place, which it keeps: its call may become part of another, and of one more, while the message is on its way. */
function only(businessId: string, { chatId, part, seq }: CardKey): SQL {
  return sql`business_id = ${businessId} and chat_id = ${chatId} and part = ${part} and seq = ${seq}`;
}

type Row = {
  call_id: string;
  chat_id: string;
  part: CardPart;
  seq: string;
  wanted_at: string;
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
    wantedAt: new Date(row.wanted_at).getTime(),
    messageId: row.message_id,
    telegramId: row.telegram_id === null ? null : Number(row.telegram_id),
    digest: row.digest,
    sendingSince: row.sending_since === null ? null : new Date(row.sending_since).getTime(),
    closed: row.closed_reason,
  };
}
