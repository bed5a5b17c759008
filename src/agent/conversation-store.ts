import { and, eq, inArray, sql } from "drizzle-orm";
import { conversations } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { nextNumbers } from "../crm/count-service.ts";
import type { Channel } from "../channels/line.ts";
import { AppError } from "../lib/app-error.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import type { Conversation } from "./conversation.ts";
import { remembered } from "./memory.ts";
import { opened } from "./open.ts";

/** A customer's dialogue as it is stored; `memory` is the machine's. Instants are epoch ms. */
export type StoredConversation = {
  id: number;
  businessId: string;
  number: number;
  channel: Channel;
  botId: number;
  /** The business connection on Telegram, "" in the bot's own chat; phone_number_id on WhatsApp. */
  via: string;
  place: string;
  clientId: number | null;
  profileName: string | null;
  language: Language;
  memory: Conversation;
  mode: "agent" | "human";
  handoffReason: string | null;
  handoffAt: number | null;
  takenBy: number | null;
  threadId: number | null;
  optedOutAt: number | null;
  offToldAt: number | null;
  unreachableAt: number | null;
  openedAt: number;
  lastAt: number;
  closedAt: number | null;
  turnAt: number | null;
  /** The customer's last message. */
  heardAt: number | null;
  /** The model was asked; its answer is waited for until `turnAt`. */
  thoughtAt: number | null;
};

type Place = Pick<StoredConversation, "channel" | "botId" | "via" | "place">;

/** The conversation with a customer's chat, locked for the rest of the transaction. */
export async function lockByPlace(
  tx: Tx,
  businessId: string,
  { channel, botId, via, place }: Place,
): Promise<StoredConversation | null> {
  const [row] = await tx
    .select()
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        eq(conversations.channel, channel),
        eq(conversations.botId, botId),
        eq(conversations.via, via),
        eq(conversations.place, place),
      ),
    )
    .for("update");
  return row ? toConversation(row) : null;
}

export async function lockConversation(
  tx: Tx,
  businessId: string,
  id: number,
): Promise<StoredConversation | null> {
  const [row] = await tx.select().from(conversations).where(only(businessId, id)).for("update");
  return row ? toConversation(row) : null;
}

export async function conversationById(
  tx: Tx,
  businessId: string,
  id: number,
): Promise<StoredConversation | null> {
  const [row] = await tx.select().from(conversations).where(only(businessId, id));
  return row ? toConversation(row) : null;
}

type Opening = Place & { clientId: number | null; profileName: string | null; language: Language };

/** A customer's first conversation; null when another process made it meanwhile. */
export async function insertConversation(
  tx: Tx,
  businessId: string,
  { now, ...fields }: Opening & { now: number },
): Promise<StoredConversation | null> {
  const [number] = await nextNumbers(tx, businessId, { what: "conversations" });
  if (number === undefined) throw new AppError("counters.not_kept", "conflict");
  const at = new Date(now);
  const memory = opened(fields.language);
  const [row] = await tx
    .insert(conversations)
    .values({
      businessId,
      number,
      ...fields,
      state: memory.state,
      visited: memory.visited,
      memory,
      openedAt: at,
      lastAt: at,
    })
    .onConflictDoNothing()
    .returning();
  return row ? toConversation(row) : null;
}

type Changes = Partial<
  Pick<
    StoredConversation,
    | "clientId"
    | "profileName"
    | "memory"
    | "mode"
    | "handoffReason"
    | "handoffAt"
    | "takenBy"
    | "threadId"
    | "optedOutAt"
    | "offToldAt"
    | "unreachableAt"
    | "openedAt"
    | "lastAt"
    | "closedAt"
    | "turnAt"
    | "heardAt"
    | "thoughtAt"
  >
>;

/** Writes what is given; the states that people see are those of the memory. */
export async function changeConversation(
  tx: Tx,
  businessId: string,
  { id, ...changes }: Changes & { id: number },
): Promise<void> {
  const { memory } = changes;
  const set: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changes))
    set[name] = name.endsWith("At") && typeof value === "number" ? new Date(value) : value;
  const told = memory
    ? { language: memory.language, state: memory.state, visited: memory.visited }
    : {};
  await tx
    .update(conversations)
    .set({ ...set, ...told })
    .where(only(businessId, id));
}

/** The newest conversation with a chat that a client is known by; a typed number leads nowhere. */
export async function conversationOfClient(
  tx: Tx,
  businessId: string,
  clientId: number,
): Promise<number | null> {
  const [row] = await tx.execute<{ id: string }>(sql`
    with own as (
      select channel, handle from client_handles where business_id = ${businessId}::uuid and client_id = ${clientId}::bigint),
    places as (
      select channel, handle as place from own where channel = 'telegram' union
      select own.channel, p.id::text from own join whatsapp_people p
        on p.business_id = ${businessId}::uuid and (p.user_id = own.handle or p.wa_id = own.handle)
      where own.channel = 'whatsapp')
    select v.id from places join conversations v using (channel, place)
    where v.business_id = ${businessId}::uuid
    order by v.last_at desc limit 1`);
  return row ? Number(row.id) : null;
}

/** The conversations of clients. */
export async function conversationIdsOf(
  tx: Tx,
  businessId: string,
  { clientIds }: { clientIds: readonly number[] },
): Promise<number[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(
      and(
        eq(conversations.businessId, businessId),
        inArray(conversations.clientId, [...clientIds]),
      ),
    );
  return rows.map(({ id }) => id);
}

function only(businessId: string, id: number) {
  return and(eq(conversations.businessId, businessId), eq(conversations.id, id));
}

function toConversation(row: typeof conversations.$inferSelect): StoredConversation {
  const { language, state: _state, visited: _visited, channel, mode, memory, ...rest } = row;
  if (!isLanguage(language)) throw new AppError("conversations.damaged", "conflict");
  const read = remembered(memory);
  return {
    ...rest,
    channel: channel === "whatsapp" ? "whatsapp" : "telegram",
    language,
    memory: { ...read, visited: [...read.visited] },
    mode: mode === "human" ? "human" : "agent",
    handoffAt: msOf(row.handoffAt),
    optedOutAt: msOf(row.optedOutAt),
    offToldAt: msOf(row.offToldAt),
    unreachableAt: msOf(row.unreachableAt),
    openedAt: row.openedAt.getTime(),
    lastAt: row.lastAt.getTime(),
    closedAt: msOf(row.closedAt),
    turnAt: msOf(row.turnAt),
    heardAt: msOf(row.heardAt),
    thoughtAt: msOf(row.thoughtAt),
  };
}

function msOf(at: Date | null): number | null {
  return at === null ? null : at.getTime();
}
