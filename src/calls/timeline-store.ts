import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import type { CardPart } from "./filter.ts";
import type { CardStep } from "./timeline.ts";

/** A message of a call; `quiet`: sent without sound because of the hour. */
export type PlacedCard = { chatId: string; part: CardPart; quiet: boolean };

/** The call that this one is now and, after it, those that turned out to be the same; empty when there is none. */
export async function familyOf(tx: Tx, businessId: string, callId: number): Promise<number[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    with recursive up as (
      select id, merged_into, started_at from calls where business_id = ${businessId} and id = ${callId}
      union all
      select c.id, c.merged_into, c.started_at from up join calls c on c.id = up.merged_into and c.business_id = ${businessId}
    ), family as (
      select id, started_at, 0 as depth from up where merged_into is null
      union all
      select c.id, c.started_at, f.depth + 1 from family f join calls c on c.merged_into = f.id and c.business_id = ${businessId}
        and c.started_at between f.started_at - interval '1 day' and f.started_at + interval '1 day'
    )
    select id from family order by depth, id`);
  return [...rows].map((row) => Number(row.id));
}

/** The message that stands in Telegram under this number, if it is one of these calls'. */
export async function cardIn(
  tx: Tx,
  businessId: string,
  { ids, message }: { ids: readonly number[]; message: { telegramId: number; messageId: number } },
): Promise<PlacedCard | null> {
  const [row] = await tx.execute<{ chat_id: string; part: CardPart; quiet: boolean }>(sql`
    select chat_id, part, quiet from cards
    where business_id = ${businessId} and call_id = any(${numbers(ids)})
      and telegram_id = ${message.telegramId} and message_id = ${message.messageId}`);
  return row ? { chatId: row.chat_id, part: row.part, quiet: row.quiet } : null;
}

/** What was done in a chat about these calls; null: in each, which is named then. */
export async function stepsIn(
  tx: Tx,
  businessId: string,
  { ids, chatId }: { ids: readonly number[]; chatId: string | null },
): Promise<CardStep[]> {
  const rows = await tx.execute<{
    part: CardPart;
    step: CardStep["step"];
    reason: string | null;
    chat_id: string;
    at: string;
  }>(sql`
    select part, step, reason, chat_id, at from card_steps
    where business_id = ${businessId} and call_id = any(${numbers(ids)})
      and ${chatId === null ? sql`true` : sql`chat_id = ${chatId}`} order by id`);
  return [...rows].map(({ part, step, reason, chat_id, at }) => ({
    part,
    step,
    reason,
    ...(chatId === null ? { chatId: chat_id } : {}),
    at: new Date(at).getTime(),
  }));
}
