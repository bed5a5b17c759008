import { jsonb, pgSchema, primaryKey, text } from "drizzle-orm/pg-core";

export const sandboxSchema = pgSchema("sandbox");

/** The journal of the local Telegram: its people, chats and messages, one row each. */
export const sandboxEntries = sandboxSchema.table(
  "entries",
  { kind: text().notNull(), id: text().notNull(), data: jsonb().notNull() },
  (t) => [primaryKey({ columns: [t.kind, t.id] })],
);
