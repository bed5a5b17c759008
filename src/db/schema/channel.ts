import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { identity, instant, whole } from "./column.ts";

/** A business's WhatsApp number of Meta's Cloud API. Token and secrets are sealed. */
export const whatsappNumbers = pgTable(
  "whatsapp_numbers",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    /** Meta's phone_number_id. */
    numberId: text().notNull(),
    /** As people read it; null: Meta did not tell. */
    phone: text(),
    name: text(),
    token: text().notNull(),
    /** Of the business's own Meta app; null: the platform's. */
    appSecret: text(),
    /** Of the business's own Meta app: the opaque part of its address, hashed and sealed, and its verify token. */
    pathHash: text(),
    path: text(),
    verifyToken: text(),
    linkedAt: instant().notNull(),
    checkedAt: instant(),
    /** The last event that came; null: none yet. */
    heardAt: instant(),
    /** Why it does not work: revoked, permission, restricted, unreachable. */
    error: text(),
    /** An approved template with one parameter, for what is said after the 24 hours; null: none. */
    templateName: text(),
    templateLanguage: text(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex("whatsapp_numbers_number")
      .on(t.numberId)
      .where(sql`removed_at is null`),
    uniqueIndex("whatsapp_numbers_business")
      .on(t.businessId)
      .where(sql`removed_at is null`),
    index().on(t.pathHash),
  ],
);

/** A person who wrote to a number: by their user id, their phone, or both. */
export const whatsappPeople = pgTable(
  "whatsapp_people",
  {
    id: identity(),
    businessId: uuid().notNull(),
    numberId: text().notNull(),
    /** Business-scoped user id. */
    userId: text(),
    /** Digits of their number; null while WhatsApp hides it. */
    waId: text(),
    username: text(),
    name: text(),
    seenAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique("whatsapp_people_user").on(t.businessId, t.numberId, t.userId),
    unique("whatsapp_people_phone").on(t.businessId, t.numberId, t.waId),
  ],
);

/** What Meta posted, one row for each change of a linked number, until it is worked through. */
export const whatsappInbox = pgTable(
  "whatsapp_inbox",
  {
    id: identity(),
    businessId: uuid().notNull(),
    numberId: text().notNull(),
    /** "messages" and the like. */
    field: text().notNull(),
    /** `value` of the change, as it came. */
    value: text().notNull(),
    at: instant().notNull(),
    doneAt: instant(),
    /** What of it could not be read. */
    problem: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index("whatsapp_inbox_open")
      .on(t.businessId, t.numberId, t.id)
      .where(sql`done_at is null`),
  ],
);

/** An owner's account that the salon's bot may answer for (Telegram Business). */
export const businessConnections = pgTable(
  "business_connections",
  {
    businessId: uuid().notNull(),
    /** Telegram's own id of the connection. */
    id: text().notNull(),
    botId: whole().notNull(),
    /** The account, and the bot's chat with it. */
    ownerId: whole().notNull(),
    ownerChatId: whole().notNull(),
    ownerName: text(),
    canReply: boolean().notNull(),
    enabled: boolean().notNull(),
    /** What an admin of the business decided of it; null: as the account's own membership says. */
    allowed: boolean(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);
