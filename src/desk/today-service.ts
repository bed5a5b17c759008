import { sql } from "drizzle-orm";
import { countVisits, listVisits } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { openFollowups, type OpenFollowup } from "../calls/followup-list-service.ts";
import { listTasks } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";

/** What is to be done now, and what the day brought so far. */
export type Today = {
  followups: { rows: OpenFollowup[]; count: number; late: number };
  /** Null where nobody's own tasks are shown. */
  tasks: { rows: Task[]; today: number; late: number } | null;
  calls: { all: number; answered: number; missed: number };
  deals: number;
  /** Of the day; the rows are the next ones. */
  visits: { rows: FullVisit[]; count: number };
};

type Wish = {
  /** Whose tasks; null: nobody's. */
  personId: number | null;
  now: number;
  /** The day on the business's wall, epoch ms, `to` excluded. */
  day: { from: number; to: number };
};

/** Each list is told of by its most urgent rows. */
const SHOWN = 3;
const COMING = ["booked", "confirmed"] as const;

export async function today(
  tx: Tx,
  businessId: string,
  { personId, now, day }: Wish,
): Promise<Today> {
  const [followups, rows, counts, visits, visitCount] = await Promise.all([
    openFollowups(tx, businessId, { limit: SHOWN, offset: 0 }),
    personId === null
      ? []
      : listTasks(tx, businessId, { scope: "mine", personId, now, limit: SHOWN, offset: 0 }),
    countsOf(tx, businessId, { personId: personId ?? 0, now, day }),
    listVisits(tx, businessId, { from: now, to: day.to, statuses: COMING, limit: SHOWN }),
    countVisits(tx, businessId, { from: day.from, to: day.to }),
  ]);
  const due = rows.filter(({ dueAt }) => dueAt !== null && dueAt < day.to);
  return {
    followups: { ...followups, late: counts.followups_late },
    tasks:
      personId === null ? null : { rows: due, today: counts.tasks_today, late: counts.tasks_late },
    calls: { all: counts.calls, answered: counts.answered, missed: counts.missed },
    deals: counts.deals,
    visits: { rows: visits, count: visitCount },
  };
}

type Counts = {
  followups_late: number;
  tasks_today: number;
  tasks_late: number;
  calls: number;
  answered: number;
  missed: number;
  deals: number;
};

async function countsOf(tx: Tx, businessId: string, { personId, now, day }: Wish): Promise<Counts> {
  const [from, to, at] = [iso(day.from), iso(day.to), iso(now)];
  const [row] = await tx.execute<Counts>(sql`
    select f.late as followups_late, t.today as tasks_today, t.late as tasks_late, c.calls, c.answered, c.missed, d.deals
    from (select count(*)::int as late from followups
      where business_id = ${businessId} and closed_at is null and client is not null and due_at <= ${at}::timestamptz) f,
    (select (count(*) filter (where due_at > ${at}::timestamptz))::int as today, (count(*) filter (where due_at <= ${at}::timestamptz))::int as late
      from tasks where business_id = ${businessId} and status = 'pending' and removed_at is null and assignee = ${personId}::bigint and due_at < ${to}::timestamptz) t,
    (select count(*)::int as calls, (count(*) filter (where outcome = 'answered'))::int as answered,
        (count(*) filter (where direction = 'in' and outcome in ('missed', 'busy', 'no_answer', 'failed')))::int as missed
      from calls where business_id = ${businessId} and started_at >= ${from}::timestamptz and started_at < ${to}::timestamptz
        and merged_into is null and direction <> 'internal' and (state->>'ours')::boolean) c,
    (select count(*)::int as deals from deals
      where business_id = ${businessId} and removed_at is null and created_at >= ${from}::timestamptz and created_at < ${to}::timestamptz) d`);
  return (
    row ?? {
      followups_late: 0,
      tasks_today: 0,
      tasks_late: 0,
      calls: 0,
      answered: 0,
      missed: 0,
      deals: 0,
    }
  );
}
