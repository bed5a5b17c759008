import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { reminderSettings, visitNotices } from "../db/schema/booking.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { NoticeKind, Planned, ReminderSettings } from "./reminder.ts";

type StoredNotice = {
  id: number;
  bookingId: number;
  kind: NoticeKind;
  /** When the visit began that it was planned for. */
  start: number;
  dueAt: number;
};
/** Why a notice never leaves. */
export type Dropped = "moved" | "cancelled" | "late" | "opted_out" | "no_way" | "confirmed" | "off";

export async function settingsRow(tx: Tx, businessId: string): Promise<ReminderSettings | null> {
  const { dayHours, nearHours, review, reviewUrl, comebackDays } = reminderSettings;
  const [row] = await tx
    .select({ dayHours, nearHours, review, reviewUrl, comebackDays })
    .from(reminderSettings)
    .where(eq(reminderSettings.businessId, businessId));
  return row ?? null;
}

export async function keepSettings(
  tx: Tx,
  businessId: string,
  settings: ReminderSettings,
): Promise<void> {
  await tx
    .insert(reminderSettings)
    .values({ businessId, ...settings })
    .onConflictDoUpdate({ target: reminderSettings.businessId, set: settings });
}

/** Plans notices of a visit; one that was dropped when the visit moved away and back is planned again, one that left is not. */
export async function planRows(
  tx: Tx,
  businessId: string,
  value: { bookingId: number; start: number; planned: readonly Planned[] },
): Promise<{ id: number; dueAt: number }[]> {
  const { bookingId, start, planned } = value;
  if (planned.length === 0) return [];
  const given = planned.map(({ kind, dueAt }) => ({ kind, due: iso(dueAt) }));
  const rows = await tx.execute<{ id: string; due: string }>(sql`
    insert into visit_notices (business_id, booking_id, kind, starts_at, due_at)
    select ${businessId}::uuid, ${bookingId}::bigint, r.kind, ${iso(start)}::timestamptz, r.due
    from jsonb_to_recordset(${json(given)}) as r(kind text, due timestamptz)
    on conflict (business_id, booking_id, kind, starts_at) do update
      set due_at = excluded.due_at, dropped_reason = null where visit_notices.sent_at is null
    returning id, (extract(epoch from due_at) * 1000)::bigint as due`);
  return [...rows].map(({ id, due }) => ({ id: Number(id), dueAt: Number(due) }));
}

/** Notices of these bookings that wait never leave. */
export async function dropRows(
  tx: Tx,
  businessId: string,
  value: { bookingIds: readonly number[]; kinds?: readonly NoticeKind[]; reason: Dropped },
): Promise<void> {
  const { bookingIds, kinds, reason } = value;
  await tx
    .update(visitNotices)
    .set({ droppedReason: reason })
    .where(
      and(
        eq(visitNotices.businessId, businessId),
        inArray(visitNotices.bookingId, [...bookingIds]),
        kinds === undefined ? undefined : inArray(visitNotices.kind, [...kinds]),
        isNull(visitNotices.sentAt),
        isNull(visitNotices.droppedReason),
      ),
    );
}

/** A notice that waits. It is not locked: a turn that holds the conversation may be about to drop it. */
export async function waitingNotice(
  tx: Tx,
  businessId: string,
  noticeId: number,
): Promise<StoredNotice | null> {
  const [row] = await tx
    .select()
    .from(visitNotices)
    .where(
      and(
        eq(visitNotices.businessId, businessId),
        eq(visitNotices.id, noticeId),
        isNull(visitNotices.sentAt),
        isNull(visitNotices.droppedReason),
      ),
    );
  const kind = kinds.find((one) => one === row?.kind);
  if (!row || !kind) return null;
  return {
    id: row.id,
    bookingId: row.bookingId,
    kind,
    start: row.startsAt.getTime(),
    dueAt: row.dueAt.getTime(),
  };
}

/** Marks a notice that still waits; false: somebody settled it meanwhile. */
export async function settleRow(
  tx: Tx,
  businessId: string,
  { noticeId, set }: { noticeId: number; set: { sentAt: Date } | { droppedReason: Dropped } },
): Promise<boolean> {
  const settled = await tx
    .update(visitNotices)
    .set(set)
    .where(
      and(
        eq(visitNotices.businessId, businessId),
        eq(visitNotices.id, noticeId),
        isNull(visitNotices.sentAt),
        isNull(visitNotices.droppedReason),
      ),
    )
    .returning({ id: visitNotices.id });
  return settled.length > 0;
}

/** Takes away all notices of bookings, whatever became of them. */
export async function deleteNotices(
  tx: Tx,
  businessId: string,
  bookingIds: readonly number[],
): Promise<void> {
  await tx.execute(sql`
    delete from visit_notices where business_id = ${businessId}::uuid and booking_id = any(${numbers(bookingIds)})`);
}

/** Takes away notices of visits that began before an instant. */
export async function forgetNoticeRows(tx: Tx, before: number): Promise<void> {
  await tx.delete(visitNotices).where(lt(visitNotices.startsAt, new Date(before)));
}

const kinds: readonly NoticeKind[] = ["day", "hours", "review", "comeback", "offer"];
