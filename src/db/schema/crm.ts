import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { identity, instant, whole } from "./column.ts";

/** The last number given to a client, deal, task or comment of a business: people see these numbers. */
export const counters = pgTable(
  "counters",
  { businessId: uuid().notNull(), what: text().notNull(), last: integer().notNull() },
  (t) => [primaryKey({ columns: [t.businessId, t.what] })],
);

/** A person or number known to a business; `number` counts per business and is what people see. */
export const clients = pgTable(
  "clients",
  {
    id: identity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    name: text(),
    /** Who gave the name: person, contact, chat, call or pbx. A name given by hand is never replaced by the PBX's. */
    nameFrom: text(),
    /** Nobody may call them. */
    doNotCall: boolean().notNull().default(false),
    /** Said not to be a client: no deals and no follow-ups come of their calls. */
    notClient: boolean().notNull().default(false),
    note: text(),
    /** The finished call that made them; null when a person did. */
    sourceCallId: whole(),
    /** Another client took everything of this one over. */
    mergedInto: whole(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    index("clients_name").using("gin", t.name.op("gin_trgm_ops")),
    // Lists go by the last contact, and whoever never called or wrote has been put down only.
    index("clients_made").on(t.businessId, t.createdAt, t.id),
  ],
);

export const clientPhones = pgTable(
  "client_phones",
  {
    businessId: uuid().notNull(),
    phone: text().notNull(),
    clientId: whole().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.phone] }),
    index().on(t.businessId, t.clientId),
    index("client_phones_digits").on(t.businessId, sql`reverse(${t.phone}) text_pattern_ops`),
  ],
);

/** How a client is known on a channel: a Telegram user's id, a WhatsApp address. It is proved by the channel or told by the business, never by the client. */
export const clientHandles = pgTable(
  "client_handles",
  {
    businessId: uuid().notNull(),
    /** telegram, whatsapp */
    channel: text().notNull(),
    handle: text().notNull(),
    clientId: whole().notNull(),
    /** E.164; the client's number that the channel proved for this address. */
    provenPhone: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.channel, t.handle] }),
    index().on(t.businessId, t.clientId),
  ],
);

/** The stages of a business's open deals, in their order; the first is never deleted. */
export const stages = pgTable(
  "stages",
  {
    id: identity(),
    businessId: uuid().notNull(),
    name: text().notNull(),
    position: integer().notNull(),
    first: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index().on(t.businessId, t.position),
    uniqueIndex("stages_first")
      .on(t.businessId)
      .where(sql`first`),
  ],
);

export const deals = pgTable(
  "deals",
  {
    id: identity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    name: text().notNull(),
    clientId: whole(),
    phone: text(),
    /** The stage of an open deal; null in one that is over. */
    stageId: whole(),
    /** open, won, lost */
    status: text().notNull().default("open"),
    amount: numeric({ precision: 14, scale: 2 }),
    currency: text().notNull(),
    reason: text(),
    note: text(),
    address: text(),
    /** When the client comes, on the business's wall: "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM". */
    visitAt: text(),
    /** Fields that an analysis filled, with its call, 0 for those that a person wrote; "note:<call>": its paragraph in the note. */
    filled: jsonb().$type<Record<string, number>>().notNull().default({}),
    /** Made by a call, so that it can be undone. */
    automatic: boolean().notNull().default(false),
    sourceCallId: whole(),
    createdBy: whole(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    closedAt: instant(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    uniqueIndex("deals_open")
      .on(t.businessId, t.clientId)
      .where(sql`status = 'open' and removed_at is null and client_id is not null`),
    index("deals_of_stage").on(t.businessId, t.status, t.stageId, t.updatedAt),
    index("deals_of_client").on(t.businessId, t.clientId),
  ],
);

export const dealCalls = pgTable(
  "deal_calls",
  { businessId: uuid().notNull(), dealId: whole().notNull(), callId: whole().notNull() },
  (t) => [
    primaryKey({ columns: [t.businessId, t.dealId, t.callId] }),
    index().on(t.businessId, t.callId),
  ],
);

export const tasks = pgTable(
  "tasks",
  {
    id: identity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    title: text().notNull(),
    /** pending, completed */
    status: text().notNull().default("pending"),
    /** low, medium, high */
    priority: text().notNull().default("medium"),
    dueAt: instant(),
    /** When its assignee is reminded next; null when there is nothing to remind of. */
    remindAt: instant(),
    assignee: whole(),
    clientId: whole(),
    dealId: whole(),
    callId: whole(),
    createdBy: whole(),
    createdAt: instant().notNull(),
    completedAt: instant(),
    completedBy: whole(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    index("tasks_pending")
      .on(t.businessId, t.dueAt, t.id)
      .where(sql`status = 'pending' and removed_at is null`),
    index("tasks_done")
      .on(t.businessId, t.completedAt, t.id)
      .where(sql`status = 'completed' and removed_at is null`),
    index("tasks_of_client").on(t.businessId, t.clientId),
    index("tasks_of_deal").on(t.businessId, t.dealId),
  ],
);

/** What people wrote about a client, by a reply to a card. */
export const comments = pgTable(
  "comments",
  {
    id: identity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    text: text().notNull(),
    author: whole().notNull(),
    authorName: text().notNull(),
    clientId: whole(),
    callId: whole(),
    dealId: whole(),
    taskId: whole(),
    /** The Telegram message that it was. */
    botId: whole().notNull(),
    telegramId: whole().notNull(),
    messageId: integer().notNull(),
    createdAt: instant().notNull(),
    editedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    unique().on(t.businessId, t.botId, t.telegramId, t.messageId),
    index("comments_of_client").on(t.businessId, t.clientId),
    index("comments_of_call").on(t.businessId, t.callId),
    index("comments_of_deal").on(t.businessId, t.dealId),
    index("comments_of_task").on(t.businessId, t.taskId),
  ],
);

/** The receipt of an erasure: what went, counted; nothing of the person stays in it. */
export const erasures = pgTable(
  "erasures",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    by: whole().notNull(),
    at: instant().notNull(),
    counts: jsonb().$type<Record<string, number>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index().on(t.businessId, t.at)],
);
