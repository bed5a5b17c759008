import type { VNode } from "preact";
import { listVisits } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { dateAt, wallDay } from "../booking/wall-day.ts";
import { groupBy } from "../lib/group-by.ts";
import { timeOf } from "../texts/format.ts";
import { StateBadge } from "./booking-facts.tsx";
import { addressOf, BOOKINGS, type Look } from "./booking-look.ts";
import { placeOf } from "./booking-visit.tsx";
import { called, longDay, whoOf, type Teller } from "./booking-word.ts";
import { Empty } from "./sheet.tsx";
import type { CabinetDeps, Visit } from "./visit.tsx";

/** As many visits as one page of the list holds. */
const PAGE = 50;

/** A page of visits from a day on, cancelled ones too; one more than a page means that there are others. */
export async function listed(
  deps: CabinetDeps,
  { visitor }: Visit,
  { look, masterId }: { look: Look; masterId: number | null },
): Promise<FullVisit[]> {
  const { from } = wallDay(look.day, visitor.business.timezone);
  return listVisits(deps.db, visitor.business.id, {
    from,
    statuses: ["booked", "confirmed", "completed", "no_show", "cancelled"],
    limit: PAGE + 1,
    ...(look.after === null ? {} : { after: look.after }),
    ...(masterId === null ? {} : { masterId }),
  });
}

export function VisitList(about: {
  teller: Teller;
  visits: readonly FullVisit[];
  look: Look;
}): VNode {
  const { teller, visits, look } = about;
  const { say, zone } = teller;
  const shown = visits.slice(0, PAGE);
  const last = shown.at(-1);
  if (!last)
    return (
      <section class="sheet">
        <Empty words={say("web-visit-none")} />
      </section>
    );
  const days = groupBy(shown, ({ start }) => dateAt(start, zone));
  return (
    <>
      {[...days].map(([day, of]) => (
        <section class="sheet" aria-labelledby={`d-${day}`}>
          <header>
            <h2 id={`d-${day}`}>
              {longDay(teller, day)} <span class="count">{of.length}</span>
            </h2>
          </header>
          <ul class="rows">
            {of.map((visit) => (
              <li>
                <Row teller={teller} visit={visit} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {visits.length > PAGE && (
        <p class="inset">
          <a class="btn" href={addressOf({ ...look, chosen: null, after: last })}>
            {say("web-visit-more")}
          </a>
        </p>
      )}
    </>
  );
}

function Row({ teller, visit }: { teller: Teller; visit: FullVisit }): VNode {
  const { language, zone } = teller;
  const { start, end, service, master, status } = visit;
  const over = status === "cancelled" || status === "no_show";
  return (
    <a class="plain visit-row" href={`${BOOKINGS}/${visit.number}`}>
      <time>
        <b>{timeOf(language, start, zone)}</b>
        <span class="small muted"> {timeOf(language, end, zone)}</span>
      </time>
      <span class="grow">
        <b class={over ? "struck" : ""}>{whoOf(teller, visit)}</b>
        <span class="small muted visit-what">
          {called(teller, service.names)} · {called(teller, master.names)}
        </span>
      </span>
      <StateBadge teller={teller} place={placeOf(visit)} />
    </a>
  );
}
