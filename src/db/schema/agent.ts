import { sql } from "drizzle-orm";
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
import { identity, instant, whole } from "./column.ts";

/** A business's own Telegram bot. Its token is sealed; hashes answer for the addresses of its webhook. */
export const salonBots = pgTable(
  "salon_bots",
  {
    id: uuid().notNull().defaultRandom(),
    businessId: uuid().notNull(),
    botId: whole().notNull(),
    username: text().notNull(),
    name: text().notNull(),
    token: text().notNull(),
    tokenHash: text().notNull(),
    /** The opaque part of the address that we registered, hashed. */
    pathHash: text().notNull(),
    /** The secret that Telegram shows beside each update, sealed. */
    secret: text().notNull(),
    /** webhook, polling */
    way: text().notNull(),
    linkedAt: instant().notNull(),
    checkedAt: instant(),
    /** Why it does not work: revoked, conflict, unreachable. */
    error: text(),
    removedAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    uniqueIndex("salon_bots_bot")
      .on(t.botId)
      .where(sql`removed_at is null`),
    uniqueIndex("salon_bots_business")
      .on(t.businessId)
      .where(sql`removed_at is null`),
    index().on(t.tokenHash),
    index().on(t.pathHash),
  ],
);

type Words = { uk?: string; ru?: string; en?: string };
type WorkingHours = Record<
  "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun",
  [string, string] | null
>;

/** How the agent behaves. Off, a customer gets the configured line once and the owner gets the message. */
export const agentSettings = pgTable("agent_settings", {
  businessId: uuid().primaryKey(),
  /** The seed's `ai_agent_enabled`. */
  enabled: boolean().notNull().default(false),
  /** warm, plain, brief */
  tone: text().notNull().default("warm"),
  restrictions: text(),
  greeting: jsonb().$type<Words>(),
  /** Said once while it is off. */
  offLine: jsonb().$type<Words>(),
  /** When it answers; null: always. */
  hours: jsonb().$type<WorkingHours>(),
  /** A person answers within so many minutes of the open door. */
  answerWithinMin: integer().notNull().default(10),
  /** The subscribed chat whose people answer; null: the owner and the admins in private. */
  deskChatId: uuid(),
  /** The server's model reads what customers write, where there is one. */
  model: boolean().notNull().default(true),
  /** Answers are only drafted: a person sends them. */
  shadow: boolean().notNull().default(false),
  /** After so many drafts in a row that were sent as they were, the agent answers by itself. */
  shadowAfter: integer().notNull().default(20),
  /** Drafts in a row that were sent as they were. */
  shadowUnchanged: integer().notNull().default(0),
});

/** A customer's dialogue on a channel: one row for each of their chats, opened again when they come back. */
export const conversations = pgTable(
  "conversations",
  {
    id: identity(),
    businessId: uuid().notNull(),
    number: integer().notNull(),
    /** telegram, whatsapp */
    channel: text().notNull(),
    /** The salon's bot and the chat with it, or the address on another channel. */
    botId: whole().notNull(),
    /** The business connection on Telegram, "" in the bot's own chat; phone_number_id on WhatsApp. */
    via: text().notNull().default(""),
    place: text().notNull(),
    clientId: whole(),
    /** How the channel names them; never proof of who they are. */
    profileName: text(),
    language: text().notNull(),
    /** greeting, service_inquiry, booking, pricing, confirmation, goodbye */
    state: text().notNull(),
    /** The states visited since it was opened, in their order. */
    visited: jsonb().$type<string[]>().notNull(),
    /** What the machine remembers: the draft, what was offered, what is asked. */
    memory: jsonb().notNull(),
    /** agent, human */
    mode: text().notNull().default("agent"),
    handoffReason: text(),
    handoffAt: instant(),
    /** The person who said that they answer. */
    takenBy: whole(),
    /** The operators' topic, when their chat is a forum. */
    threadId: integer(),
    optedOutAt: instant(),
    /** They were told that the agent is off. */
    offToldAt: instant(),
    /** They do not receive what we send: blocked, deactivated. */
    unreachableAt: instant(),
    openedAt: instant().notNull(),
    lastAt: instant().notNull(),
    closedAt: instant(),
    /** When the burst that came is answered; null: nothing waits. */
    turnAt: instant(),
    /** The customer's last message: some channels let nothing free be said a day later. */
    heardAt: instant(),
    /** The model was asked what the burst means; until `turnAt` its answer is waited for. */
    thoughtAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    unique().on(t.businessId, t.number),
    unique("conversations_place").on(t.businessId, t.channel, t.botId, t.via, t.place),
    index("conversations_of_client").on(t.businessId, t.clientId),
    index("conversations_last").on(t.businessId, t.lastAt),
  ],
);

/** What was said in a conversation. `action`: what a pressed button meant; `buttons`: what stood under it. */
export const utterances = pgTable(
  "utterances",
  {
    id: identity(),
    businessId: uuid().notNull(),
    conversationId: whole().notNull(),
    /** customer, agent, operator */
    author: text().notNull(),
    /** text, button, photo, voice, sticker, contact, location, file, forwarded, edited, other */
    kind: text().notNull(),
    text: text().notNull(),
    action: jsonb(),
    buttons: jsonb().$type<{ title: string; action: unknown }[]>(),
    /** The channel's own id: of what came, unique; of what left, known after it left. */
    externalId: text(),
    at: instant().notNull(),
    /** Of what came: when a turn took it. */
    takenAt: instant(),
    /** Of what leaves: the mark around the request, and its end. */
    sendingSince: instant(),
    sentAt: instant(),
    closedReason: text(),
    /** Its words are being phrased until then at the latest; it does not leave before. */
    phrasedBy: instant(),
    /** What the channel told of its way: sent, delivered, read, played, failed. */
    status: text(),
    statusReason: text(),
    /** What an approved template says of it where nothing free may be said any more; null: nothing. */
    brief: text(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index("utterances_external").on(t.businessId, t.externalId),
    uniqueIndex("utterances_came")
      .on(t.businessId, t.conversationId, t.externalId)
      .where(sql`author = 'customer'`),
    index("utterances_of").on(t.businessId, t.conversationId, t.id),
    index("utterances_waiting")
      .on(t.conversationId, t.id)
      .where(sql`author = 'customer' and taken_at is null`),
    index("utterances_leaving")
      .on(t.conversationId, t.id)
      .where(sql`author <> 'customer' and sent_at is null and closed_reason is null`),
  ],
);

/** Messages in the operators' chats that stand for a conversation: a reply to one is an answer to its customer. */
export const deskMessages = pgTable(
  "desk_messages",
  {
    businessId: uuid().notNull(),
    botId: whole().notNull(),
    telegramId: whole().notNull(),
    messageId: integer().notNull(),
    conversationId: whole().notNull(),
    at: instant().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.botId, t.telegramId, t.messageId] }),
    index().on(t.businessId, t.conversationId),
  ],
);

/** What the agent would answer, while a person decides. One open draft of a conversation at a time. */
export const agentDrafts = pgTable(
  "agent_drafts",
  {
    id: identity(),
    businessId: uuid().notNull(),
    conversationId: whole().notNull(),
    /** The customer's messages that it answers. */
    utteranceIds: jsonb().$type<number[]>().notNull(),
    /** What the messages were understood as, group by group: sending it takes the same turn. */
    understood: jsonb().notNull(),
    text: text().notNull(),
    buttons: jsonb().$type<{ title: string; action: unknown; row: number }[]>().notNull(),
    /** What sending it does beside, and for which instant (epoch ms). */
    does: jsonb().$type<{ do: string; at: number | null }[]>().notNull(),
    madeAt: instant().notNull(),
    /** sent, edited, stale, dropped */
    ended: text(),
    endedAt: instant(),
    endedBy: whole(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.id] }),
    index().on(t.businessId, t.conversationId),
    uniqueIndex("agent_drafts_open")
      .on(t.businessId, t.conversationId)
      .where(sql`ended_at is null`),
  ],
);

/** What the model was asked on a business's day, by conversation. */
export const agentUsage = pgTable(
  "agent_usage",
  {
    businessId: uuid().notNull(),
    /** "YYYY-MM-DD" on the business's wall. */
    day: text().notNull(),
    conversationId: whole().notNull(),
    requests: integer().notNull(),
    inputTokens: integer().notNull(),
    outputTokens: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId, t.day, t.conversationId] })],
);

/** The last run of the dialogue set against a business's price list. */
export const agentTrials = pgTable("agent_trials", {
  businessId: uuid().primaryKey(),
  startedAt: instant().notNull(),
  endedAt: instant(),
  /** Where it is told: the chat that asked; null: the owner, and only of what newly fails. */
  result: jsonb(),
});
