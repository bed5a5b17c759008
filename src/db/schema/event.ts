import { bigint, index, jsonb, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";

const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });

/** What happened, as data. The relay gives `sequence` after commit. */
export const events = pgTable(
  "events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    publicId: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    event: text().notNull(),
    data: jsonb().notNull(),
    at: instant().notNull(),
    sequence: bigint({ mode: "number" }),
  },
  (t) => [
    unique().on(t.businessId, t.sequence),
    index("events_waiting")
      .on(t.businessId, t.id)
      .where(sql`sequence is null`),
    index().on(t.at),
  ],
);

export const eventSequences = pgTable("event_sequences", {
  businessId: uuid().primaryKey(),
  last: bigint({ mode: "number" }).notNull(),
});
