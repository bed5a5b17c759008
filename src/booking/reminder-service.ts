import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { dropRows, keepSettings, planRows, settingsRow, type Dropped } from "./notice-store.ts";
import {
  afterVisit,
  remindersOf,
  type NoticeKind,
  type Planned,
  type ReminderSettings,
} from "./reminder.ts";
import type { FullVisit } from "./visit.ts";

const USUAL: ReminderSettings = {
  dayHours: 24,
  nearHours: 2,
  review: false,
  reviewUrl: null,
  comebackDays: null,
};
const REMINDERS: readonly NoticeKind[] = ["day", "hours"];

/** What the business sends around visits; what it never chose is as usual: a day and two hours before. */
export async function reminderSettings(tx: Tx, businessId: string): Promise<ReminderSettings> {
  return (await settingsRow(tx, businessId)) ?? USUAL;
}

/** Changes them for the visits booked or moved from now on. */
export async function changeReminders(
  tx: Tx,
  businessId: string,
  change: Partial<ReminderSettings>,
): Promise<ReminderSettings> {
  const settings = { ...(await reminderSettings(tx, businessId)), ...change };
  await keepSettings(tx, businessId, settings);
  return settings;
}

/** Plans the reminders of a visit that was booked or moved now; those of where it was before never leave. */
export async function planReminders(
  tx: Tx,
  businessId: string,
  { visit, zone, now }: { visit: FullVisit; zone: string; now: number },
): Promise<void> {
  const { id, start } = visit;
  await dropRows(tx, businessId, { bookingIds: [id], kinds: REMINDERS, reason: "moved" });
  // Nobody knows how to reach who is neither.
  if (visit.conversationId === null && visit.client === null) return;
  const settings = await reminderSettings(tx, businessId);
  const planned = remindersOf({ start, bookedAt: now, settings, zone });
  await plan(tx, businessId, { bookingId: id, start, planned });
}

/** Plans what is said after a visit that took place. */
export async function planAfter(
  tx: Tx,
  businessId: string,
  { visit, zone, now }: { visit: FullVisit; zone: string; now: number },
): Promise<void> {
  if (visit.conversationId === null && visit.client === null) return;
  const settings = await reminderSettings(tx, businessId);
  const { id, start, end } = visit;
  const planned = afterVisit({ start, end, now, settings, zone });
  await plan(tx, businessId, { bookingId: id, start, planned });
}

/** Notices of these visits that wait never leave. */
export async function dropReminders(
  tx: Tx,
  businessId: string,
  value: { bookingIds: readonly number[]; kinds?: readonly NoticeKind[]; reason: Dropped },
): Promise<void> {
  await dropRows(tx, businessId, value);
}

/** Plans notices, each with the job that looks at it. */
export async function plan(
  tx: Tx,
  businessId: string,
  value: { bookingId: number; start: number; planned: readonly Planned[] },
): Promise<void> {
  const rows = await planRows(tx, businessId, value);
  await add(
    tx,
    rows.map(({ id: noticeId, dueAt: runAt }) => ({
      task: "visit.notice" as const,
      payload: { businessId, noticeId },
      key: `visit.notice:${businessId}:${noticeId}`,
      runAt,
    })),
  );
}
