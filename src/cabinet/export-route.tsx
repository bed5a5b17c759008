import { Readable } from "node:stream";
import { Router, type RouterContext } from "@koa/router";
import type { VNode } from "preact";
import { periodOf } from "../calls/period.ts";
import { exportBusiness } from "../desk/business-file-service.ts";
import { exportPeriods, type ExportDays } from "../desk/export-period.ts";
import { exportBytes } from "../desk/export-service.ts";
import { kindTexts, wordingOf } from "../desk/export-word.ts";
import { exportKinds, type ExportKind } from "../desk/export.ts";
import type { TextId } from "../texts/bundle.ts";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { Sheet } from "./sheet.tsx";
import { isDate } from "./stat-wish.ts";
import { leadTo } from "./request.ts";
import { reading, serving, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";

const PAGE = "/dashboard/export";

/** The business's tables and its own file, as /export gives them. */
export function exportRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    PAGE,
    reading(deps, "export", (visit) => Promise.resolve(page(visit))),
  );
  router.get(
    `${PAGE}/table.csv`,
    serving(deps, "export", (visit, ctx) => table(deps, visit, ctx)),
  );
  router.get(
    `${PAGE}/business.json`,
    serving(deps, "export", async ({ visitor, now }, ctx) => {
      ctx.type = "application/json; charset=utf-8";
      ctx.set("content-disposition", 'attachment; filename="business.json"');
      ctx.body = Buffer.from(await exportBusiness(deps.db, visitor.business.id, { now }));
    }),
  );
  return router;
}

/** A table page by page; of a time without rows the page says so instead. */
async function table(
  { db }: CabinetDeps,
  { visitor, query, now }: Visit,
  ctx: RouterContext,
): Promise<void> {
  const { business, language } = visitor;
  const kind = kindIn(query);
  const days = daysIn(query);
  const back = (why: "none" | "days") =>
    leadTo(
      ctx,
      `${PAGE}?${new URLSearchParams({ kind, first: query.get("first") ?? "", last: query.get("last") ?? "", wrong: why }).toString()}`,
    );
  if (days === null) return back("days");
  const period = periodOf(days, now, business.timezone);
  const wording = wordingOf(language, business.timezone);
  const bytes = exportBytes(db, business.id, { kind, period, wording });
  const begin = await bytes.next();
  if (begin.done === true) return back("none");
  ctx.type = "text/csv; charset=utf-8";
  ctx.set("content-disposition", `attachment; filename="${kind}-${days.first}-${days.last}.csv"`);
  ctx.body = Readable.from(withFirst(begin.value, bytes));
}

async function* withFirst(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

function kindIn(query: URLSearchParams): ExportKind {
  return exportKinds.find((kind) => kind === query.get("kind")) ?? "calls";
}

function daysIn(query: URLSearchParams): ExportDays | null {
  const [first, last] = [query.get("first") ?? "", query.get("last") ?? ""];
  return isDate(first) && isDate(last) && first <= last ? { first, last } : null;
}

function page({ visitor, query, now }: Visit): Answer {
  const { language, business } = visitor;
  const say = sayIn(language);
  const periods = exportPeriods({ now, zone: business.timezone });
  const days = {
    first: query.get("first") ?? periods.month.first,
    last: query.get("last") ?? periods.month.last,
  };
  const wrong = wrongs[query.get("wrong") ?? ""];
  return {
    page: {
      title: say("web-export"),
      section: "stats",
      styles: ["stat"],
      up: { to: "/dashboard/stats", label: say("web-stats") },
      lead: say("web-export-lead"),
      body: (
        <div class="stack narrow">
          <Own
            kind={kindIn(query)}
            days={days}
            wrong={wrong === undefined ? null : say(wrong)}
            say={say}
          />
          <Sheet id="quick" title={say("web-export-quick")}>
            <ul class="rows">
              {exportKinds.map((kind) => (
                <Quick kind={kind} periods={periods} say={say} />
              ))}
            </ul>
          </Sheet>
          <Sheet id="business" title={say("import-export")}>
            <div class="pad stack8">
              <p class="small muted">{say("web-export-business")}</p>
              <a class="btn" href={`${PAGE}/business.json`} download>
                <Icon name="download" small />
                {say("web-export-load")}
              </a>
            </div>
          </Sheet>
        </div>
      ),
    },
  };
}

const wrongs: Partial<Record<string, TextId>> = {
  none: "web-export-none",
  days: "web-export-days",
};

function Own(about: { kind: ExportKind; days: ExportDays; wrong: string | null; say: Say }): VNode {
  const { kind, days, wrong, say } = about;
  return (
    <Sheet id="own" title={say("web-export-table")}>
      <form class="form" action={`${PAGE}/table.csv`}>
        {wrong !== null && (
          <p class="note warn span2" role="alert" id="export-wrong">
            <Icon name="alert" small />
            {wrong}
          </p>
        )}
        <div class="field span2">
          <label class="l" for="kind">
            {say("web-export-what")}
          </label>
          <select name="kind" id="kind">
            {exportKinds.map((one) => (
              <option value={one} selected={one === kind}>
                {say(kindTexts[one])}
              </option>
            ))}
          </select>
        </div>
        <div class="field">
          <label class="l" for="first">
            {say("web-stat-from")}
          </label>
          <input class="input" type="date" id="first" name="first" required value={days.first} />
        </div>
        <div class="field">
          <label class="l" for="last">
            {say("web-stat-to")}
          </label>
          <input class="input" type="date" id="last" name="last" required value={days.last} />
        </div>
        <div class="span2">
          <button class="btn main">
            <Icon name="download" small />
            {say("web-export-load")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

const quick = [
  { period: "month", id: "export-month" },
  { period: "before", id: "export-before" },
  { period: "year", id: "export-year" },
  { period: "all", id: "export-all" },
] as const;

function Quick(about: {
  kind: ExportKind;
  periods: ReturnType<typeof exportPeriods>;
  say: Say;
}): VNode {
  const { kind, periods, say } = about;
  return (
    <li class="row">
      <span class="strong quick-kind">{say(kindTexts[kind])}</span>
      {quick.map(({ period, id }) => (
        <a
          class="btn quiet"
          href={`${PAGE}/table.csv?${new URLSearchParams({ kind, ...periods[period] }).toString()}`}
          aria-label={`${say(kindTexts[kind])}, ${say(id)}`}
        >
          {say(id)}
        </a>
      ))}
    </li>
  );
}
