import type { EventData } from "../events/event.ts";
import { isoWithOffset } from "../lib/iso.ts";
import { toInstant, wallOf } from "../lib/zone.ts";
import { cleanName } from "../business/business.ts";

export const priorities = ["low", "medium", "high"] as const;
export type Priority = (typeof priorities)[number];

/** What somebody has to do. Instants are epoch ms; `number` counts per business and is what people see. */
export type Task = {
  id: number;
  number: number;
  title: string;
  status: "pending" | "completed";
  priority: Priority;
  dueAt: number | null;
  /** Telegram id and name of the member who does it. */
  assignee: number | null;
  assigneeName: string | null;
  client: { id: number; number: number; name: string | null; phone: string | null } | null;
  dealId: number | null;
  callId: number | null;
  createdBy: number | null;
  createdAt: number;
  completedAt: number | null;
  completedBy: number | null;
  completedName: string | null;
};

/** Where "later" leads: an hour on, this evening, the next morning, a week on. */
export const delays = ["hour", "evening", "tomorrow", "week"] as const;
export type Delay = (typeof delays)[number];

/** The title in one line with the mark of urgency taken out; null when nothing is left to do. */
export function readTitle(written: string): { title: string | null; priority: Priority } {
  const urgent = URGENT.test(written);
  const plain = urgent ? written.replace(URGENT, " ").replace(/\s+/g, " ") : written;
  const title = cleanName(plain.replace(/^[\s,;:–—-]+|[\s,;:–—-]+$/g, ""), TITLE_LENGTH);
  return { title, priority: urgent ? "high" : "medium" };
}

/** The instant to which a task is put off. */
export function delayed(delay: Delay, now: number, zone: string): number {
  const wall = wallOf(now, zone);
  const at = (days: number, h: number): number =>
    toInstant({ ...wall, d: wall.d + days, h, mi: 0, s: 0 }, zone);
  if (delay === "hour") return Math.floor(now / MINUTE_MS) * MINUTE_MS + HOUR_MS;
  if (delay === "week") return at(7, MORNING);
  if (delay === "tomorrow") return at(1, MORNING);
  const evening = at(0, EVENING);
  return evening > now ? evening : at(1, EVENING);
}

/** When its assignee is reminded: at the due time, but never at night. */
export function reminderAt(dueAt: number, zone: string): number {
  const wall = wallOf(dueAt, zone);
  const minute = wall.h * 60 + wall.mi;
  if (minute >= DAY_BEGINS && minute < DAY_ENDS) return dueAt;
  const days = minute < DAY_BEGINS ? 0 : 1;
  return toInstant({ ...wall, d: wall.d + days, h: MORNING, mi: 0, s: 0 }, zone);
}

/** `data` of the task events. */
export function taskData(task: Task, zone: string): EventData<"task.created"> {
  return {
    task_id: task.number,
    title: task.title,
    status: task.status,
    priority: task.priority,
    created_at: isoWithOffset(task.createdAt, zone),
    ...(task.completedAt === null ? {} : { completed_at: isoWithOffset(task.completedAt, zone) }),
    due_at: task.dueAt === null ? null : isoWithOffset(task.dueAt, zone),
    assignee: task.assigneeName,
    client_id: task.client?.number ?? null,
  };
}

const TITLE_LENGTH = 200;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const MORNING = 9;
const EVENING = 18;
const DAY_BEGINS = 8 * 60;
const DAY_ENDS = 21 * 60;

/** "!" at either end, or the word. */
const URGENT =
  /^\s*[!❗‼]+|[!❗‼]+\s*$|\s[!❗‼]+(?=\s)|(?<![\p{L}\p{N}])(?:терміново|терміновий|термінова|срочно|срочная|срочный|urgent|asap)(?![\p{L}\p{N}])[!,:]*/iu;
