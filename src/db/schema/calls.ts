import {
  bigint,
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";

const instant = () => timestamp({ withTimezone: true, mode: "date", precision: 3 });
const identity = () => bigint({ mode: "number" }).generatedAlwaysAsIdentity();
const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Raw hooks with a known token, our verdict and the events parsed from them. */
export const inbox = pgTable(
  "inbox",
  {
    id: identity().primaryKey(),
    businessId: uuid().notNull(),
    tokenId: uuid().notNull(),
    provider: text().notNull(),
    /** The provider's name of the event, for people. */
    name: text().notNull(),
    method: text().notNull(),
    query: text(),
    contentType: text(),
    signature: text(),
    raw: bytes().notNull(),
    status: smallint().notNull(),
    /** accepted, ignored, refused, lookup */
    verdict: text().notNull(),
    reason: text(),
    events: jsonb().notNull(),
    receivedAt: instant().notNull(),
    foldedAt: instant(),
    attempts: smallint().notNull().default(0),
  },
  (t) => [
    index("inbox_unfolded")
      .on(t.id)
      .where(sql`folded_at is null`),
    index("inbox_of_token").on(t.tokenId, t.id),
    index("inbox_received").on(t.receivedAt),
  ],
);

/** One logical call: its folded state, and what has been announced of it. */
export const calls = pgTable(
  "calls",
  {
    id: identity().primaryKey(),
    businessId: uuid().notNull(),
    provider: text().notNull(),
    key: text().notNull(),
    state: jsonb().notNull(),
    direction: text().notNull(),
    outcome: text(),
    client: text(),
    line: text(),
    startedAt: instant().notNull(),
    endedAt: instant(),
    dueAt: instant(),
    /** Domain events already emitted for it, in order. */
    announced: text().array().notNull().default([]),
    corrected: boolean().notNull().default(false),
    /** First heard of long after it was over: its card rings nobody. */
    recovered: boolean().notNull().default(false),
    mergedInto: bigint({ mode: "number" }),
    /** The opaque reference of «⋯» on its cards. */
    button: text(),
  },
  (t) => [
    unique().on(t.businessId, t.provider, t.key),
    index().on(t.businessId, t.startedAt),
    index("calls_client").on(t.businessId, t.client, t.startedAt),
  ],
);

/** Which call a provider's leg or call id belongs to. */
export const callRefs = pgTable(
  "call_refs",
  {
    businessId: uuid().notNull(),
    provider: text().notNull(),
    ref: text().notNull(),
    callId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.provider, t.ref] }), index().on(t.callId)],
);

/** The set of events a call is folded from, without repeats. */
export const callEvents = pgTable(
  "call_events",
  {
    businessId: uuid().notNull(),
    callId: bigint({ mode: "number" }).notNull(),
    digest: text().notNull(),
    event: jsonb().notNull(),
    inboxId: bigint({ mode: "number" }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.callId, t.digest] })],
);

/** One message of a call in one chat: wanted, being sent, sent, or given up. `seq` is its place in the chat. */
export const cards = pgTable(
  "cards",
  {
    businessId: uuid().notNull(),
    callId: bigint({ mode: "number" }).notNull(),
    chatId: uuid().notNull(),
    /** ring, final */
    part: text().notNull(),
    seq: identity(),
    wantedAt: instant().notNull(),
    messageId: integer(),
    /** Telegram chat that holds the message, should the chat have moved since. */
    telegramId: bigint({ mode: "number" }),
    sentAt: instant(),
    /** Sent without sound because of the hour, to be listed when the chat wakes. */
    quiet: boolean().notNull().default(false),
    /** Digest of what stands in the message now. */
    digest: text(),
    sendingSince: instant(),
    sendingBy: text(),
    closedAt: instant(),
    closedReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.callId, t.chatId, t.part] }),
    index("cards_waiting")
      .on(t.chatId, t.seq)
      .where(sql`message_id is null and closed_at is null`),
  ],
);

/** What was done in a chat about a call, for people who ask why. */
export const cardSteps = pgTable(
  "card_steps",
  {
    id: identity().primaryKey(),
    businessId: uuid().notNull(),
    callId: bigint({ mode: "number" }).notNull(),
    chatId: uuid().notNull(),
    part: text().notNull(),
    /** sent, edited, removed, closed, repeated (sent again because nobody knows whether it had arrived) */
    step: text().notNull(),
    /** Why a message was closed. */
    reason: text(),
    messageId: integer(),
    at: instant().notNull(),
  },
  (t) => [index().on(t.businessId, t.callId)],
);

/** The list of what came without sound: one for each quiet time of a chat. */
export const quietLists = pgTable(
  "quiet_lists",
  {
    businessId: uuid().notNull(),
    chatId: uuid().notNull(),
    /** When the quiet time ends and the list is due. */
    until: instant().notNull(),
    messageId: integer(),
    sendingSince: instant(),
    sendingBy: text(),
    sentAt: instant(),
    closedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.chatId, t.until] }), index().on(t.businessId)],
);
