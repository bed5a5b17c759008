import { Router } from "@koa/router";
import { may } from "../business/role.ts";
import { linesOf } from "../business/line-service.ts";
import { callBackSpeed } from "../calls/followup-list-service.ts";
import { statsCsv } from "../desk/stats-csv.ts";
import { reportOf } from "../desk/stats-service.ts";
import { periodText } from "../desk/stats-word.ts";
import type { Report } from "../desk/stats.ts";
import { showPhone } from "../lib/phone.ts";
import { Icon } from "./icon.tsx";
import { sayIn } from "./say.ts";
import { StatBody } from "./stat-page.tsx";
import { StatSpans } from "./stat-table.tsx";
import { readStats, statQuery, type StatWish } from "./stat-wish.ts";
import { reading, serving, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

/** The figures of /stats as a page and as a table. */
export function statRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard/stats",
    reading(deps, "see_calls", (visit) => page(deps, visit)),
  );
  router.get(
    "/dashboard/stats.csv",
    serving(deps, "see_calls", async (visit, ctx) => {
      const wish = wishOf(visit);
      const report = await read(deps, visit, wish);
      const { first, last } = wish.period;
      ctx.type = "text/csv; charset=utf-8";
      ctx.set("content-disposition", `attachment; filename="stats-${first}-${last}.csv"`);
      ctx.body = statsCsv(report);
    }),
  );
  return router;
}

async function page(deps: CabinetDeps, visit: Visit): Promise<Answer> {
  const { visitor, now } = visit;
  const { business, language, role } = visitor;
  const say = sayIn(language);
  const wish = wishOf(visit);
  const only = wish.line === "" ? {} : { line: wish.line };
  const [report, speed, lines] = await Promise.all([
    read(deps, visit, wish),
    callBackSpeed(deps.db, business.id, { ...wish.period, ...only }),
    linesOf(deps.db, business.id),
  ]);
  const line =
    wish.line === ""
      ? say("web-stat-lines-all")
      : (report.labels.lines[wish.line] ?? showPhone(wish.line));
  const days = periodText(language, wish.period, now, business.timezone);
  return {
    ...(wish.wrong === null ? {} : { status: 422 }),
    page: {
      title: say("web-stats"),
      section: "stats",
      lead: say("web-stat-lead", { days, line }),
      styles: ["stat"],
      actions: (
        <>
          <StatSpans wish={wish} say={say} />
          <a class="btn" href={`/dashboard/stats.csv?${statQuery(wish)}`} download>
            <Icon name="download" small />
            CSV
          </a>
          {may(role, "export") && (
            <a class="btn quiet" href="/dashboard/export">
              {say("web-export-all")}
            </a>
          )}
        </>
      ),
      body: <StatBody report={report} speed={speed} wish={wish} lines={lines} />,
    },
  };
}

function wishOf({ visitor, query, now }: Visit): StatWish {
  return readStats(query, { now, zone: visitor.business.timezone });
}

function read({ db }: CabinetDeps, { visitor, now }: Visit, wish: StatWish): Promise<Report> {
  const { business, language } = visitor;
  const { period, line } = wish;
  const choice = { first: period.first, last: period.last };
  const asked = { business, choice, language, now, period };
  return reportOf(db, line === "" ? asked : { ...asked, line });
}
