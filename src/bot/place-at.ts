import { tellVisit } from "../agent/visit-tell-service.ts";
import { book, move } from "../booking/booking-service.ts";
import { reasonOf, slotOf, type Reason } from "../booking/reason.ts";
import type { Slot } from "../booking/salon.ts";
import type { Refused } from "../booking/visit.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { backOf } from "./place-screen.ts";
import { searchFor, type Search } from "./place-find.ts";
import type { PlaceOf } from "./place-screen.ts";
import { html } from "./say.ts";
import { show, type Button } from "./screen.ts";
import { showVisit } from "./visit-show.ts";

type Wish = { of: PlaceOf; masterId: number; start: number; force: boolean };

/** Books or moves to a time; outside hours and rules only when the person said so, over another visit never. */
export async function placeAt(ctx: DeskContext, member: Acting, wish: Wish): Promise<void> {
  const search = await searchFor(ctx, member, wish.of);
  if (!search) return;
  const { salon, busy, service, reader } = search;
  const slot = slotOf(service, wish.masterId, wish.start);
  const reason = reasonOf(salon, busy, slot, reader.now);
  if (reason === "busy" || isTaken(search, slot)) return refuse(ctx, member, { search, slot });
  const warning = reason === null ? undefined : warnings[reason];
  if (warning !== undefined && !wish.force) return warn(ctx, member, { search, wish, warning });
  const done = await change(ctx, member, { search, slot });
  if ("refused" in done) {
    if (done.refused === "taken") return refuse(ctx, member, { search, slot });
    if (search.visit)
      return showVisit(ctx, member, { bookingId: search.visit.id, said: "booking-already" });
    return show(ctx, member.business.id, { html: html(reader.language, "master-gone"), rows: [] });
  }
  await showVisit(ctx, member, done);
}

/** People may pass over these once they know. A step, a lead and a horizon are rules for customers only. */
const warnings: Partial<Record<Reason, TextId>> = {
  closed_day: "place-outside-closed-day",
  outside_business_hours: "place-outside-business-hours",
  master_day_off: "place-outside-master-day-off",
  outside_master_hours: "place-outside-master-hours",
  past: "place-past",
};

/** Taken is taken, outside the hours too. */
function isTaken({ busy, service }: Search, { masterId, start, end }: Slot): boolean {
  const until = end + service.bufferMin * 60_000;
  return busy.some((one) => one.masterId === masterId && one.from < until && start < one.to);
}

async function change(
  ctx: DeskContext,
  { business }: Acting,
  { search, slot }: { search: Search; slot: Slot },
): Promise<{ bookingId: number; said: TextId } | Refused> {
  const { db } = ctx.desk.deps;
  const { salon, visit, reader, of } = search;
  const { now } = reader;
  return db.transaction(async (tx) => {
    const common = { salon, slot, holdId: null, by: "person", now } as const;
    if (visit) {
      const moved = await move(tx, business.id, { ...common, bookingId: visit.id });
      if ("refused" in moved) return moved;
      const value = { bookingId: visit.id, what: "moved", now } as const;
      const told = !moved.again && (await tellVisit(tx, business.id, value));
      return {
        bookingId: visit.id,
        said: told ? "booking-done-moved-told" : "booking-done-moved",
      };
    }
    const clientId = "clientId" in of ? of.clientId : null;
    const made = await book(tx, business.id, { ...common, clientId, channel: "person" });
    if ("refused" in made) return made;
    return { bookingId: made.visit.id, said: "booking-done-booked" };
  });
}

async function warn(
  ctx: DeskContext,
  { business }: Acting,
  { search, wish, warning }: { search: Search; wish: Wish; warning: TextId },
): Promise<void> {
  const { reader, of } = search;
  const when = dateNear(reader.language, wish.start, reader.now, reader.zone);
  await show(ctx, business.id, {
    html: html(reader.language, warning, { when }),
    rows: [
      [
        {
          label: text(reader.language, "place-key-sure"),
          action: { do: "place_at", ...wish, force: true },
        },
      ],
      daysKey(search, wish.masterId),
      backOf(reader, of),
    ],
  });
}

async function refuse(
  ctx: DeskContext,
  { business }: Acting,
  { search, slot }: { search: Search; slot: Slot },
): Promise<void> {
  const { reader, of } = search;
  const when = dateNear(reader.language, slot.start, reader.now, reader.zone);
  await show(ctx, business.id, {
    html: html(reader.language, "place-taken", { when }),
    rows: [daysKey(search, slot.masterId), backOf(reader, of)],
  });
}

function daysKey({ reader, of }: Search, masterId: number): Button[] {
  return [
    {
      label: text(reader.language, "place-key-days"),
      action: { do: "place_days", of, masterId, page: 0 },
    },
  ];
}
