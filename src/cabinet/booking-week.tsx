import type { VNode } from "preact";
import type { Counts } from "./booking-board.ts";
import { addressOf, type Look } from "./booking-look.ts";
import { called, shortDay, type Teller } from "./booking-word.ts";
import { dateAt } from "../booking/wall-day.ts";

/** Everybody's week: how many visits each master has on each day, and how many of them nobody confirmed. */
export function WeekTable(about: { teller: Teller; counts: Counts; look: Look }): VNode {
  const { teller, counts } = about;
  const { say, zone, now } = teller;
  const { days, masters } = counts;
  const today = dateAt(now, zone);
  const of = new Map(counts.counts.map((one) => [`${one.masterId} ${one.day}`, one]));
  const totals = days.map((day) =>
    counts.counts.filter((one) => one.day === day).reduce((sum, { visits }) => sum + visits, 0),
  );
  return (
    <section class="sheet week" aria-label={say("web-visit-week")}>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{say("web-visit-master")}</th>
              {days.map((day) => (
                <th scope="col" class={day === today ? "num today" : "num"}>
                  <a class="plain" href={addressOf({ day })}>
                    {shortDay(teller, day)}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {masters.map(({ id, slug, names }) => (
              <tr>
                <th scope="row">
                  <a
                    class="plain"
                    href={addressOf({ day: days[0] ?? today, view: "week", master: slug })}
                  >
                    {called(teller, names)}
                  </a>
                </th>
                {days.map((day) => (
                  <td class={day === today ? "num today" : "num"}>
                    <Count
                      teller={teller}
                      count={of.get(`${id} ${day}`)}
                      to={addressOf({ day, master: slug })}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{say("web-visit-total")}</th>
              {totals.map((total) => (
                <td class="num">{total}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Count(about: {
  teller: Teller;
  count: { visits: number; open: number } | undefined;
  to: string;
}): VNode {
  const { teller, count, to } = about;
  if (!count) return <span class="muted">–</span>;
  return (
    <a class="plain" href={to}>
      <b>{count.visits}</b>
      {count.open > 0 && (
        <div class="small warn">{teller.say("web-visit-week-open", { count: count.open })}</div>
      )}
    </a>
  );
}
