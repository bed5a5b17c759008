import { sql } from "drizzle-orm";
import type { Chat } from "../business/chat.ts";
import type { Database, Tx } from "../db/client.ts";
import { find, type BucketKey } from "../jobs/bucket-service.ts";
import type { Clock } from "../lib/clock.ts";
import { together } from "../lib/together.ts";

/**
 * Telegram's published limits (Bots FAQ): about 30 requests a second in all, one message a second into a chat,
 * 20 a minute into a group, and as many edits beside them. Telegram counts arrivals, we count departures: each window is
 * longer by what the way there may differ from one request to the next.
 */
export function sendLimits(botId: number, telegramId: number): BucketKey[] {
  return [
    { key: `bot:${botId}`, limits: [BOT], shared: true },
    { key: `chat:${botId}:${telegramId}`, limits: telegramId < 0 ? [SECOND, MINUTE] : [SECOND] },
  ];
}

/** A «retry after» for the chat holds for its edits too. */
export function editLimits(botId: number, telegramId: number): BucketKey[] {
  return [
    { key: `bot:${botId}`, limits: [BOT], shared: true },
    { key: `edit:${botId}:${telegramId}`, limits: [MINUTE] },
    { key: `chat:${botId}:${telegramId}`, limits: [] },
  ];
}

const JITTER_MS = 50;
const BOT = { count: 30, windowMs: 1000 + JITTER_MS };
const SECOND = { count: 1, windowMs: 1000 + JITTER_MS };
const MINUTE = { count: 20, windowMs: 60_000 + JITTER_MS };

/** The places that a chat has reserved for its next message and its next edit (epoch ms). */
export type Places = { send: number | null; edit: number | null };

export async function placesOf(tx: Tx, businessId: string, chatId: string): Promise<Places> {
  const [row] = await tx.execute<{ send: string | null; edit: string | null }>(
    sql`select send_slot as send, edit_slot as edit from chats where id = ${chatId} and business_id = ${businessId}`,
  );
  return { send: toInstant(row?.send), edit: toInstant(row?.edit) };
}

function toInstant(slot: string | null | undefined): number | null {
  return typeof slot === "string" ? Number(slot) : null;
}

type Wanted = { kind: "send" | "edit"; places: Places; clock: Clock };

/** Whether a request that is ready may leave now; else a place for it, to be asked for again at `at`. `keep` writes it. */
export async function findPlace(
  tx: Tx,
  chat: Chat,
  { kind, places, clock }: Wanted,
): Promise<{ at: number; now: number; keep: () => Promise<void> }> {
  const limitsOf = kind === "send" ? sendLimits : editLimits;
  const kept = places[kind];
  const found = await find(tx, { keys: limitsOf(chat.botId, chat.telegramId), clock, kept });
  const keep = async (): Promise<void> => {
    const moved = found.slot !== kept;
    await together([found.keep(), moved ? saveSlot(tx, chat, { kind, slot: found.slot }) : null]);
  };
  return { at: found.at, now: found.now, keep };
}

/** Takes a place for a message, with what is written before it leaves; gives the place's time when that is not now. */
export async function depart(
  { db, clock }: { db: Database; clock: Clock },
  { chat, places }: { chat: Chat; places: Places },
  before: (tx: Tx, now: number) => Promise<unknown>,
): Promise<number | null> {
  return db.transaction(async (tx) => {
    const { at, now, keep } = await findPlace(tx, chat, { kind: "send", places, clock });
    const waits = at > now;
    await together([keep(), waits ? null : before(tx, now)]);
    return waits ? at : null;
  });
}

async function saveSlot(
  tx: Tx,
  chat: Chat,
  { kind, slot }: { kind: "send" | "edit"; slot: number | null },
): Promise<void> {
  const column = sql.identifier(kind === "send" ? "send_slot" : "edit_slot");
  await tx.execute(
    sql`update chats set ${column} = ${slot}::bigint where id = ${chat.id} and business_id = ${chat.businessId}`,
  );
}
