import { CSV_START, csvLine, type Cell } from "../lib/csv.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { weekdayNames } from "./stats-word.ts";
import { emptyReason, isUnheard, type Report } from "./stats.ts";
import { instantOn, shiftDate } from "../calls/period.ts";

/** The figures of a period as one table: the sum, then by day, hour, weekday and hour, person and line. */
export function statsCsv(report: Report): string {
  const { language, statistics } = report;
  const { answered, missed, hours, heat, people, lines } = statistics;
  const said = (id: TextId) => text(language, id);
  const days = weekdayNames(language);
  const rows: Cell[][] = [
    heads.map(said),
    // Nobody could have told: that is no zero.
    isUnheard(report)
      ? [said("stats-csv-all"), said("stats-unheard"), null, null, null, null]
      : [said("stats-csv-all"), null, answered, missed, null, null],
    ...dayRows(report, said("stats-csv-day"), said("stats-unheard")),
    ...hours.flatMap((hour, index) =>
      hour.answered + hour.missed === 0
        ? []
        : [[said("stats-csv-hour"), `${index}:00`, hour.answered, hour.missed, null, null]],
    ),
    ...heat.flatMap((row, day) =>
      row.flatMap((count, hour) =>
        count === 0
          ? []
          : [[said("stats-csv-slot"), `${days[day] ?? ""} ${hour}:00`, null, count, null, null]],
      ),
    ),
    ...people.map(({ ext, answered: talks, talkS, calledBack }) => [
      said("stats-csv-person"),
      ext === null ? said("stats-nobody") : (report.labels.employees[ext] ?? ext),
      talks,
      null,
      Math.round(talkS),
      calledBack,
    ]),
    ...lines.map(({ line, missed: count }) => [
      said("stats-csv-line"),
      line === null ? said("stats-line-unknown") : (report.labels.lines[line] ?? line),
      null,
      count,
      null,
      null,
    ]),
  ];
  return CSV_START + rows.map((row) => csvLine(row)).join("");
}

const heads: readonly TextId[] = [
  "stats-csv-what",
  "stats-csv-which",
  "stats-csv-answered",
  "stats-csv-missed",
  "export-head-talk",
  "stats-csv-back",
];

/** A day of which nobody could have told stays empty. */
function dayRows(report: Report, what: string, unheard: string): Cell[][] {
  const { timezone: zone } = report.business;
  return report.statistics.days.map(({ date, answered, missed }) => {
    const span = { from: instantOn(date, 0, zone), to: instantOn(shiftDate(date, 1), 0, zone) };
    const known = answered + missed > 0 || emptyReason(report, span) !== "unheard";
    return known
      ? [what, date, answered, missed, null, null]
      : [what, `${date} (${unheard})`, null, null, null, null];
  });
}
