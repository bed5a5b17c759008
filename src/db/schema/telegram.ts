import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, whole } from "./column.ts";

export const bots = pgTable("bots", {
  id: whole().primaryKey(),
  username: text().notNull(),
  name: text().notNull(),
  seenAt: instant().notNull(),
});

/** Every update as it came, sealed since it may carry a key, unique per bot; handlers run from here, then it is forgotten. */
export const updates = pgTable(
  "updates",
  {
    botId: whole().notNull(),
    updateId: whole().notNull(),
    /** The Telegram chat or person whose updates are handled in their order. */
    place: whole().notNull().default(0),
    payload: text(),
    receivedAt: instant().notNull(),
    /** How often its handlers have begun. */
    tries: integer().notNull().default(0),
    handledAt: instant(),
    error: text(),
  },
  (t) => [
    primaryKey({ columns: [t.botId, t.updateId] }),
    index().on(t.receivedAt),
    index("updates_unhandled")
      .on(t.botId, t.place, t.updateId)
      .where(sql`handled_at is null`),
  ],
);

/** Sliding windows of what left for Telegram: `stamps` are epoch milliseconds, oldest first. */
export const buckets = pgTable("buckets", {
  key: text().primaryKey(),
  stamps: jsonb().$type<number[]>().notNull(),
  blockedUntil: whole().notNull().default(0),
});

/** A request of a screen that had to wait for Telegram's limits; sent by its job. */
export const replies = pgTable("replies", {
  id: uuid().primaryKey().defaultRandom(),
  businessId: uuid(),
  botId: whole().notNull(),
  method: text().notNull(),
  /** Sealed; gone once it is sent. */
  payload: text(),
  createdAt: instant().notNull(),
  sentAt: instant(),
  error: text(),
});

/** State of a form (grammY conversation) by chat and person. */
export const forms = pgTable("forms", {
  key: text().primaryKey(),
  businessId: uuid(),
  data: jsonb().notNull(),
  version: integer().notNull().default(0),
  updatedAt: instant().notNull(),
});
