import { sql } from "drizzle-orm";
import { memberOf } from "../business/member-service.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import type { Channel } from "../channels/line.ts";
import { conversationById, type StoredConversation } from "./conversation-store.ts";
import { states, type State } from "./conversation.ts";
import { deskReason, type DeskReason } from "./desk-card.ts";
import type { Utterance } from "./utterance.ts";
import { lastLines } from "./utterance-store.ts";

/** A customer's dialogue as lists show it. Instants are epoch ms. */
export type ConversationRow = {
  id: number;
  number: number;
  channel: Channel;
  /** The client's name, else how the channel names them. */
  name: string | null;
  clientId: number | null;
  mode: "agent" | "human";
  reason: DeskReason | null;
  state: State;
  language: Language;
  /** Who answers, when a person said so. */
  takenBy: string | null;
  lastAt: number;
  lastText: string | null;
  /** The business connection on Telegram, "" in the bot's own chat; phone_number_id on WhatsApp. */
  via: string;
  /** The customer's last message. */
  heardAt: number | null;
  /** Since when a person is to answer. */
  handoffAt: number | null;
  unreachable: boolean;
};

/** Dialogues that are open: first those that wait for a person, then the newest. */
export async function openConversations(
  tx: Tx,
  businessId: string,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ rows: ConversationRow[]; count: number }> {
  const rows = await tx.execute<Row & { count: string }>(sql`
    select ${COLUMNS}, count(*) over () as count ${JOINED}
    where v.business_id = ${businessId}::uuid and v.closed_at is null
    order by v.mode = 'human' desc, v.last_at desc, v.id desc limit ${limit} offset ${offset}`);
  return { rows: [...rows].map(toRow), count: Number(rows[0]?.count ?? 0) };
}

/** Dialogues that are over, the newest first; `before` is the last one shown. */
export async function closedConversations(
  tx: Tx,
  businessId: string,
  { before, limit }: { before: { at: number; id: number } | null; limit: number },
): Promise<ConversationRow[]> {
  const older =
    before === null
      ? sql`true`
      : sql`(v.last_at, v.id) < (${iso(before.at)}::timestamptz, ${before.id}::bigint)`;
  const rows = await tx.execute<Row>(sql`
    select ${COLUMNS} ${JOINED}
    where v.business_id = ${businessId}::uuid and v.closed_at is not null and ${older}
    order by v.last_at desc, v.id desc limit ${limit}`);
  return [...rows].map(toRow);
}

/** A dialogue with its last lines; null: the business has none such. */
export async function conversationShown(
  tx: Tx,
  businessId: string,
  { conversationId, lines }: { conversationId: number; lines: number },
): Promise<{
  conversation: StoredConversation;
  lines: Utterance[];
  takenBy: string | null;
} | null> {
  const conversation = await conversationById(tx, businessId, conversationId);
  if (!conversation) return null;
  const { takenBy } = conversation;
  const member = takenBy === null ? null : await memberOf(tx, businessId, takenBy);
  return {
    conversation,
    lines: await lastLines(tx, businessId, { conversationId, count: lines }),
    takenBy: member?.name ?? null,
  };
}

const COLUMNS = sql`
  v.id, v.number, v.channel, v.via, v.mode, v.handoff_reason as reason, v.state, v.language, v.client_id,
  coalesce(c.name, v.profile_name) as name, m.name as taken_by, v.unreachable_at is not null as unreachable,
  (extract(epoch from v.last_at) * 1000)::bigint as last_at, (extract(epoch from v.heard_at) * 1000)::bigint as heard_at,
  (extract(epoch from v.handoff_at) * 1000)::bigint as handoff_at,
  (select u.text from utterances u where u.business_id = v.business_id and u.conversation_id = v.id
    order by u.id desc limit 1) as last_text`;
const JOINED = sql`
  from conversations v
    left join clients c on c.business_id = v.business_id and c.id = v.client_id
    left join members m on m.business_id = v.business_id and m.person_id = v.taken_by`;

type Row = {
  id: string;
  number: number;
  channel: string;
  mode: string;
  reason: string | null;
  state: string;
  language: string;
  client_id: string | null;
  name: string | null;
  taken_by: string | null;
  unreachable: boolean;
  last_at: string;
  heard_at: string | null;
  handoff_at: string | null;
  last_text: string | null;
  via: string;
};

function toRow(row: Row): ConversationRow {
  return {
    id: Number(row.id),
    number: row.number,
    channel: row.channel === "whatsapp" ? "whatsapp" : "telegram",
    name: row.name,
    clientId: row.client_id === null ? null : Number(row.client_id),
    mode: row.mode === "human" ? "human" : "agent",
    reason: row.mode === "human" ? deskReason(row.reason) : null,
    state: states.find((state) => state === row.state) ?? "greeting",
    language: isLanguage(row.language) ? row.language : "uk",
    takenBy: row.taken_by,
    lastAt: Number(row.last_at),
    lastText: row.last_text,
    via: row.via,
    heardAt: row.heard_at === null ? null : Number(row.heard_at),
    handoffAt: row.handoff_at === null ? null : Number(row.handoff_at),
    unreachable: row.unreachable,
  };
}
