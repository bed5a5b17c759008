import type { ComponentChildren, VNode } from "preact";
import type { Line } from "../business/line.ts";
import type { CallBackSpeed } from "../calls/followup-list-service.ts";
import { columnChart, rowChart } from "../desk/chart-bar.ts";
import { heatChart } from "../desk/chart-heat.ts";
import { plot } from "../desk/chart.ts";
import { gapRows, staffingText } from "../desk/stats-caption.ts";
import { statsCharts } from "../desk/stats-picture.ts";
import { longTime, weekdayNames } from "../desk/stats-word.ts";
import { isUnheard, type Report } from "../desk/stats.ts";
import { showPhone } from "../lib/phone.ts";
import { dayOf, duration } from "../texts/format.ts";
import { bare, unhtml } from "./call-word.ts";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { Empty, Sheet } from "./sheet.tsx";
import { StatDays, StatFilter } from "./stat-table.tsx";
import type { StatWish } from "./stat-wish.ts";

type Stats = {
  report: Report;
  speed: CallBackSpeed;
  wish: StatWish;
  lines: readonly Line[];
};

/** The figures of a period: what they come to, then when, how fast and who. */
export function StatBody(stats: Stats): VNode {
  const { report } = stats;
  const say = sayIn(report.language);
  const { answered, missed, outgoing, unknown } = report.statistics;
  const none = answered + missed + outgoing.all + unknown === 0;
  return (
    <>
      <StatFilter {...stats} say={say} />
      <Gaps report={report} />
      {none ? (
        <section class="sheet">
          <Empty words={say(isUnheard(report) ? "stats-unknown-time" : "web-stat-none")} />
        </section>
      ) : (
        <>
          <Figures {...stats} say={say} />
          <Insight report={report} say={say} />
          <div class="two">
            <Heat report={report} say={say} />
            <Days report={report} say={say} />
            <Speed {...stats} say={say} />
            <People report={report} say={say} />
          </div>
          <Rest report={report} say={say} />
          <StatDays report={report} say={say} />
        </>
      )}
    </>
  );
}

type Told = { report: Report; say: Say };

function Figures({ report, say }: Told): VNode {
  const { statistics, followups, language } = report;
  const { answered, missed, waitS } = statistics;
  const all = answered + missed;
  const share = all === 0 ? null : Math.round((100 * answered) / all);
  const { misses, calledBack, medianMin } = followups;
  const median =
    calledBack === 0 || medianMin === null ? null : longTime(language, Math.max(1, medianMin) * 60);
  return (
    <section class="sheet" aria-label={say("web-stat-figures")}>
      <dl class="figures">
        <Figure name={say("web-stat-calls")} value={all} />
        <Figure
          name={say("web-stat-answered")}
          value={answered}
          unit={share === null ? "" : `${share} %`}
        />
        <Figure name={say("web-stat-missed")} value={missed} bad={missed > 0} />
        <Figure
          name={say("web-stat-back")}
          value={calledBack}
          unit={say("web-stat-of", { count: misses })}
        />
        <Figure name={say("web-stat-median")} value={median ?? "–"} />
        <Figure
          name={say("web-stat-wait")}
          value={waitS === null ? "–" : duration(language, Math.round(waitS.median))}
        />
      </dl>
    </section>
  );
}

function Figure(about: {
  name: string;
  value: ComponentChildren;
  unit?: string;
  bad?: boolean;
}): VNode {
  const { name, value, unit = "", bad = false } = about;
  return (
    <div>
      <dt>{name}</dt>
      <dd class={bad ? "v bad" : "v"}>
        {value}
        {unit !== "" && <small> {unit}</small>}
      </dd>
    </div>
  );
}

/** Where one more person would have helped, and how that is counted; nothing where nothing honest can be said. */
function Insight({ report, say }: Told): VNode | null {
  const { staffing } = report.statistics;
  if (!staffing) return null;
  return (
    <div class="insight inset">
      <Icon name="chart" />
      <div class="grow">
        <p>{bare(staffingText(report.language, staffing))}</p>
        <details>
          <summary>{say("web-stat-how")}</summary>
          <p class="small muted">{say("web-stat-how-staffing")}</p>
        </details>
      </div>
    </div>
  );
}

/** The SVG is our own, and every text in it is escaped where it is drawn. */
function Plot({ svg }: { svg: string }): VNode {
  return <div class="plot" dangerouslySetInnerHTML={{ __html: svg }} />;
}

function Heat({ report, say }: Told): VNode | null {
  const { heat } = statsCharts(report);
  if (!heat) return null;
  const { missed } = report.statistics;
  const cells = heat.cells.flatMap((row, day) =>
    row.map((count, index) => ({ day, hour: heat.firstHour + index, count: count ?? 0 })),
  );
  const [worst] = cells.toSorted((a, b) => b.count - a.count);
  const at = worst
    ? `${weekdayNames(report.language)[worst.day] ?? ""} ${worst.hour}:00–${worst.hour + 1}:00`
    : "";
  const found = say("web-stat-heat-found", { missed, at, count: worst?.count ?? 0 });
  const most = worst?.count ?? 0;
  return (
    <Sheet id="heat" title={say("stats-heat")}>
      <Plot svg={plot(heatChart({ ...heat, title: "" }), { top: 44, said: found })} />
      <p class="small muted legend">
        {say("web-stat-heat-legend")}
        {keysOf(most).map((said, step) => (
          <span>
            <i class={`k h${step + 1}`} />
            {said}
          </span>
        ))}
      </p>
    </Sheet>
  );
}

/** The steps as the chart colours them: each count for itself while few are missed, else quarters of the worst. */
function keysOf(most: number): string[] {
  if (most <= 4) return Array.from({ length: most }, (_, step) => String(step + 1));
  return [1, 2, 3, 4].map((step) => {
    const from = Math.floor(((step - 1) * most) / 4) + 1;
    const to = Math.floor((step * most) / 4);
    return from === to ? String(to) : `${from}–${to}`;
  });
}

function Days({ report, say }: Told): VNode {
  const { columns } = statsCharts(report);
  const { answered, missed, days } = report.statistics;
  const worst = days.toSorted((a, b) => b.missed - a.missed)[0];
  const found =
    days.length > 1 && worst && worst.missed > 0
      ? say("web-stat-days-worst", {
          answered,
          missed,
          day: dayOf(report.language, Date.parse(`${worst.date}T12:00:00Z`), "UTC"),
          count: worst.missed,
        })
      : say("web-stat-days", { answered, missed });
  return (
    <Sheet id="days" title={columns.title}>
      <Plot svg={plot(columnChart({ ...columns, title: "" }), { top: 46, said: found })} />
      <p class="small muted legend">
        <span>
          <i class="k a" />
          {columns.answered}
        </span>
        <span>
          <i class="k b" />
          {columns.missed}
        </span>
      </p>
    </Sheet>
  );
}

const speeds = [
  { key: "five", id: "web-stat-speed-five" },
  { key: "quarter", id: "web-stat-speed-quarter" },
  { key: "hour", id: "web-stat-speed-hour" },
  { key: "later", id: "web-stat-speed-later" },
  { key: "never", id: "web-stat-speed-never" },
] as const;

function Speed({ report, speed, say }: Told & Stats): VNode | null {
  const { misses } = report.followups;
  if (misses === 0) return null;
  const rows = speeds.map(({ key, id }) => ({
    label: say(id),
    value: speed[key],
    aside: ["", ""] as const,
    bad: key === "never",
  }));
  const found = `${say("web-stat-speed")}: ${rows.map(({ label, value }) => `${label} ${value}`).join(", ")}`;
  const chart = rowChart({ title: "", columns: ["", ""], rows, wide: true });
  return (
    <Sheet
      id="speed"
      title={say("web-stat-speed")}
      count={say("web-stat-cases", { count: misses })}
    >
      <Plot svg={plot(chart, { top: 38, said: found })} />
    </Sheet>
  );
}

function People({ report, say }: Told): VNode | null {
  const { people } = statsCharts(report);
  if (!people) return null;
  const { answered } = report.statistics;
  const found = `${people.title}: ${people.rows.map(({ label, value }) => `${label} ${value}`).join(", ")}`;
  return (
    <Sheet id="people" title={people.title} count={say("web-stat-talks", { count: answered })}>
      <Plot svg={plot(rowChart({ ...people, title: "" }), { top: 8, said: found })} />
    </Sheet>
  );
}

/** What is counted beside: outgoing calls, short ones, those of which nobody knows, and misses by line. */
function Rest({ report, say }: Told): VNode | null {
  const { outgoing, short, unknown, lines } = report.statistics;
  const rows = [
    ...(outgoing.all > 0 ? [say("stats-out", outgoing)] : []),
    ...(short > 0 ? [say("stats-short", { count: short })] : []),
    ...(unknown > 0 ? [say("stats-unknown", { count: unknown })] : []),
    ...(lines.length > 1 ? [say("stats-lines", { lines: linesText(report, say) })] : []),
  ];
  if (rows.length === 0) return null;
  return (
    <section class="sheet" aria-label={say("web-stat-rest")}>
      <ul class="rows small">
        {rows.map((row) => (
          <li>{row}</li>
        ))}
      </ul>
    </section>
  );
}

function linesText({ statistics: { lines }, labels }: Report, say: Say): string {
  return lines
    .map(({ line, missed }) => {
      const name =
        line === null ? say("stats-line-unknown") : (labels.lines[line] ?? showPhone(line));
      return `${name} ${missed}`;
    })
    .join(", ");
}

/** Whose data ends when; never told as «no calls». */
function Gaps({ report }: { report: Report }): VNode | null {
  const rows = gapRows(report);
  if (rows.length === 0) return null;
  return (
    <>
      {rows.map((row) => (
        <p class="note warn inset">
          <Icon name="alert" small />
          <span>{bare(unhtml(row))}</span>
        </p>
      ))}
    </>
  );
}
