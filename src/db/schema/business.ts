import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { instant, whole } from "./column.ts";

/** Wall times "HH:MM" of opening and closing; null on a day when it is closed. */
type WorkingHours = Record<
  "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun",
  [string, string] | null
>;

export const businesses = pgTable("businesses", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  kind: text().notNull(),
  timezone: text().notNull(),
  currency: text().notNull(),
  language: text().notNull(),
  /** ISO 3166 code that completes national phone numbers. */
  country: text().notNull(),
  /** Null: not told, so that no moment is outside them. */
  workingHours: jsonb().$type<WorkingHours>(),
  /** Days that differ from the week, "YYYY-MM-DD" on the business's wall; hours null: closed. */
  holidays: jsonb()
    .$type<{ date: string; hours: [string, string] | null }[]>()
    .notNull()
    .default([]),
  /** A missed call is to be called back within so many working minutes. */
  slaMin: integer().notNull().default(15),
  /** A talk shorter than so many seconds is a ghost answer; 0: none is. */
  ghostS: integer().notNull().default(0),
  /** Whether a colleague's call that nobody answered closes a follow-up, too. */
  triedCloses: boolean().notNull().default(true),
  createdAt: instant().notNull(),
});

/** Telegram users, whatever business they belong to. */
export const people = pgTable("people", {
  id: whole().primaryKey(),
  firstName: text().notNull(),
  username: text(),
  language: text().notNull(),
  activeBusinessId: uuid(),
  createdAt: instant().notNull(),
});

export const members = pgTable(
  "members",
  {
    businessId: uuid().notNull(),
    personId: whole().notNull(),
    role: text().notNull(),
    name: text().notNull(),
    /** The member's own extension, when bound. */
    ext: text(),
    joinedAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.personId] }), index().on(t.personId)],
);

export const invites = pgTable(
  "invites",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    codeHash: text().notNull().unique(),
    role: text().notNull(),
    createdBy: whole().notNull(),
    createdAt: instant().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    usedBy: whole(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export const lines = pgTable(
  "lines",
  {
    businessId: uuid().notNull(),
    number: text().notNull(),
    name: text().notNull(),
    /** Null: the business's own. */
    workingHours: jsonb().$type<WorkingHours>(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.number] })],
);

export const employees = pgTable(
  "employees",
  { businessId: uuid().notNull(), ext: text().notNull(), name: text().notNull() },
  (t) => [primaryKey({ columns: [t.businessId, t.ext] })],
);

/** A linked provider account. `secret` is sealed JSON; `label` is the domain (Phonet) or the key (Novofon). */
export const accounts = pgTable(
  "accounts",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    provider: text().notNull(),
    label: text().notNull(),
    secret: text().notNull(),
    /** Zone of the provider's cabinet, in which its wall times are written. */
    timezone: text().notNull(),
    checkedAt: instant(),
    checkError: text(),
    /** Ticks of the set-up checklist that only a person can give: item → ISO time. */
    checklist: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** Its statistics were compared with our calls up to this instant; `reconcileError` says why not since. */
    reconciledUntil: instant(),
    reconcileError: text(),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.provider, t.label),
    index().on(t.provider, t.label),
  ],
);

/** The secret part of a hook address; only its hash is looked up, the sealed form is shown again to admins. */
export const hookTokens = pgTable(
  "hook_tokens",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    accountId: uuid().notNull(),
    provider: text().notNull(),
    tokenHash: text().notNull().unique(),
    token: text().notNull(),
    /** Narrowed to one line (E.164) or one extension; null = everything of the account. */
    line: text(),
    ext: text(),
    /** The Telegram message that waits for the first event and is edited when it comes. */
    watch: jsonb().$type<{ chatId: number; messageId: number; language: string; since: string }>(),
    createdAt: instant().notNull(),
    revokedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), index().on(t.accountId)],
);

/** What opens `/graphql` for a program; only the hash of a token is kept. */
export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    name: text().notNull(),
    tokenHash: text().notNull().unique(),
    lastFour: text().notNull(),
    /** read, write */
    scope: text().notNull(),
    /** The member who made it; it outlives their membership. */
    createdBy: whole().notNull(),
    createdAt: instant().notNull(),
    lastUsedAt: instant(),
    revokedAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] })],
);

export type ChatFilter = {
  missedOnly?: boolean;
  messages?: ("ring" | "answered" | "missed")[];
  directions?: ("in" | "out")[];
  lines?: string[];
  exts?: string[];
  clients?: string[];
  quiet?: { from: string; to: string };
  loudOutsideHours?: boolean;
};

/** A Telegram chat or forum topic subscribed to cards. */
export const chats = pgTable(
  "chats",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    botId: whole().notNull(),
    telegramId: whole().notNull(),
    threadId: integer(),
    type: text().notNull(),
    title: text().notNull(),
    /** Null: the business's language. */
    language: text(),
    style: text().notNull().default("two"),
    buttons: boolean().notNull().default(true),
    masked: boolean().notNull().default(false),
    filter: jsonb().$type<ChatFilter>().notNull().default({}),
    /** Whether the chat asked for reminders of follow-ups, and for new deals to ring. */
    remind: boolean().notNull().default(false),
    deals: boolean().notNull().default(false),
    subscribedAt: instant().notNull(),
    unsubscribedAt: instant(),
    unreachableAt: instant(),
    unreachableReason: text(),
    /** Reserved places in Telegram's limits, epoch ms: one for the next message, one for the next edit. */
    sendSlot: whole(),
    editSlot: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.botId, t.telegramId, t.threadId).nullsNotDistinct(),
    index().on(t.botId, t.telegramId),
  ],
);

/** Opaque references behind inline buttons; an equal action reuses its reference. */
export const buttons = pgTable(
  "buttons",
  {
    id: text().notNull(),
    businessId: uuid().notNull(),
    digest: text().notNull(),
    action: jsonb().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.id] }), unique().on(t.businessId, t.digest)],
);

/** Who asked to become a member, and what was answered. */
export const accessRequests = pgTable(
  "access_requests",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    personId: whole().notNull(),
    askedAt: instant().notNull(),
    /** approved, refused; null while it waits. */
    decision: text(),
    decidedAt: instant(),
    decidedBy: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex("access_requests_open")
      .on(t.businessId, t.personId)
      .where(sql`decision is null`),
  ],
);

/** Where the daily message goes, at which wall time "HH:MM" of the business. */
export const digests = pgTable(
  "digests",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    botId: whole().notNull(),
    telegramId: whole().notNull(),
    threadId: integer(),
    language: text().notNull(),
    at: text().notNull(),
    /** Sent on days when the business is closed, too. */
    closedDays: boolean().notNull().default(false),
    /** The day of the last one, "YYYY-MM-DD" on the business's wall. */
    sentOn: text(),
    /** When the next one is due. */
    dueAt: instant().notNull(),
    offAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.botId, t.telegramId, t.threadId).nullsNotDistinct(),
  ],
);

/** A message of its own, neither a card nor an answer: a reminder, a new deal, the digest. `key` keeps it from leaving twice. */
export const notices = pgTable(
  "notices",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    key: text().notNull(),
    botId: whole().notNull(),
    telegramId: whole().notNull(),
    threadId: integer(),
    /** Telegram HTML; emptied once it has left. */
    html: text().notNull(),
    /** Rows of buttons with their references. */
    keyboard: jsonb().$type<{ text: string; callback_data: string }[][]>(),
    silent: boolean().notNull().default(false),
    replyTo: integer(),
    postedAt: instant().notNull(),
    sendingSince: instant(),
    messageId: integer(),
    sentAt: instant(),
    closedReason: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.key),
    index().on(t.postedAt),
  ],
);
