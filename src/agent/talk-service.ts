import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { memberOf } from "../business/member-service.ts";
import { agentDrafts, conversations, utterances } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { conversationById, type StoredConversation } from "./conversation-store.ts";
import type { Draft } from "./shadow.ts";
import { draftById } from "./shadow-store.ts";
import { readButtons, type Author, type UtteranceKind } from "./utterance.ts";
import { isHeardKind } from "../channels/heard.ts";

/** How far something that we said has come; null: the customer said it. */
export type Passage =
  | { is: "waiting" | "sent" | "delivered" | "read" }
  | { is: "lost"; reason: string }
  | null;

/** One message of a dialogue as people at the desk read it. Instants are epoch ms. */
export type TalkLine = {
  id: number;
  author: Author;
  kind: UtteranceKind;
  text: string;
  buttons: string[];
  at: number;
  passage: Passage;
};

export type Talk = {
  conversation: StoredConversation;
  takenBy: string | null;
  lines: TalkLine[];
  /** There is something before the first of these lines. */
  earlier: boolean;
  draft: Draft | null;
};

/** The id behind a conversation's number; null: the business has none such. */
export async function conversationNumbered(
  tx: Tx,
  businessId: string,
  number: number,
): Promise<number | null> {
  const [row] = await tx
    .select({ id: conversations.id })
    .from(conversations)
    .where(and(eq(conversations.businessId, businessId), eq(conversations.number, number)));
  return row?.id ?? null;
}

/** A dialogue with a page of its messages, the newest at the end, and the draft that waits; null: there is none such. */
export async function talkShown(
  tx: Tx,
  businessId: string,
  {
    conversationId,
    before,
    limit,
  }: { conversationId: number; before: number | null; limit: number },
): Promise<Talk | null> {
  const conversation = await conversationById(tx, businessId, conversationId);
  if (!conversation) return null;
  const { takenBy } = conversation;
  const [member, rows, draft] = await Promise.all([
    takenBy === null ? null : memberOf(tx, businessId, takenBy),
    tx
      .select()
      .from(utterances)
      .where(
        and(
          eq(utterances.businessId, businessId),
          eq(utterances.conversationId, conversationId),
          before === null ? undefined : lt(utterances.id, before),
        ),
      )
      .orderBy(desc(utterances.id))
      .limit(limit + 1),
    openDraftIn(tx, businessId, conversationId),
  ]);
  return {
    conversation,
    takenBy: member?.name ?? null,
    lines: rows.slice(0, limit).toReversed().map(toLine),
    earlier: rows.length > limit,
    draft,
  };
}

async function openDraftIn(
  tx: Tx,
  businessId: string,
  conversationId: number,
): Promise<Draft | null> {
  const [row] = await tx
    .select({ id: agentDrafts.id })
    .from(agentDrafts)
    .where(
      and(
        eq(agentDrafts.businessId, businessId),
        eq(agentDrafts.conversationId, conversationId),
        isNull(agentDrafts.endedAt),
      ),
    );
  return row ? draftById(tx, businessId, { id: row.id }) : null;
}

function toLine(row: typeof utterances.$inferSelect): TalkLine {
  const { id, author, kind, text, buttons, at } = row;
  const said = author === "agent" || author === "operator" ? author : "customer";
  return {
    id,
    author: said,
    kind: isHeardKind(kind) ? kind : "other",
    text,
    buttons: readButtons(buttons).map(({ title }) => title),
    at: at.getTime(),
    passage: said === "customer" ? null : passageOf(row),
  };
}

function passageOf(row: typeof utterances.$inferSelect): Passage {
  const { sentAt, closedReason, status, statusReason } = row;
  if (closedReason !== null) return { is: "lost", reason: closedReason };
  if (status === "failed") return { is: "lost", reason: statusReason ?? "refused" };
  if (sentAt === null) return { is: "waiting" };
  if (status === "read" || status === "played") return { is: "read" };
  return { is: status === "delivered" ? "delivered" : "sent" };
}
