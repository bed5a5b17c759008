import {
  boolean,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { identity, instant, whole } from "./column.ts";

const bytes = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Raw hooks with a known token, our verdict and the events parsed from them. */
export const inbox = pgTable(
  "inbox",
  {
    id: identity(),
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
    /** The sealed link to a recording, taken out of `raw`; forgotten once the recording is stored. */
    link: text(),
    receivedAt: instant().notNull(),
    foldedAt: instant(),
    attempts: smallint().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
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
    id: identity(),
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
    mergedInto: whole(),
    /** The opaque reference of «⋯» on its cards. */
    button: text(),
    /** The follow-up that this missed call belongs to. */
    followupId: whole(),
    /** What its cards say of its recording (calls/spoken.ts). */
    spoken: jsonb(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.provider, t.key),
    // A side and a line are looked for in the index alone; what changes while a call goes on is left out of it.
    index("calls_listed").on(t.businessId, t.startedAt, t.id, t.direction, t.line),
    index("calls_audio")
      .on(t.businessId, t.startedAt, t.id)
      .where(sql`(spoken->>'audio')::boolean`),
    index("calls_text")
      .on(t.businessId, t.startedAt, t.id)
      .where(sql`(spoken->>'text')::boolean`),
    index("calls_client").on(t.businessId, t.client, t.startedAt),
    index("calls_followup")
      .on(t.businessId, t.followupId)
      .where(sql`followup_id is not null`),
    // The last digits of a number, which is how people look for it.
    index("calls_digits").on(t.businessId, sql`reverse(${t.client}) text_pattern_ops`),
  ],
);

/** Which call a provider's leg or call id belongs to. */
export const callRefs = pgTable(
  "call_refs",
  {
    businessId: uuid().notNull(),
    provider: text().notNull(),
    ref: text().notNull(),
    callId: whole().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.provider, t.ref] }),
    index().on(t.businessId, t.callId),
  ],
);

/** The set of events a call is folded from, without repeats. */
export const callEvents = pgTable(
  "call_events",
  {
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    digest: text().notNull(),
    event: jsonb().notNull(),
    inboxId: whole().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.callId, t.digest] })],
);

/** One message of a call in one chat: wanted, being sent, sent, or given up. `seq` is its place in the chat. */
export const cards = pgTable(
  "cards",
  {
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    chatId: uuid().notNull(),
    /** ring, final */
    part: text().notNull(),
    seq: whole().generatedAlwaysAsIdentity(),
    wantedAt: instant().notNull(),
    messageId: integer(),
    /** Telegram chat that holds the message, should the chat have moved since. */
    telegramId: whole(),
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
    primaryKey({ columns: [t.businessId, t.callId, t.chatId, t.part] }),
    // A message keeps its place when its call becomes part of another, and of another again.
    uniqueIndex("cards_seq").on(t.businessId, t.seq),
    index("cards_waiting")
      .on(t.chatId, t.seq)
      .where(sql`message_id is null and closed_at is null`),
  ],
);

/** What was done in a chat about a call, for people who ask why. */
export const cardSteps = pgTable(
  "card_steps",
  {
    id: identity(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    chatId: uuid().notNull(),
    part: text().notNull(),
    /** sent, edited, removed, closed, repeated (sent again because nobody knows whether it had arrived) */
    step: text().notNull(),
    /** Why a message was closed. */
    reason: text(),
    messageId: integer(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index().on(t.businessId, t.callId)],
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
  (t) => [primaryKey({ columns: [t.businessId, t.chatId, t.until] })],
);

/** What must happen after a missed call: one for a client at a time, carried by the newest missed call. */
export const followups = pgTable(
  "followups",
  {
    id: identity(),
    businessId: uuid().notNull(),
    /** Null: the number was hidden, so that nobody can call back. */
    client: text(),
    /** The newest missed call. */
    callId: whole().notNull(),
    /** How many missed calls it stands for. */
    misses: integer().notNull().default(1),
    line: text(),
    /** When the first of the missed calls was over. */
    openedAt: instant().notNull(),
    /** When the newest of them began. */
    lastAt: instant().notNull(),
    dueAt: instant(),
    claimedBy: whole(),
    claimedName: text(),
    claimedAt: instant(),
    /** A colleague called and nobody answered: how often, when and who last. */
    tries: integer().notNull().default(0),
    triedAt: instant(),
    triedBy: text(),
    overdueAt: instant(),
    /** When its claimer was reminded, and when the chats were. */
    remindedAt: instant(),
    escalatedAt: instant(),
    closedAt: instant(),
    /** reached, tried, answered, booked, done, not_client, do_not_call, corrected, erased */
    closedHow: text(),
    closedBy: text(),
    closedCallId: whole(),
    /** Free times were offered to the client in a chat, and by whom. */
    offeredAt: instant(),
    offeredBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex("followups_open")
      .on(t.businessId, t.client)
      .where(sql`closed_at is null and client is not null`),
    index("followups_waiting")
      .on(t.businessId, t.dueAt)
      .where(sql`closed_at is null`),
    index("followups_lately").on(t.businessId, t.openedAt),
    index("followups_call").on(t.businessId, t.callId),
  ],
);

/** A call back that a member asked the PBX for. `press` is the button press it came from. */
export const callbacks = pgTable(
  "callbacks",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    press: text().notNull(),
    callId: whole(),
    phone: text().notNull(),
    personId: whole().notNull(),
    ext: text().notNull(),
    accountId: uuid().notNull(),
    askedAt: instant().notNull(),
    /** ringing, or why not; null while nobody knows. */
    result: text(),
    answeredAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.press),
    index().on(t.businessId, t.phone, t.askedAt),
  ],
);
