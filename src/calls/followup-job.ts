import type { Followup } from "./followup.ts";

/** When an open follow-up is to be looked at next (epoch ms); null when nothing of it falls due. */
export function nextLook(
  row: Pick<
    Followup,
    "closedAt" | "dueAt" | "overdueAt" | "claimedAt" | "remindedAt" | "escalatedAt"
  >,
  promiseFrom: (at: number) => number,
): number | null {
  const { closedAt, dueAt, overdueAt, claimedAt, remindedAt, escalatedAt } = row;
  if (closedAt !== null || dueAt === null) return null;
  const looks = [
    overdueAt === null ? dueAt : null,
    // Released after it was overdue: the chats have not been told.
    overdueAt !== null && claimedAt === null && escalatedAt === null ? overdueAt : null,
    claimedAt === null || remindedAt !== null ? null : promiseFrom(claimedAt),
    claimedAt === null || remindedAt === null || escalatedAt !== null
      ? null
      : promiseFrom(remindedAt),
  ].filter((at) => at !== null);
  return looks.length === 0 ? null : Math.min(...looks);
}

/** One look at a time: another instant replaces the one that waits. */
export function followupJob(businessId: string, followupId: number, runAt: number) {
  return {
    task: "followup.due" as const,
    payload: { businessId, followupId },
    key: `followup:${followupId}`,
    runAt,
  };
}
