import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../db/client.ts";
import { iso, numbers } from "../db/value.ts";
import { NO_CHAT, type CardChat, type ChatWish } from "./card-chat.ts";

/** Who wrote within so long writes now. */
export const WRITING_MS = 30 * 60_000;
/** WhatsApp, and an account that a bot answers for, let a conversation be begun only so long after the customer's last words. */
const WINDOW_MS = 24 * 3_600_000;

type Asked = { phone: string | null; followupId: number | null; now: number };

/** What is known of the client of a number in chats and in the calendar; chats count that a proof binds to them. */
export async function chatOnCard(
  tx: Tx,
  businessId: string,
  { phone, followupId, now }: Asked,
): Promise<CardChat> {
  if (phone === null) return NO_CHAT;
  const [row] = await tx.execute<Row>(sql`
    with who as materialized (
      select coalesce(c.merged_into, c.id) as id from client_phones p
      join clients c on c.business_id = p.business_id and c.id = p.client_id
      where p.business_id = ${businessId}::uuid and p.phone = ${phone}),
    chats as materialized (${chatsOf(businessId)})
    select
      (select jsonb_build_object('channel', v.channel, 'draft', v.memory->'draft', 'service', (
          select s.names from services s where s.business_id = v.business_id and s.id = (v.memory->'draft'->>'serviceId')::bigint))
        from chats v where v.closed_at is null and v.heard_at >= ${iso(now - WRITING_MS)}::timestamptz
        order by v.heard_at desc limit 1) as writes,
      (select jsonb_agg(jsonb_build_object('start', extract(epoch from b.starts_at) * 1000, 'service', s.names, 'master', m.names) order by b.starts_at)
        from (select * from bookings where business_id = ${businessId}::uuid and client_id in (select id from who)
            and status in ('booked', 'confirmed') and starts_at > ${iso(now)}::timestamptz order by starts_at limit ${VISITS}) b
          join services s on s.business_id = b.business_id and s.id = b.service_id
          join masters m on m.business_id = b.business_id and m.id = b.master_id) as visits,
      exists (select 1 from chats v where ${isOpenChat(now)}) as can_offer,
      (select jsonb_build_object('at', extract(epoch from f.offered_at) * 1000, 'by', f.offered_by)
        from followups f where f.business_id = ${businessId}::uuid and f.id = ${followupId}::bigint and f.offered_at is not null) as offered`);
  return row ? toChat(row) : NO_CHAT;
}

/** The conversation in which a client can be spoken to now, whoever begins; null: there is none. */
export async function openChatOf(
  tx: Tx,
  businessId: string,
  { clientId, now }: { clientId: number; now: number },
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    with who as materialized (select ${clientId}::bigint as id), chats as (${chatsOf(businessId)})
    select v.id from chats v where ${isOpenChat(now)} order by v.last_at desc limit 1`);
  return row ? Number(row.id) : null;
}

/** Which of these clients write at the moment, with the number of their conversation. */
export async function writingNow(
  tx: Tx,
  businessId: string,
  { clientIds, now }: { clientIds: readonly number[]; now: number },
): Promise<Map<number, Writing>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx.execute<{ client_id: string; number: number; writes: unknown }>(sql`
    select v.client_id, v.number, jsonb_build_object('channel', v.channel, 'draft', v.memory->'draft', 'service', (
        select s.names from services s where s.business_id = v.business_id and s.id = (v.memory->'draft'->>'serviceId')::bigint)) as writes
    from conversations v
    where v.business_id = ${businessId}::uuid and v.client_id = any(${numbers(clientIds)})
      and v.closed_at is null and v.heard_at >= ${iso(now - WRITING_MS)}::timestamptz
    order by v.heard_at`);
  return new Map(
    [...rows].map(({ client_id: id, number, writes }): [number, Writing] => {
      const chat = writesShape.parse(writes);
      return [Number(id), { number, channel: chat.channel, wish: wishOf(chat) }];
    }),
  );
}

export type Writing = NonNullable<CardChat["writes"]> & { number: number };

const VISITS = 2;

/** The conversations with the chats that the clients in "who" are known by. */
function chatsOf(businessId: string) {
  return sql`
    select v.* from conversations v join (
      select h.channel, h.handle as place from client_handles h
      where h.business_id = ${businessId}::uuid and h.channel = 'telegram' and h.client_id in (select id from who)
      union
      select h.channel, p.id::text from client_handles h join whatsapp_people p
        on p.business_id = h.business_id and (p.user_id = h.handle or p.wa_id = h.handle)
      where h.business_id = ${businessId}::uuid and h.channel = 'whatsapp' and h.client_id in (select id from who)
    ) places using (channel, place)
    where v.business_id = ${businessId}::uuid`;
}

/** Nobody of the business's people answers there, and what is said arrives. */
function isOpenChat(now: number) {
  return sql`v.unreachable_at is null and v.opted_out_at is null and v.mode = 'agent'
    and (v.channel = 'telegram' and v.via = '' or v.heard_at >= ${iso(now - WINDOW_MS)}::timestamptz)
    and case when v.channel = 'whatsapp' then ${hasNumber} else ${hasBot} and (v.via = '' or ${mayReply}) end`;
}

/** What a conversation is held over is still the business's own; see connectionState of the channels for who is let in. */
const hasNumber = sql`exists (select 1 from whatsapp_numbers n
  where n.business_id = v.business_id and n.number_id = v.via and n.removed_at is null)`;
const hasBot = sql`exists (select 1 from salon_bots b
  where b.business_id = v.business_id and b.bot_id = v.bot_id and b.removed_at is null)`;
const mayReply = sql`exists (select 1 from business_connections a
  where a.business_id = v.business_id and a.id = v.via and a.bot_id = v.bot_id and a.enabled and a.can_reply
    and coalesce(a.allowed, exists (select 1 from members m
      where m.business_id = a.business_id and m.person_id = a.owner_id and m.role in ('owner', 'admin') and m.removed_at is null)))`;

type Row = { writes: unknown; visits: unknown; can_offer: boolean; offered: unknown };

const words = z.record(z.string(), z.string()).nullable().catch(null);
const draftShape = z.object({
  slot: z.object({ start: z.number() }).nullable().catch(null),
  day: z.object({ from: z.string(), to: z.string() }).nullable().catch(null),
  time: z.object({ at: z.number() }).nullable().catch(null),
});
const writesShape = z.object({
  channel: z.enum(["telegram", "whatsapp"]),
  draft: draftShape.nullable().catch(null),
  service: words,
});
const visitShape = z.object({ start: z.number(), service: words, master: words });
const offeredShape = z.object({ at: z.number(), by: z.string() });

function toChat({ writes, visits, can_offer: canOffer, offered }: Row): CardChat {
  const chat = writesShape.nullable().parse(writes);
  const coming = z.array(visitShape).nullable().parse(visits) ?? [];
  return {
    writes: chat && { channel: chat.channel, wish: wishOf(chat) },
    visits: coming.map(({ start, service, master }) => ({
      start,
      service: service ?? {},
      master: master ?? {},
    })),
    canOffer,
    offered: offeredShape.nullable().parse(offered),
  };
}

function wishOf({ draft, service }: z.infer<typeof writesShape>): ChatWish {
  const day = draft?.day && draft.day.from === draft.day.to ? draft.day.from : null;
  return { service, at: draft?.slot?.start ?? null, day, minute: draft?.time?.at ?? null };
}
