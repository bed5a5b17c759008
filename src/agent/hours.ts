import { openingOn } from "../booking/opening.ts";
import { wholeWeek, type Master, type Salon } from "../booking/salon.ts";
import { dateAt, type WallDay, wallDay } from "../booking/wall-day.ts";
import { type Day, days } from "../business/working-hours.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { dayLong } from "./shown.ts";
import { said, type Talk } from "./talk.ts";

/** When the business is open: on the day that was asked for, else today and in the week, with the holidays to come. */
export function hoursTold(talk: Talk): Talk {
  const { now } = talk.world;
  const salon = withHours(talk.world.salon);
  const { language } = talk.memory;
  const { day } = talk.heard;
  if (salon.hours === null) return said(talk, "agent-hours-unknown");
  if (day !== null && day.from === day.to)
    return said(talk, "agent-hours-day", {
      day: dayLong(language, day.from),
      hours: hoursText(language, openingOn(salon, wallDay(day.from, salon.zone))),
    });
  const today = wallDay(dateAt(now, salon.zone), salon.zone);
  const told = said(talk, "agent-hours-week", {
    week: weekText(language, salon),
    today: hoursText(language, openingOn(salon, today)),
  });
  const off = holidaysSoon(salon, today);
  if (off.length === 0) return told;
  const lines = off.map(
    ({ date, hours }) => `${dayLong(language, date)}: ${hoursText(language, hours)}`,
  );
  return said(told, "agent-hours-holidays", { days: lines.join("\n") });
}

/** Who of the masters works on a day. */
export function workersOn(salon: Salon, masters: readonly Master[], date: string): Master[] {
  const day = wallDay(date, salon.zone);
  if (openingOn(salon, day) === null) return [];
  return masters.filter(({ hours, daysOff }) => !daysOff.includes(date) && hours[day.weekday]);
}

/** A salon that never told its hours is open while one of its masters works. */
function withHours(salon: Salon): Salon {
  if (salon.hours !== null || salon.masters.length === 0) return salon;
  const hours: NonNullable<Salon["hours"]> = wholeWeek({});
  for (const day of days) {
    const ranges = salon.masters.flatMap((master) => [master.hours[day] ?? []].filter(isRange));
    const from = ranges.map(([begins]) => begins).toSorted()[0];
    const to = ranges
      .map(([, ends]) => ends)
      .toSorted()
      .at(-1);
    if (from !== undefined && to !== undefined) hours[day] = [from, to];
  }
  return { ...salon, hours };
}

function isRange(range: readonly string[]): range is [string, string] {
  return range.length === 2;
}

const SOON_DAYS = 14;

function holidaysSoon(salon: Salon, today: WallDay): Salon["holidays"] {
  const last = wallDay(today.date, salon.zone, SOON_DAYS).date;
  return salon.holidays.filter(({ date }) => today.date <= date && date <= last);
}

function hoursText(language: Language, range: readonly [string, string] | null): string {
  return range === null ? text(language, "agent-closed") : range.join("–");
}

/** "пн–пт 09:00–20:00, сб 10:00–18:00, нд зачинено": neighbours with the same hours are one. */
function weekText(language: Language, { hours }: Salon): string {
  const groups: { from: Day; to: Day; shown: string }[] = [];
  for (const day of days) {
    const shown = hoursText(language, hours?.[day] ?? null);
    const last = groups.at(-1);
    if (last && last.shown === shown) last.to = day;
    else groups.push({ from: day, to: day, shown });
  }
  return groups
    .map(({ from, to, shown }) => {
      const first = weekday(language, from);
      return `${from === to ? first : `${first}–${weekday(language, to)}`} ${shown}`;
    })
    .join(", ");
}

const shortDays: Record<Language, Record<Day, string>> = {
  uk: { mon: "пн", tue: "вт", wed: "ср", thu: "чт", fri: "пт", sat: "сб", sun: "нд" },
  ru: { mon: "пн", tue: "вт", wed: "ср", thu: "чт", fri: "пт", sat: "сб", sun: "вс" },
  en: { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" },
};

function weekday(language: Language, day: Day): string {
  return shortDays[language][day];
}
