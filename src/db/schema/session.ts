import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, whole } from "./column.ts";

/** A way into the cabinet, given by the bot: for one member, once, for ten minutes. */
export const entries = pgTable("entries", {
  codeHash: text().primaryKey(),
  businessId: uuid().notNull(),
  personId: whole().notNull(),
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
    personId: whole().notNull(),
    csrf: text().notNull(),
    createdAt: instant().notNull(),
    seenAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [index().on(t.businessId, t.personId)],
);

/** A form that made something: it makes it once, and the same form sent again is led where the first one led. */
export const presses = pgTable(
  "presses",
  {
    businessId: uuid().notNull(),
    personId: whole().notNull(),
    key: text().notNull(),
    /** Null only inside the transaction that makes the thing. */
    leadsTo: text(),
    madeAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.personId, t.key] })],
);
