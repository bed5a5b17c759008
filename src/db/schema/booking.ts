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

type Words = { uk?: string; ru?: string; en?: string };
type WorkingHours = Record<
  "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun",
  [string, string] | null
>;

/** What a business tells customers of itself, and the rules of its calendar. */
export const salons = pgTable("salons", {
  businessId: uuid().primaryKey(),
  /** The id in its business file. */
  slug: text(),
  /** Null: the business's name. */
  names: jsonb().$type<Words>(),
  address: jsonb().$type<Words>(),
  phone: text(),
  /** Languages that its customers are answered in; empty: all. */
  languages: jsonb().$type<("uk" | "ru" | "en")[]>().notNull().default([]),
  faq: jsonb().$type<Record<string, Words>>().notNull().default({}),
  /** Visits begin at multiples of so many minutes, not sooner than the lead, not later than the horizon. */
  stepMin: integer().notNull().default(30),
  leadMin: integer().notNull().default(60),
  horizonDays: integer().notNull().default(45),
  /** Nearer to the visit than this only a person cancels or moves it. */
  freeCancelHours: integer().notNull().default(3),
});

/** What customers may book. `slug` is its stable id in the business file. */
export const services = pgTable(
  "services",
  {
    id: identity(),
    businessId: uuid().notNull(),
    slug: text().notNull(),
    names: jsonb().$type<Words>().notNull(),
    durationMin: integer().notNull(),
    /** The master is busy for so long after it. */
    bufferMin: integer().notNull().default(0),
    amount: numeric({ precision: 14, scale: 2 }).notNull(),
    /** fixed, from */
    priceKind: text().notNull(),
    synonyms: jsonb().$type<string[]>().notNull().default([]),
    position: integer().notNull(),
    archivedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), unique().on(t.businessId, t.slug)],
);

/** Who does it. A missing day of the week is off; breaks are of every day. */
export const masters = pgTable(
  "masters",
  {
    id: identity(),
    businessId: uuid().notNull(),
    slug: text().notNull(),
    names: jsonb().$type<Words>().notNull(),
    hours: jsonb().$type<WorkingHours>().notNull(),
    breaks: jsonb().$type<[string, string][]>().notNull().default([]),
    daysOff: jsonb().$type<string[]>().notNull().default([]),
    position: integer().notNull(),
    archivedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), unique().on(t.businessId, t.slug)],
);

export const masterServices = pgTable(
  "master_services",
  { businessId: uuid().notNull(), masterId: whole().notNull(), serviceId: whole().notNull() },
  (t) => [primaryKey({ columns: [t.businessId, t.masterId, t.serviceId] })],
);

/**
 * A visit, or a place held while a customer decides. An exclusion constraint of its migration keeps two of one master
 * apart while they are held, booked or confirmed.
 */
export const bookings = pgTable(
  "bookings",
  {
    id: identity(),
    businessId: uuid().notNull(),
    /** People see it; none while it is only held. */
    number: integer(),
    /** Its id in the business file it came with. */
    slug: text(),
    masterId: whole().notNull(),
    serviceId: whole().notNull(),
    clientId: whole(),
    conversationId: whole(),
    startsAt: instant().notNull(),
    endsAt: instant().notNull(),
    /** The end and the buffer after it. */
    busyUntil: instant().notNull(),
    /** held, booked, confirmed, cancelled, completed, no_show; gone: a hold that came to nothing. */
    status: text().notNull(),
    heldUntil: instant(),
    amount: numeric({ precision: 14, scale: 2 }).notNull(),
    priceKind: text().notNull(),
    currency: text().notNull(),
    /** telegram, whatsapp, person, import */
    channel: text().notNull(),
    note: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    /** client, person */
    cancelledBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    unique().on(t.businessId, t.slug),
    index("bookings_of_day").on(t.businessId, t.startsAt),
    index("bookings_of_client").on(t.businessId, t.clientId, t.startsAt),
    index("bookings_of_conversation").on(t.businessId, t.conversationId),
    index("bookings_held")
      .on(t.heldUntil)
      .where(sql`status = 'held'`),
  ],
);

/** Who waits for a freed place, in their order; `offeredId` is the place held for them until `offeredUntil`. */
export const waits = pgTable(
  "waits",
  {
    id: identity(),
    businessId: uuid().notNull(),
    conversationId: whole().notNull(),
    clientId: whole(),
    serviceId: whole().notNull(),
    /** Null: anybody. */
    masterId: whole(),
    /** "YYYY-MM-DD" on the business's wall, and the minutes of the day between which a visit may begin. */
    day: text().notNull(),
    fromMin: integer().notNull().default(0),
    toMin: integer().notNull().default(1440),
    /** waiting, offered, taken, passed, over */
    status: text().notNull().default("waiting"),
    offeredId: whole(),
    offeredUntil: instant(),
    createdAt: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex("waits_open")
      .on(t.businessId, t.conversationId, t.serviceId, t.day)
      .where(sql`status in ('waiting', 'offered')`),
    index("waits_of_day").on(t.businessId, t.day, t.status, t.id),
  ],
);

/** What a customer is told of a visit by the clock, once for each start of it. */
export const visitNotices = pgTable(
  "visit_notices",
  {
    id: identity(),
    businessId: uuid().notNull(),
    bookingId: whole().notNull(),
    /** day, hours, review, comeback */
    kind: text().notNull(),
    startsAt: instant().notNull(),
    dueAt: instant().notNull(),
    sentAt: instant(),
    /** Why it never will: moved, cancelled, late, opted_out, no_way, confirmed. */
    droppedReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.bookingId, t.kind, t.startsAt),
    index("visit_notices_due")
      .on(t.dueAt)
      .where(sql`sent_at is null and dropped_reason is null`),
  ],
);

/** Which reminders a business sends, and what else it says after a visit. */
export const reminderSettings = pgTable("reminder_settings", {
  businessId: uuid().primaryKey(),
  /** So many hours before the visit; null: none. */
  dayHours: integer().default(24),
  nearHours: integer().default(2),
  review: boolean().notNull().default(false),
  reviewUrl: text(),
  /** So many days after the last visit; null: never. */
  comebackDays: integer(),
});

/** A visit that was spoken of in a call and stands in no calendar: the business's people are asked once. */
export const visitQuestions = pgTable(
  "visit_questions",
  {
    id: identity(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    clientId: whole(),
    /** The words that say so, and what code read in them. */
    quote: text().notNull(),
    /** "YYYY-MM-DD", or a moment in ISO 8601 with the business's offset. */
    due: text().notNull(),
    service: text(),
    askedAt: instant().notNull(),
    /** booked, not_needed, found */
    answer: text(),
    answeredAt: instant(),
    answeredBy: whole(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), unique().on(t.businessId, t.callId)],
);
