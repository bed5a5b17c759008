import { dateOf, instantOn, shiftDate, type Period } from "../calls/period.ts";
import { text, type TextArgs, type TextId } from "../texts/bundle.ts";
import { dateFull } from "../texts/format.ts";
import { columnChart, rowChart, type Column, type Columns, type Rows } from "./chart-bar.ts";
import { heatChart, type Heat } from "./chart-heat.ts";
import { picture, source, title } from "./chart.ts";
import { longTime, periodText, weekdayNames } from "./stats-word.ts";
import { emptyReason, isShut, isUnheard, shownHours, weekdaysIn, type Report } from "./stats.ts";

/** More days stand week by week. */
const MOST_COLUMNS = 31;
const MOST_PEOPLE = 8;

/** The one picture of a period: what came day by day, when calls were missed, and who answered. */
export function statsPicture(report: Report): string {
  const { business, language, now, statistics } = report;
  const { timezone: zone } = business;
  const said = (id: TextId, args: TextArgs = {}): string => text(language, id, args);
  const below = [periodText(language, statistics.period, now, zone)];
  if (statistics.answered + statistics.missed === 0)
    below.push(said(isUnheard(report) ? "stats-unknown-short" : "stats-none-short"));
  const { columns, heat, people } = statsCharts(report);
  return picture([
    title(said("stats-title"), below.join(" · ")),
    columnChart(columns),
    ...(heat ? [heatChart(heat)] : []),
    ...(people ? [rowChart(people)] : []),
    source(said("stats-source", { business: business.name, at: dateFull(language, now, zone) })),
  ]);
}

type Said = (id: TextId, args?: TextArgs) => string;

/** The charts of a period, to be shown one by one; null: there is nothing to show. */
export function statsCharts(report: Report): {
  columns: Columns;
  heat: Heat | null;
  people: Rows | null;
} {
  const said: Said = (id, args = {}) => text(report.language, id, args);
  return {
    columns: columnsOf(report, said),
    heat: heatOf(report, said),
    people: peopleOf(report, said),
  };
}

function columnsOf(report: Report, said: Said): Columns {
  const { answered, missed, period, days } = report.statistics;
  const legend = {
    answered: said("stats-answered", { count: answered }),
    missed: said("stats-missed", { count: missed }),
  };
  if (days.length === 1)
    return { ...legend, title: said("stats-by-hour"), columns: hourColumns(report, said) };
  if (days.length > MOST_COLUMNS)
    return { ...legend, title: said("stats-by-week"), columns: weekColumns(report) };
  return { ...legend, title: said("stats-by-day"), columns: dayColumns(report, period, said) };
}

function dayColumns(report: Report, period: Period, said: Said): Column[] {
  const { timezone: zone } = report.business;
  const today = dateOf(report.now, zone);
  return report.statistics.days.map(({ date, answered, missed }) => ({
    label: String(Number(date.slice(8))),
    answered,
    missed,
    strong: date === today && period.first !== period.last,
    ...noteOf(report, said, {
      from: instantOn(date, 0, zone),
      to: instantOn(shiftDate(date, 1), 0, zone),
    }),
  }));
}

function weekColumns({ statistics: { days } }: Report): Column[] {
  const weeks: Column[] = [];
  for (let index = 0; index < days.length; index += 7) {
    const week = days.slice(index, index + 7);
    const [, month = "", day = ""] = (week[0]?.date ?? "").split("-");
    weeks.push({
      label: `${Number(day)}.${month}`,
      answered: week.reduce((sum, one) => sum + one.answered, 0),
      missed: week.reduce((sum, one) => sum + one.missed, 0),
    });
  }
  return weeks;
}

function hourColumns(report: Report, said: Said): Column[] {
  const { business, statistics } = report;
  const { timezone: zone, workingHours: hours } = business;
  const { first, last } = shownHours(
    { hours },
    statistics.hours.map(({ answered, missed }) => answered + missed > 0),
  );
  return statistics.hours.slice(first, last).map(({ answered, missed }, index) => {
    const from = instantOn(statistics.period.first, (first + index) * 60, zone);
    const note = noteOf(report, said, { from, to: from + 3_600_000 });
    return { label: String(first + index), answered, missed, ...note };
  });
}

function noteOf(report: Report, said: Said, span: { from: number; to: number }) {
  const reason = emptyReason(report, span);
  return reason === null ? {} : { note: said(`stats-${reason}`) };
}

/** A heat map of one day would repeat its columns, and one of no misses would show nothing. */
function heatOf({ business, language, statistics }: Report, said: Said): Heat | null {
  const { heat, period, missed, staffing, days } = statistics;
  if (days.length === 1 || missed === 0) return null;
  const { workingHours: hours } = business;
  const busy = Array.from({ length: 24 }, (_, hour) => heat.some((row) => (row[hour] ?? 0) > 0));
  const { first, last } = shownHours({ hours }, busy);
  const counted = weekdaysIn(period);
  const cells = heat.map((row, weekday) =>
    row.slice(first, last).map((value, index) => {
      const shut = isShut(hours, weekday, first + index) || !counted.has(weekday);
      return value === 0 && shut ? null : value;
    }),
  );
  const marked = staffing && { day: staffing.weekday, from: staffing.from, to: staffing.to };
  return {
    title: said("stats-heat"),
    days: weekdayNames(language),
    firstHour: first,
    cells,
    marked: marked && marked.from >= first && marked.to <= last ? marked : null,
  };
}

function peopleOf({ language, statistics: { people }, labels }: Report, said: Said): Rows | null {
  const shown = people.filter(({ answered, calledBack }) => answered + calledBack > 0);
  if (shown.length === 0) return null;
  return {
    title: said("stats-people"),
    columns: [said("stats-talks"), said("stats-callbacks")],
    rows: shown.slice(0, MOST_PEOPLE).map(({ ext, answered, talkS, calledBack }) => ({
      label: ext === null ? said("stats-nobody") : (labels.employees[ext] ?? ext),
      value: answered,
      aside: [longTime(language, talkS), String(calledBack)],
    })),
  };
}
