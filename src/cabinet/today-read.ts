import { accountsOf } from "../business/account-service.ts";
import { openConversations, type ConversationRow } from "../agent/conversation-list-service.ts";
import { openOn } from "../business/working-time.ts";
import { listVisits } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { dayMarks } from "../calls/day-service.ts";
import { followupFigures } from "../calls/followup-list-service.ts";
import { dateOf, periodOf } from "../calls/period.ts";
import { countTasks, listTasks } from "../crm/task-service.ts";
import type { Task } from "../crm/task.ts";
import type { Database } from "../db/client.ts";
import { nowOn, waitingList, type NowOn, type WaitingList } from "../desk/now-service.ts";
import { lastHeard } from "../desk/stats-service.ts";
import { canCallBack } from "../telephony/callback-service.ts";
import type { DayLine } from "./today-line.tsx";
import type { Desk } from "./today-desk.tsx";

const TALKS = 6;
const TASKS = 8;
const VISITS = 200;

/** What rings and is talked, and the line of the day: counted as /stats counts. */
export async function readNow(
  db: Database,
  desk: Desk,
): Promise<{ calls: NowOn[]; line: DayLine }> {
  const { businessId, now, zone, visitor } = desk;
  const { workingHours: hours, holidays } = visitor.business;
  const day = dayOf(desk);
  const [calls, marks, figures] = await Promise.all([
    nowOn(db, businessId, { now }),
    dayMarks(db, businessId, day),
    followupFigures(db, businessId, day),
  ]);
  const open = openOn({ hours, holidays, zone }, now);
  return { calls, line: { marks, day, open, medianMin: figures.medianMin } };
}

export async function readFollowups(
  db: Database,
  desk: Desk,
): Promise<{ list: WaitingList; canCall: boolean }> {
  const { businessId, now } = desk;
  const [list, canCall] = await Promise.all([
    waitingList(db, businessId, { now, day: dayOf(desk) }),
    canCallBack(db, businessId),
  ]);
  return { list, canCall };
}

export async function readTalks(
  db: Database,
  { businessId }: Desk,
): Promise<{ rows: ConversationRow[]; count: number }> {
  return openConversations(db, businessId, { limit: TALKS, offset: 0 });
}

export async function readVisits(db: Database, desk: Desk): Promise<FullVisit[]> {
  const { from, to } = dayOf(desk);
  return listVisits(db, desk.businessId, { from, to, limit: VISITS });
}

export async function readTasks(
  db: Database,
  { businessId, visitor, now }: Desk,
): Promise<{ tasks: Task[]; count: number }> {
  const { personId } = visitor;
  const [tasks, counts] = await Promise.all([
    listTasks(db, businessId, { scope: "mine", personId, now, limit: TASKS, offset: 0 }),
    countTasks(db, businessId, { personId, now }),
  ]);
  return { tasks, count: counts.mine };
}

/** Which provider was heard last, and when; null: no telephony, or nothing came yet. */
export async function readHeard(
  db: Database,
  { businessId }: Desk,
): Promise<{ provider: string; at: number } | null> {
  const [accounts, heard] = await Promise.all([
    accountsOf(db, businessId),
    lastHeard(db, businessId),
  ]);
  const found = accounts
    .flatMap(({ id, provider }) => {
      const at = heard.get(id);
      return at === undefined
        ? []
        : [{ provider: provider === "phonet" ? "Phonet" : "Novofon", at }];
    })
    .toSorted((a, b) => b.at - a.at);
  return found[0] ?? null;
}

function dayOf({ now, zone }: Desk): { from: number; to: number } {
  const date = dateOf(now, zone);
  const { from, to } = periodOf({ first: date, last: date }, now, zone);
  return { from, to };
}
