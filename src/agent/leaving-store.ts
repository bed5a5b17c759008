import { and, asc, eq, isNull, ne } from "drizzle-orm";
import { utterances } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { readButtons, type Author, type SaidButton } from "./utterance.ts";

type Said = {
  conversationId: number;
  author: Exclude<Author, "customer">;
  text: string;
  buttons: SaidButton[];
  /** What an approved template says of it where nothing free may be said any more. */
  brief?: string;
  /** Until then it waits for other words. */
  phrasedBy?: number | null;
};

/** Keeps what is to be said; it leaves by its job. */
export async function keepSaid(
  tx: Tx,
  businessId: string,
  { said, now }: { said: readonly Said[]; now: number },
): Promise<number[]> {
  if (said.length === 0) return [];
  const rows = await tx
    .insert(utterances)
    .values(
      said.map(({ buttons, phrasedBy = null, ...spoken }) => ({
        businessId,
        ...spoken,
        phrasedBy: phrasedBy === null ? null : new Date(phrasedBy),
        kind: "text",
        buttons: buttons.length === 0 ? null : buttons,
        at: new Date(now),
      })),
    )
    .returning({ id: utterances.id });
  return rows.map(({ id }) => id);
}

export type Leaving = {
  id: number;
  author: Author;
  text: string;
  buttons: SaidButton[];
  at: number;
  sendingSince: number | null;
  /** Its words are being phrased until then at the latest. */
  phrasedBy: number | null;
  /** What an approved template says of it where nothing free may be said any more. */
  brief: string | null;
};

/** The oldest utterance of a conversation that has not left yet. */
export async function nextLeaving(
  tx: Tx,
  businessId: string,
  conversationId: number,
): Promise<Leaving | null> {
  const [row] = await tx
    .select()
    .from(utterances)
    .where(leaving(businessId, conversationId))
    .orderBy(asc(utterances.id))
    .limit(1);
  if (!row) return null;
  const { id, text, at, sendingSince, phrasedBy, brief } = row;
  return {
    id,
    author: row.author === "operator" ? "operator" : "agent",
    text,
    buttons: readButtons(row.buttons),
    at: at.getTime(),
    sendingSince: sendingSince?.getTime() ?? null,
    phrasedBy: phrasedBy?.getTime() ?? null,
    brief,
  };
}

/** Brackets a send: committed before the request; null takes the mark away. */
export async function markLeaving(
  tx: Tx,
  businessId: string,
  { id, sendingSince }: { id: number; sendingSince: number | null },
): Promise<void> {
  const since = sendingSince === null ? null : new Date(sendingSince);
  await tx.update(utterances).set({ sendingSince: since }).where(one(businessId, id));
}

/**
 * What the channel told of a message while its send was still under way, locked: nothing, that it arrived or was given up,
 * or that it is to leave once more.
 */
export async function toldOf(
  tx: Tx,
  businessId: string,
  id: number,
): Promise<"nothing" | "over" | "again"> {
  const [row] = await tx.select().from(utterances).where(one(businessId, id)).for("update");
  if (!row || row.sentAt !== null || row.closedReason !== null) return "over";
  return row.sendingSince === null ? "again" : "nothing";
}

/** It left, or was given up for a reason. */
export async function settleLeaving(
  tx: Tx,
  businessId: string,
  value: { id: number; now: number } & ({ externalId: string } | { reason: string }),
): Promise<void> {
  const done =
    "externalId" in value
      ? { externalId: value.externalId, sentAt: new Date(value.now) }
      : { closedReason: value.reason };
  await tx
    .update(utterances)
    .set({ ...done, sendingSince: null })
    .where(one(businessId, value.id));
}

/** Gives up everything that has not left yet. */
export async function dropLeaving(
  tx: Tx,
  businessId: string,
  { conversationId, reason }: { conversationId: number; reason: string },
): Promise<void> {
  await tx
    .update(utterances)
    .set({ closedReason: reason, sendingSince: null })
    .where(leaving(businessId, conversationId));
}

function one(businessId: string, id: number) {
  return and(eq(utterances.businessId, businessId), eq(utterances.id, id));
}

function leaving(businessId: string, conversationId: number) {
  return and(
    eq(utterances.businessId, businessId),
    eq(utterances.conversationId, conversationId),
    ne(utterances.author, "customer"),
    isNull(utterances.sentAt),
    isNull(utterances.closedReason),
  );
}
