import type { Business } from "../business/business.ts";
import { groupHolidays, isoDate, type HolidayGroup } from "../business/holiday.ts";
import { parseWall, wallOf } from "../lib/zone.ts";
import { text } from "../texts/bundle.ts";
import { dayOf } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { back, paged, type SettingsView } from "./settings-view.ts";

/** The days that differ from the week, each time off with a button that takes it away. */
export function holidayScreen(language: Language, view: SettingsView): Screen {
  const { business, page } = view;
  const groups = coming(business, view.now);
  const { shown, turns } = paged(groups, { page, screen: "holidays" });
  const today = todayOf(business, view.now);
  const lines = groups.map((group) => {
    const days = daysText(language, group, today);
    return group.hours === null
      ? html(language, "settings-holiday-closed", { days })
      : html(language, "settings-holiday-open", { days, hours: group.hours.join("–") });
  });
  return {
    html: [
      html(language, "settings-holidays-title", { business: business.name }),
      lines.length > 0 ? lines.join("\n") : html(language, "settings-holidays-empty"),
      html(language, "settings-holidays-why"),
    ].join("\n\n"),
    rows: [
      ...shown.map((group): Button[] => [
        {
          label: text(language, "settings-holiday-remove", {
            days: daysText(language, group, today),
          }),
          action: { do: "holiday_remove", from: group.from, to: group.to, page },
        },
      ]),
      turns,
      [
        {
          label: text(language, "settings-holidays-add"),
          action: { do: "settings_ask", what: "holidays", line: null },
        },
      ],
      back(language),
    ],
  };
}

/** «пт, 25 грудня», the next day that differs from the week; null when none is known. */
export function nearestText(language: Language, business: Business, now: number): string | null {
  const [next] = coming(business, now);
  return next ? daysText(language, next, todayOf(business, now)) : null;
}

/** "YYYY-MM-DD" on the business's wall. */
export function todayOf({ timezone }: Pick<Business, "timezone">, now: number): string {
  return isoDate(wallOf(now, timezone));
}

/** «пт, 25 грудня», «чт, 31 грудня – сб, 2 січня». */
export function daysText(language: Language, { from, to }: HolidayGroup, today: string): string {
  const first = dayText(language, from, today);
  return from === to ? first : `${first} – ${dayText(language, to, today)}`;
}

function coming(business: Business, now: number): HolidayGroup[] {
  return groupHolidays(business.holidays, todayOf(business, now));
}

/** A day that is more than a year away is told with its year. */
function dayText(language: Language, date: string, today: string): string {
  const day = dayOf(language, parseWall(`${date} 12:00:00`, "UTC") ?? 0, "UTC");
  const [year, rest] = [date.slice(0, 4), date.slice(4)];
  const isFar = Number(year) > Number(today.slice(0, 4)) + (rest < today.slice(4) ? 1 : 0);
  return isFar ? `${day} ${year}` : day;
}
