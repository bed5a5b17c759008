import { salonOf } from "../booking/salon-service.ts";
import { listVisits, visitBy } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { waitsOf } from "../booking/wait-service.ts";
import { wallDay } from "../booking/wall-day.ts";
import type { Business } from "../business/business.ts";
import type { TextId } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import { bookingsScreen, dayLater, type Span } from "./booking-screen.ts";
import type { DeskContext } from "./context.ts";
import { placeFor } from "./deal-place.ts";
import { html } from "./say.ts";
import { PAGE } from "./salon-words.ts";
import { show, tell } from "./screen.ts";
import { dayAt, visitScreen, type VisitReader } from "./visit-screen.ts";

/** How visits are told where the person writes; null where clients are not named, of which the person is told. */
export async function readerHere(
  ctx: DeskContext,
  business: Business,
): Promise<VisitReader | null> {
  const seen = await placeFor(ctx, business);
  if (seen) return { ...seen, own: business.language, currency: business.currency };
  await tell(ctx, "bot-private-only");
  return null;
}

/** A visit that is still there, and how to tell of it; otherwise the person hears that it is gone. */
export async function visitHere(
  ctx: DeskContext,
  { business }: Acting,
  bookingId: number,
): Promise<{ visit: FullVisit; reader: VisitReader } | null> {
  const reader = await readerHere(ctx, business);
  if (!reader) return null;
  const visit = await visitBy(ctx.desk.deps.db, business.id, { id: bookingId });
  if (visit) return { visit, reader };
  await show(ctx, business.id, { html: html(reader.language, "booking-gone"), rows: [] });
  return null;
}

/** The visit as it is now, below a sentence of what was done. */
export async function showVisit(
  ctx: DeskContext,
  member: Acting,
  { bookingId, said = null }: { bookingId: number; said?: TextId | null },
): Promise<void> {
  const here = await visitHere(ctx, member, bookingId);
  if (!here) return;
  const told = said === null ? null : html(here.reader.language, said);
  await show(ctx, member.business.id, visitScreen(here.reader, { visit: here.visit, said: told }));
}

/** A page of the visits of a day or of seven, of one master or of all. `when`: today, tomorrow, week, or a day. */
export async function showBookings(
  ctx: DeskContext,
  { business }: Acting,
  { when, masterId, page }: { when: string; masterId: number | null; page: number },
): Promise<void> {
  const reader = await readerHere(ctx, business);
  if (!reader) return;
  const { db } = ctx.desk.deps;
  const { zone, now } = reader;
  const today = dayAt(now, zone);
  const span = spanOf(when, today);
  const first = span === "week" ? today : span.day;
  const last = span === "week" ? dayLater(today, 6) : span.day;
  const [salon, visits, waits] = await Promise.all([
    salonOf(db, business.id),
    listVisits(db, business.id, {
      from: wallDay(first, zone).from,
      to: wallDay(last, zone).to,
      ...(masterId === null ? {} : { masterId }),
      limit: PAGE + 1,
      offset: page * PAGE,
    }),
    waitsOf(db, business.id, { day: first }),
  ]);
  const screen = bookingsScreen(reader, {
    business: business.name,
    span,
    master: salon.masters.find(({ id }) => id === masterId) ?? null,
    visits,
    page,
    waits: waits.length,
    ready: salon.services.length > 0 && salon.masters.length > 0,
  });
  await show(ctx, business.id, screen);
}

function spanOf(when: string, today: string): Span {
  if (when === "week") return "week";
  if (when === "tomorrow") return { day: dayLater(today, 1) };
  return { day: /^\d{4}-\d{2}-\d{2}$/.test(when) ? when : today };
}
