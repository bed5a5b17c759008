import { and, asc, eq, isNull, or } from "drizzle-orm";
import { salonBots } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import type { BotTrouble, SalonBot } from "./salon-bot.ts";

/** A linked bot with its sealed secrets and the hash of the address that was registered. */
export type StoredBot = SalonBot & { token: string; secret: string; pathHash: string };

export async function linkedBot(tx: Tx, businessId: string): Promise<StoredBot | null> {
  const [row] = await tx
    .select()
    .from(salonBots)
    .where(and(eq(salonBots.businessId, businessId), isNull(salonBots.removedAt)));
  return row ? toBot(row) : null;
}

/** The linked bot of any business that an address or a token, hashed, belongs to. */
export async function botByHash(tx: Tx, hash: string): Promise<StoredBot | null> {
  const [row] = await tx
    .select()
    .from(salonBots)
    .where(
      and(
        or(eq(salonBots.pathHash, hash), eq(salonBots.tokenHash, hash)),
        isNull(salonBots.removedAt),
      ),
    );
  return row ? toBot(row) : null;
}

/** Whether a bot is linked, and by which business. */
export async function ownerOfBot(tx: Tx, botId: number): Promise<string | null> {
  const [row] = await tx
    .select({ businessId: salonBots.businessId })
    .from(salonBots)
    .where(and(eq(salonBots.botId, botId), isNull(salonBots.removedAt)));
  return row?.businessId ?? null;
}

/** Every linked bot of every business, the oldest first. */
export async function allBots(tx: Tx): Promise<StoredBot[]> {
  const rows = await tx
    .select()
    .from(salonBots)
    .where(isNull(salonBots.removedAt))
    .orderBy(asc(salonBots.linkedAt), asc(salonBots.id));
  return rows.map(toBot);
}

type NewBot = {
  botId: number;
  username: string;
  name: string;
  token: string;
  tokenHash: string;
  secret: string;
  pathHash: string;
  now: number;
};

export async function insertBot(tx: Tx, businessId: string, value: NewBot): Promise<StoredBot[]> {
  const { now, ...fields } = value;
  const rows = await tx
    .insert(salonBots)
    .values({ businessId, ...fields, way: "webhook", linkedAt: new Date(now) })
    .returning();
  return rows.map(toBot);
}

/** The bot that was linked does not receive anything any more; its secrets are forgotten. */
export async function removeBot(
  tx: Tx,
  businessId: string,
  { id, now }: { id: string; now: number },
): Promise<void> {
  await tx
    .update(salonBots)
    .set({ removedAt: new Date(now), token: "", secret: "", tokenHash: "", pathHash: "" })
    .where(and(eq(salonBots.businessId, businessId), eq(salonBots.id, id)));
}

type Noted = {
  id: string;
  now: number;
  error: BotTrouble | null;
  way?: SalonBot["way"];
  pathHash?: string;
};

/** How its last check ended, and by which way its updates come since. */
export async function noteBot(
  tx: Tx,
  businessId: string,
  { id, now, ...noted }: Noted,
): Promise<void> {
  await tx
    .update(salonBots)
    .set({ ...noted, checkedAt: new Date(now) })
    .where(and(eq(salonBots.businessId, businessId), eq(salonBots.id, id)));
}

function toBot(row: typeof salonBots.$inferSelect): StoredBot {
  const { tokenHash: _hash, removedAt: _removed, linkedAt, checkedAt, ...rest } = row;
  return {
    ...rest,
    way: row.way === "polling" ? "polling" : "webhook",
    error: troubles.find((trouble) => trouble === row.error) ?? null,
    linkedAt: linkedAt.getTime(),
    checkedAt: checkedAt?.getTime() ?? null,
  };
}

const troubles: readonly BotTrouble[] = ["revoked", "conflict", "unreachable"];
