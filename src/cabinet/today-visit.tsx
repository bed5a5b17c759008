import type { VNode } from "preact";
import type { FullVisit } from "../booking/visit.ts";
import { timeOf } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Badge, Empty, Sheet } from "./sheet.tsx";
import type { Desk } from "./today-desk.tsx";

const PAST = 1;
const ROWS = 7;

/** The visits of the day around this moment. */
export function VisitPart({ desk, visits }: { desk: Desk; visits: readonly FullVisit[] }): VNode {
  const { say, now } = desk;
  const over = visits.filter(({ end }) => end <= now);
  const rest = visits.filter(({ end }) => end > now);
  const shown = [...over.slice(-PAST), ...rest].slice(0, ROWS);
  const further = rest.filter((visit) => !shown.includes(visit)).length;
  return (
    <Sheet
      id="bk"
      title={say("web-visits-title")}
      count={say("web-visits-count", { count: visits.length })}
      actions={
        <a class="btn quiet" href="/dashboard/bookings">
          {say("web-visits-calendar")}
        </a>
      }
      foot={further > 0 ? say("web-visits-further", { count: further }) : null}
    >
      {visits.length === 0 ? (
        <Empty words={say("web-visits-none")} />
      ) : (
        <ul class="rows led">
          {shown.map((visit) => (
            <VisitRow desk={desk} visit={visit} />
          ))}
        </ul>
      )}
    </Sheet>
  );
}

function VisitRow({ desk, visit }: { desk: Desk; visit: FullVisit }): VNode {
  const { say, language, zone, now, visitor } = desk;
  const { number, start, end, client, service, master } = visit;
  const runs = start <= now && now < end && visit.status !== "completed";
  const named = (words: FullVisit["service"]["names"]): string =>
    words[language] ?? words[visitor.business.language] ?? words.uk ?? words.ru ?? words.en ?? "";
  return (
    <li class={runs ? "cur" : end <= now ? "past" : ""}>
      <time>{timeOf(language, start, zone)}</time>
      <div class="grow">
        <a class="plain" href={`/dashboard/bookings/${number}`}>
          {named(service.names)}
        </a>
        <div class="muted small wrap">
          {cleanName(client?.name) ?? say("web-visits-nobody")} · {named(master.names)}
        </div>
      </div>
      <VisitBadge desk={desk} visit={visit} runs={runs} />
    </li>
  );
}

function VisitBadge(about: { desk: Desk; visit: FullVisit; runs: boolean }): VNode {
  const { desk, visit, runs } = about;
  const { say, now } = desk;
  if (visit.status === "no_show") return <Badge tone="bad">{say("web-visits-no-show")}</Badge>;
  if (runs) return <Badge tone="acc">{say("web-visits-runs")}</Badge>;
  if (visit.end <= now) return <Badge tone="ok">{say("web-visits-was")}</Badge>;
  if (visit.status === "confirmed") return <Badge tone="ok">{say("web-visits-sure")}</Badge>;
  return <Badge>{say("web-visits-open")}</Badge>;
}
