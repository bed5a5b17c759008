import { dateAt, MINUTE_MS, minuteAt, wallDay, wallInstant } from "./wall-day.ts";

/** Which messages a business sends around a visit. Null hours: none; `comebackDays` null: never. */
export type ReminderSettings = {
  dayHours: number | null;
  nearHours: number | null;
  review: boolean;
  reviewUrl: string | null;
  comebackDays: number | null;
};

export type NoticeKind = "day" | "hours" | "review" | "comeback" | "offer";
export type Planned = { kind: NoticeKind; dueAt: number };

/** Reminders of a visit that was booked, or moved, at an instant: none soon after that, none at night, none right before it. */
export function remindersOf(value: {
  start: number;
  bookedAt: number;
  settings: Pick<ReminderSettings, "dayHours" | "nearHours">;
  zone: string;
}): Planned[] {
  const { start, bookedAt, settings, zone } = value;
  const fits = (at: number): boolean =>
    at >= bookedAt + LEAST_AFTER_MS && at <= start - LEAST_BEFORE_MS;
  const planned = (kind: "day" | "hours", hours: number | null): Planned | null => {
    if (hours === null || start - hours * HOUR_MS < bookedAt + LEAST_AFTER_MS) return null;
    const due = inDaytime(start - hours * HOUR_MS, zone, kind === "day" ? "evening" : "morning");
    const dueAt = due.find(fits);
    return dueAt === undefined ? null : { kind, dueAt };
  };
  const day = planned("day", settings.dayHours);
  const hours = planned("hours", settings.nearHours);
  if (day && hours && hours.dueAt - day.dueAt < HOUR_MS) return [day];
  return [day, hours].filter((one) => one !== null);
}

/** What is said after a visit, by the settings. */
export function afterVisit(value: {
  start: number;
  end: number;
  now: number;
  settings: ReminderSettings;
  zone: string;
}): Planned[] {
  const { start, end, now, settings, zone } = value;
  const planned: Planned[] = [];
  if (settings.review) {
    const due = Math.max(now, end + REVIEW_AFTER_MS);
    planned.push({ kind: "review", dueAt: inDaytime(due, zone, "morning")[0] ?? due });
  }
  if (settings.comebackDays !== null) {
    const day = wallDay(dateAt(start, zone), zone, settings.comebackDays);
    planned.push({ kind: "comeback", dueAt: wallInstant(day, COMEBACK_MIN) });
  }
  return planned;
}

/** Whether people may be written to: from nine to nine on the wall. */
export function isDaytime(at: number, zone: string): boolean {
  const minute = minuteAt(at, zone);
  return minute >= MORNING_MIN && minute < NIGHT_MIN;
}

/** The instant itself by day; of one in the night the morning after it and the evening before it, the wanted one first. */
export function inDaytime(at: number, zone: string, first: "morning" | "evening"): number[] {
  if (isDaytime(at, zone)) return [at];
  const date = dateAt(at, zone);
  const late = minuteAt(at, zone) >= NIGHT_MIN;
  const morning = wallInstant(wallDay(date, zone, late ? 1 : 0), MORNING_MIN);
  const evening = wallInstant(wallDay(date, zone, late ? 0 : -1), EVENING_MIN);
  return first === "morning" ? [morning, evening] : [evening, morning];
}

const HOUR_MS = 60 * MINUTE_MS;
/** Who booked a moment ago need not be reminded: booked at 12:42 for 15:00 nothing comes at 13:00. */
const LEAST_AFTER_MS = HOUR_MS;
const LEAST_BEFORE_MS = HOUR_MS;
const REVIEW_AFTER_MS = 2 * HOUR_MS;
const MORNING_MIN = 9 * 60;
const EVENING_MIN = 20 * 60;
const NIGHT_MIN = 21 * 60;
const COMEBACK_MIN = 11 * 60;
