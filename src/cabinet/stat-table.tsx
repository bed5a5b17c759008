import type { VNode } from "preact";
import type { Line } from "../business/line.ts";
import { instantOn, shiftDate } from "../calls/period.ts";
import { emptyReason, type Report } from "../desk/stats.ts";
import { showPhone } from "../lib/phone.ts";
import { dayOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { told } from "./field.tsx";
import { Icon } from "./icon.tsx";
import type { Say } from "./say.ts";
import { spans, statQuery, type StatWish } from "./stat-wish.ts";

/** Days of one's own, and one line alone. */
export function StatFilter(about: { wish: StatWish; lines: readonly Line[]; say: Say }): VNode {
  const { wish, lines, say } = about;
  const { from, to, line } = wish;
  const wrong = wish.wrong === null ? null : say(`web-stat-wrong-${wish.wrong}`);
  return (
    <form class="filter inset row" action="/dashboard/stats">
      <label class="l" for="from">
        {say("web-stat-from")}
      </label>
      <input class="input" type="date" name="from" value={from} {...told("from", { wrong })} />
      <label class="l" for="to">
        {say("web-stat-to")}
      </label>
      <input class="input" type="date" id="to" name="to" value={to} />
      {lines.length > 1 && (
        <>
          <label class="l" for="line">
            {say("web-stat-line")}
          </label>
          <select name="line" id="line">
            <option value="">{say("web-stat-lines-all")}</option>
            {lines.map(({ number, name }) => (
              <option value={number} selected={number === line}>
                {cleanName(name) ?? showPhone(number)}
              </option>
            ))}
          </select>
        </>
      )}
      <button class="btn">
        <Icon name="filter" small />
        {say("web-stat-show")}
      </button>
      {wrong !== null && (
        <p class="small bad" id="from-wrong" role="alert">
          {wrong}
        </p>
      )}
    </form>
  );
}

/** The periods that one press chooses. */
export function StatSpans({ wish, say }: { wish: StatWish; say: Say }): VNode {
  return (
    <nav class="seg" aria-label={say("web-stat-period")}>
      {spans.map((span) => (
        <a
          href={`/dashboard/stats?${statQuery({ ...wish, span })}`}
          {...(span === wish.span ? { "aria-current": "true" as const } : {})}
        >
          {say(`web-stat-span-${span}`)}
        </a>
      ))}
    </nav>
  );
}

/** The same days as a table. */
export function StatDays({ report, say }: { report: Report; say: Say }): VNode | null {
  const { days } = report.statistics;
  const { language } = report;
  if (days.length < 2) return null;
  return (
    <details class="sheet as-table">
      <summary>{say("web-stat-table")}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say("stats-csv-day")}</th>
              <th scope="col" class="num">
                {say("stats-csv-answered")}
              </th>
              <th scope="col" class="num">
                {say("stats-csv-missed")}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map(({ date, answered, missed }) => (
              <tr>
                <th scope="row">{dayOf(language, Date.parse(`${date}T12:00:00Z`), "UTC")}</th>
                {answered + missed === 0 && reasonOf(report, date) !== null ? (
                  <td class="num muted" colspan={2}>
                    {say(reasonOf(report, date) === "closed" ? "stats-closed" : "stats-unheard")}
                  </td>
                ) : (
                  <>
                    <td class="num">{answered}</td>
                    <td class={missed > 0 ? "num bad" : "num"}>{missed}</td>
                  </>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

function reasonOf(report: Report, date: string): "closed" | "unheard" | null {
  const { timezone: zone } = report.business;
  return emptyReason(report, {
    from: instantOn(date, 0, zone),
    to: instantOn(shiftDate(date, 1), 0, zone),
  });
}
