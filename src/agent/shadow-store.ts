import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import { agentDrafts as drafts, utterances } from "../db/schema/agent.ts";
import type { Tx } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import type { Command } from "./command.ts";
import type { Deed, Draft, DraftEnd } from "./shadow.ts";
import { readReadings } from "./shadow-reading.ts";
import { readButtons } from "./utterance.ts";

type NewDraft = Omit<Draft, "id" | "ended" | "endedBy">;

/** Keeps what would be answered; the one before it was ended by the caller. */
export async function insertDraft(
  tx: Tx,
  businessId: string,
  { readings, madeAt, ...draft }: NewDraft,
): Promise<number> {
  const [row] = await tx
    .insert(drafts)
    .values({ businessId, ...draft, understood: readings, madeAt: new Date(madeAt) })
    .returning({ id: drafts.id });
  if (!row) throw new AppError("drafts.not_kept", "conflict");
  return row.id;
}

/** `lock`: nobody ends it before the caller's transaction is over. */
export async function draftById(
  tx: Tx,
  businessId: string,
  { id, lock = false }: { id: number; lock?: boolean },
): Promise<Draft | null> {
  const found = tx
    .select()
    .from(drafts)
    .where(and(eq(drafts.businessId, businessId), eq(drafts.id, id)));
  const [row] = await (lock ? found.for("share") : found);
  return row ? toDraft(row) : null;
}

/** Ends the draft that is open in a conversation, if one is; gives its id. */
export async function endDraft(
  tx: Tx,
  businessId: string,
  value: { conversationId: number; ended: DraftEnd; by: number | null; now: number },
): Promise<number | null> {
  const { conversationId, ended, by, now } = value;
  const [row] = await tx
    .update(drafts)
    .set({ ended, endedAt: new Date(now), endedBy: by })
    .where(open(businessId, conversationId))
    .returning({ id: drafts.id });
  return row?.id ?? null;
}

/** Ends a draft that the caller knows to be theirs to end, whatever the turn that was taken for it has made of it. */
export async function endGiven(
  tx: Tx,
  businessId: string,
  value: { id: number; ended: DraftEnd; by: number | null; now: number },
): Promise<void> {
  const { id, ended, by, now } = value;
  await tx
    .update(drafts)
    .set({ ended, endedAt: new Date(now), endedBy: by })
    .where(and(eq(drafts.businessId, businessId), eq(drafts.id, id)));
}

export async function hasOpenDraft(
  tx: Tx,
  businessId: string,
  conversationId: number,
): Promise<boolean> {
  const rows = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .where(open(businessId, conversationId));
  return rows.length > 0;
}

/** Whether a person let something leave as it was drafted: it was kept at the instant at which its draft ended. */
export async function wasLetThrough(
  tx: Tx,
  businessId: string,
  { utteranceId }: { utteranceId: number },
): Promise<boolean> {
  const rows = await tx
    .select({ id: drafts.id })
    .from(drafts)
    .innerJoin(
      utterances,
      and(
        eq(utterances.businessId, drafts.businessId),
        eq(utterances.conversationId, drafts.conversationId),
        eq(utterances.at, drafts.endedAt),
      ),
    )
    .where(
      and(
        eq(drafts.businessId, businessId),
        eq(drafts.ended, "sent"),
        eq(utterances.id, utteranceId),
      ),
    );
  return rows.length > 0;
}

/** Takes away every draft of conversations. */
export async function deleteDrafts(
  tx: Tx,
  businessId: string,
  { conversationIds }: { conversationIds: readonly number[] },
): Promise<void> {
  await tx
    .delete(drafts)
    .where(
      and(eq(drafts.businessId, businessId), inArray(drafts.conversationId, [...conversationIds])),
    );
}

/** Forgets drafts made before an instant, of every business. */
export async function forgetDrafts(tx: Tx, { before }: { before: number }): Promise<void> {
  await tx.delete(drafts).where(lt(drafts.madeAt, new Date(before)));
}

function open(businessId: string, conversationId: number) {
  return and(
    eq(drafts.businessId, businessId),
    eq(drafts.conversationId, conversationId),
    isNull(drafts.endedAt),
  );
}

function toDraft(row: typeof drafts.$inferSelect): Draft {
  const { id, conversationId, utteranceIds, understood, text, buttons, does, madeAt } = row;
  return {
    id,
    conversationId,
    utteranceIds,
    readings: readReadings(understood),
    text,
    buttons: readButtons(buttons),
    does: does.flatMap((deed): Deed[] => (isDeed(deed.do) ? [{ do: deed.do, at: deed.at }] : [])),
    madeAt: madeAt.getTime(),
    ended: ends.find((one) => one === row.ended) ?? (row.endedAt === null ? null : "stale"),
    endedBy: row.endedBy,
  };
}

const ends: readonly DraftEnd[] = ["sent", "edited", "stale", "dropped"];

const deeds: Record<Command["do"], true> = {
  hold: true,
  release: true,
  book: true,
  cancel: true,
  move: true,
  confirm_visit: true,
  wait: true,
  take_offer: true,
  pass_offer: true,
  handoff: true,
  opt_out: true,
  erase: true,
};

function isDeed(name: string): name is Command["do"] {
  return name in deeds;
}
