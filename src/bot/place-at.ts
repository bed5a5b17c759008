import { slotOf } from "../booking/reason.ts";
import type { Slot } from "../booking/salon.ts";
import { placeAt as placeIt } from "../desk/place-service.ts";
import { hindranceOf, type PlaceWarning } from "../desk/place.ts";
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
  const { service, reader, visit, of } = search;
  const slot = slotOf(service, wish.masterId, wish.start);
  const hindrance = hindranceOf(search, slot);
  if (hindrance && "taken" in hindrance) return refuse(ctx, member, { search, slot });
  const warning = hindrance === null ? undefined : warnings[hindrance.warning];
  if (warning !== undefined && !wish.force) return warn(ctx, member, { search, wish, warning });
  const clientId = "clientId" in of ? of.clientId : null;
  const { id: businessId } = member.business;
  const done = await placeIt(ctx.desk.deps.db, businessId, { search, slot, clientId });
  if ("refused" in done) {
    if (done.refused === "taken") return refuse(ctx, member, { search, slot });
    if (visit) return showVisit(ctx, member, { bookingId: visit.id, said: "booking-already" });
    return show(ctx, businessId, { html: html(reader.language, "master-gone"), rows: [] });
  }
  const moved = done.told ? "booking-done-moved-told" : "booking-done-moved";
  const said = visit ? moved : "booking-done-booked";
  await showVisit(ctx, member, { bookingId: done.bookingId, said });
}

/** People may pass over these once they know. */
const warnings: Partial<Record<PlaceWarning, TextId>> = {
  closed_day: "place-outside-closed-day",
  outside_business_hours: "place-outside-business-hours",
  master_day_off: "place-outside-master-day-off",
  outside_master_hours: "place-outside-master-hours",
  past: "place-past",
};

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
