import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { identity, instant, whole } from "./column.ts";

/** What a business wants of its recordings; no row: nothing is fetched. */
export const speechSettings = pgTable("speech_settings", {
  businessId: uuid().primaryKey(),
  /** Never on before the consent text was accepted. */
  transcribe: boolean().notNull().default(false),
  analyse: boolean().notNull().default(true),
  /** The language of speech, ISO 639-1; null: whatever is heard. */
  language: text(),
  /** Only calls of these lines and numbers (E.164); empty: all. */
  lines: jsonb().$type<string[]>().notNull().default([]),
  numbers: jsonb().$type<string[]>().notNull().default([]),
  /** On which side of a stereo recording the employee speaks, by provider; the left one where none is told. */
  sides: jsonb().$type<Record<string, "left" | "right">>().notNull().default({}),
  /** The owner's own words for the model, and what talks about a sale are scored for; null: ours. */
  instruction: text(),
  rubric: jsonb().$type<string[]>(),
  /** Recordings are kept so many days; null: the server's setting. */
  keepDays: integer(),
  consentAt: instant(),
  consentBy: whole(),
});

/** One recording of a call on its way: wanted, stored, transcribed, done; or skipped or failed for a reason. */
export const recordings = pgTable(
  "recordings",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    provider: text().notNull(),
    /** What the provider calls it; of a link that came with a hook: "link". */
    ref: text().notNull(),
    state: text().notNull().default("wanted"),
    reason: text(),
    /** How often the present step was tried, and since when the first step is being tried. */
    tries: smallint().notNull().default(0),
    wantedAt: instant().notNull(),
    /** When the present state was reached. */
    changedAt: instant().notNull(),
    /** Its name in the store of files. */
    file: text(),
    mime: text(),
    bytes: integer(),
    durationS: real(),
    channels: smallint(),
    storedAt: instant(),
    /** The file was taken away: its time was over, or its person was erased. */
    removedAt: instant(),
    /** Telegram's own copy, for this bot. */
    fileId: text(),
    fileBotId: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.callId, t.ref),
    index("recordings_stored")
      .on(t.storedAt)
      .where(sql`file is not null and removed_at is null`),
  ],
);

/** What was heard in one part of a recording: asked for once, and kept until the whole is put together. */
export const recordingParts = pgTable(
  "recording_parts",
  {
    businessId: uuid().notNull(),
    recordingId: uuid().notNull(),
    part: smallint().notNull(),
    heard: jsonb().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.recordingId, t.part] })],
);

/** What was said in a recording, turn by turn. */
export const transcripts = pgTable(
  "transcripts",
  {
    recordingId: uuid().notNull(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    /** stt, provider */
    source: text().notNull(),
    language: text(),
    /** {speaker, startS, endS, text} in order; empty: silence or music. */
    turns: jsonb().notNull(),
    /** Who speaks is a guess. */
    guessed: boolean().notNull().default(false),
    /** All turns as one text, for the search. */
    text: text().notNull(),
    model: text(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.recordingId] }),
    index().on(t.businessId, t.callId),
    index("transcripts_words").using("gin", t.text.op("gin_trgm_ops")),
  ],
);

/** What a call came to, every claim with its quote. */
export const analyses = pgTable(
  "analyses",
  {
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    /** Null: there was nothing to analyse. */
    data: jsonb(),
    /** Claims of the model that no quote proved. */
    dropped: integer().notNull().default(0),
    model: text(),
    at: instant().notNull(),
    /** What a person wrote over it, by field. */
    corrections: jsonb().$type<Record<string, string>>().notNull().default({}),
    correctedBy: whole(),
    correctedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.callId] })],
);

/** A person said that an analysis is wrong, and why: kept for measuring. */
export const analysisVotes = pgTable(
  "analysis_votes",
  {
    id: identity(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    personId: whole().notNull(),
    reason: text().notNull(),
    /** The analysis as it was. */
    data: jsonb().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.callId, t.personId),
  ],
);

/** What somebody promised in a call. */
export const promises = pgTable(
  "promises",
  {
    id: identity(),
    businessId: uuid().notNull(),
    callId: whole().notNull(),
    clientId: whole(),
    dealId: whole(),
    /** us, client */
    whose: text().notNull(),
    text: text().notNull(),
    quote: text().notNull(),
    quoteS: real().notNull(),
    dueAt: instant(),
    /** open, accepted (a task was made of it), done, dismissed */
    state: text().notNull().default("open"),
    taskId: whole(),
    createdAt: instant().notNull(),
    closedAt: instant(),
    closedBy: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.callId, t.whose, t.text),
    index("promises_open")
      .on(t.businessId, t.dueAt)
      .where(sql`state in ('open', 'accepted')`),
    index().on(t.businessId, t.clientId),
  ],
);
