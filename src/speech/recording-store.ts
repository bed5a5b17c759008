import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { recordings as table } from "../db/schema/speech.ts";
import { iso, json } from "../db/value.ts";
import type { Recording, RecordingState } from "./recording.ts";

/** Rows for recordings that are not known yet, and of those their numbers. */
export async function insertRecordings(
  tx: Tx,
  businessId: string,
  { callId, provider, refs, state, reason = null, now }: NewRecordings,
): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    insert into recordings (business_id, call_id, provider, ref, state, reason, wanted_at, changed_at)
    select ${businessId}::uuid, ${callId}::bigint, ${provider}, ref, ${state}, ${reason}, ${iso(now)}::timestamptz, ${iso(now)}::timestamptz
    from jsonb_array_elements_text(${json(refs)}) ref
    on conflict (business_id, call_id, ref) do nothing returning id`);
  return [...rows].map(({ id }) => id);
}

type NewRecordings = {
  callId: number;
  provider: string;
  refs: readonly string[];
  state: "wanted" | "skipped";
  reason?: string | null;
  now: number;
};

export async function recordingOf(
  tx: Tx,
  businessId: string,
  id: string,
): Promise<Recording | null> {
  const [row] = await tx
    .select()
    .from(table)
    .where(and(eq(table.businessId, businessId), eq(table.id, id)));
  return row ? toRecording(row) : null;
}

/** A call's recordings in the order in which they were made. */
export async function recordingsOf(
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<Recording[]> {
  const rows = await tx
    .select()
    .from(table)
    .where(and(eq(table.businessId, businessId), eq(table.callId, callId)))
    .orderBy(asc(table.ref), asc(table.id));
  return rows.map(toRecording);
}

/** The next state of a recording; false when it is no longer in the state that it leaves. */
export async function moveRecording(
  tx: Tx,
  businessId: string,
  { id, from, to, reason = null, now, ...facts }: Move,
): Promise<boolean> {
  const rows = await tx
    .update(table)
    .set({ state: to, reason, tries: 0, changedAt: new Date(now), ...facts })
    .where(and(eq(table.businessId, businessId), eq(table.id, id), eq(table.state, from)))
    .returning({ id: table.id });
  return rows.length > 0;
}

type Move = {
  id: string;
  from: RecordingState;
  to: RecordingState;
  reason?: string | null;
  now: number;
  file?: string;
  mime?: string;
  bytes?: number;
  durationS?: number | null;
  channels?: number | null;
  storedAt?: Date;
};

/** Another try of the present step was in vain. */
export async function countTry(
  tx: Tx,
  businessId: string,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ tries: sql`${table.tries} + 1`, reason })
    .where(and(eq(table.businessId, businessId), eq(table.id, id)));
}

/** A recording that was asked for by its call has a name of its own now. */
export async function renameRecording(
  tx: Tx,
  businessId: string,
  { id, ref }: { id: string; ref: string },
): Promise<void> {
  await tx
    .update(table)
    .set({ ref })
    .where(and(eq(table.businessId, businessId), eq(table.id, id)));
}

/** A call that was skipped has something after all. */
export async function forgetSkipped(tx: Tx, businessId: string, callId: number): Promise<void> {
  await tx
    .delete(table)
    .where(
      and(eq(table.businessId, businessId), eq(table.callId, callId), eq(table.state, "skipped")),
    );
}

/** Whether any recording of this provider ever came. */
export async function hasStored(tx: Tx, businessId: string, provider: string): Promise<boolean> {
  const [row] = await tx
    .select({ id: table.id })
    .from(table)
    .where(
      and(
        eq(table.businessId, businessId),
        eq(table.provider, provider),
        inArray(table.state, ["stored", "done"]),
      ),
    )
    .limit(1);
  return row !== undefined;
}

/** The newest recording since an instant that failed, or whose present step was tried in vain. */
export async function newestTrouble(
  tx: Tx,
  businessId: string,
  since: number,
): Promise<{ reason: string; at: number } | null> {
  const [row] = await tx.execute<{ reason: string; changed_at: string }>(sql`
    select reason, changed_at from recordings
    where business_id = ${businessId} and reason is not null and state <> 'skipped' and changed_at >= ${iso(since)}::timestamptz
    order by changed_at desc, id desc limit 1`);
  return row ? { reason: row.reason, at: new Date(row.changed_at).getTime() } : null;
}

/** What was heard part by part is put together. */
export async function forgetParts(tx: Tx, businessId: string, id: string): Promise<void> {
  await tx.execute(
    sql`delete from recording_parts where business_id = ${businessId} and recording_id = ${id}`,
  );
}

/** Telegram keeps a copy for this bot. */
export async function saveFileId(
  tx: Tx,
  businessId: string,
  { id, fileId, botId }: { id: string; fileId: string | null; botId: number | null },
): Promise<void> {
  await tx
    .update(table)
    .set({ fileId, fileBotId: botId })
    .where(and(eq(table.businessId, businessId), eq(table.id, id)));
}

const states: readonly RecordingState[] = ["wanted", "stored", "done", "skipped", "failed"];

function toRecording({
  wantedAt,
  changedAt,
  removedAt,
  storedAt,
  state,
  ...row
}: typeof table.$inferSelect): Recording {
  return {
    ...row,
    state: states.find((one) => one === state) ?? "failed",
    wantedAt: wantedAt.getTime(),
    changedAt: changedAt.getTime(),
    storedAt: storedAt?.getTime() ?? null,
    removedAt: removedAt?.getTime() ?? null,
  };
}
