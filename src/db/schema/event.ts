import { index, jsonb, pgTable, text, unique, uuid, primaryKey } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { identity, instant, whole } from "./column.ts";

/** What happened, as data. The relay gives `sequence` after commit. */
export const events = pgTable(
  "events",
  {
    id: identity(),
    publicId: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    event: text().notNull(),
    data: jsonb().notNull(),
    at: instant().notNull(),
    sequence: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.sequence),
    index("events_waiting")
      .on(t.businessId, t.id)
      .where(sql`sequence is null`),
    index().on(t.at),
  ],
);

export const eventSequences = pgTable("event_sequences", {
  businessId: uuid().primaryKey(),
  last: whole().notNull(),
});
