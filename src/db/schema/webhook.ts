import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
  primaryKey,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { identity, instant, whole } from "./column.ts";

/** An address that wants to hear of events. */
export const endpoints = pgTable(
  "endpoints",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    /** The member whose own it is; null: the business's. */
    personId: whole(),
    name: text().notNull(),
    /** Sealed: an address may carry a key. `host` is what people see of it. */
    url: text().notNull(),
    host: text().notNull(),
    /** Names of events and wildcards. */
    events: jsonb().$type<string[]>().notNull(),
    filter: jsonb(),
    /** plain, slack, telegram, discord, flow (Zapier, Make, n8n) */
    template: text().notNull().default("plain"),
    /** The template's own text where it takes one, with {{data.…}} in it. */
    templateText: text(),
    /** Sealed JSON: headers of the owner's own. */
    headers: text(),
    timeoutS: smallint().notNull().default(10),
    /** Requests a second; null: as many as may be in flight. */
    rate: integer(),
    inFlight: smallint().notNull().default(5),
    /** Events of one entity go one after another. */
    ordered: boolean().notNull().default(false),
    batch: jsonb().$type<{ size: number; bytes: number; ms: number }>(),
    /** Names and phones are left out of the log. */
    redact: boolean().notNull().default(false),
    active: boolean().notNull().default(true),
    /** owner, gone (410), failing */
    offReason: text(),
    offAt: instant(),
    /** Since the last success; and how many deliveries in a row were given up. */
    failingSince: instant(),
    givenUp: integer().notNull().default(0),
    /** How much of the way to being switched off the owner was told of, in per cent. */
    warned: smallint().notNull().default(0),
    /** Attempts that failed in a row in a way that speaks of the endpoint as a whole. */
    failures: integer().notNull().default(0),
    /** The circuit is open until then. */
    openUntil: instant(),
    /** When the next request may leave by the endpoint's own rate. */
    rateAt: instant(),
    succeededAt: instant(),
    /** The last number of its own gapless sequence. */
    sequence: whole().notNull().default(0),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index().on(t.businessId, t.createdAt)],
);

/** Secrets that sign: the newest, and older ones until they end. */
export const endpointSecrets = pgTable(
  "endpoint_secrets",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    endpointId: uuid().notNull(),
    secret: text().notNull(),
    createdAt: instant().notNull(),
    endsAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index().on(t.businessId, t.endpointId)],
);

/** One event on its way to one endpoint: waiting, leased, done, given_up, parked (it came while the endpoint was off) or dropped. */
export const deliveries = pgTable(
  "deliveries",
  {
    id: identity(),
    businessId: uuid().notNull(),
    endpointId: uuid().notNull(),
    /** The event's public id, which the receiver knows it by. */
    eventId: uuid().notNull(),
    event: text().notNull(),
    /** real, test */
    kind: text().notNull().default("real"),
    sequence: whole(),
    /** What keeps its order: the entity that the event speaks of. */
    lane: text().notNull(),
    clientId: whole(),
    /** What is signed and sent; null once its time is over. */
    body: text(),
    state: text().notNull().default("waiting"),
    reason: text(),
    attempts: smallint().notNull().default(0),
    dueAt: instant().notNull(),
    lease: uuid(),
    leasedUntil: instant(),
    /** A person asked for it again. */
    manual: boolean().notNull().default(false),
    /** The state that it goes back to when that is called off. */
    before: text(),
    createdAt: instant().notNull(),
    endedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.endpointId, t.sequence),
    index("deliveries_due")
      .on(t.endpointId, t.dueAt, t.id)
      .where(sql`state in ('waiting', 'leased')`),
    index("deliveries_lane")
      .on(t.endpointId, t.lane, t.id)
      .where(sql`state in ('waiting', 'leased')`),
    index("deliveries_created").on(t.createdAt),
    index("deliveries_event").on(t.eventId),
    index("deliveries_leased")
      .on(t.endpointId, t.leasedUntil)
      .where(sql`state = 'leased'`),
  ],
);

/** Every attempt, under the seed's names. */
export const webhookLogs = pgTable(
  "webhook_logs",
  {
    id: identity(),
    businessId: uuid().notNull(),
    endpointId: uuid().notNull(),
    deliveryId: whole().notNull(),
    event: text().notNull(),
    statusCode: smallint(),
    responseTimeMs: integer().notNull(),
    isSuccess: boolean().notNull(),
    /** What was sent without the people in it; null: the delivery's body is shown. */
    payload: text(),
    response: text(),
    /** What the owner may know; `cause` is for who runs the server. */
    errorMessage: text(),
    cause: text(),
    attempt: smallint().notNull(),
    /** schedule, manual, test, probe */
    trigger: text().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index().on(t.businessId, t.endpointId, t.id),
    index("webhook_logs_delivery").on(t.deliveryId),
    index("webhook_logs_at").on(t.at),
  ],
);
