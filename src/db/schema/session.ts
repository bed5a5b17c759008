import { bigint, index, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
const personId = () => bigint({ mode: "number" }).notNull();

/** A way into the cabinet, given by the bot: for one member, once, for ten minutes. */
export const entries = pgTable("entries", {
  codeHash: text().primaryKey(),
  businessId: uuid().notNull(),
  personId: personId(),
  createdAt: instant().notNull(),
  expiresAt: instant().notNull(),
  usedAt: instant(),
});

/** A browser that is logged in. `csrf` goes into its forms. */
export const sessions = pgTable(
  "sessions",
  {
    tokenHash: text().primaryKey(),
    businessId: uuid().notNull(),
    personId: personId(),
    csrf: text().notNull(),
    createdAt: instant().notNull(),
    seenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [index().on(t.businessId, t.personId)],
);
