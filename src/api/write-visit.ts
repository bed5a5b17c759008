import { book, cancel, move } from "../booking/booking-service.ts";
import { slotAt, type Reason } from "../booking/reason.ts";
import { refusalOf } from "../booking/refusal-service.ts";
import { busyOf, salonOf } from "../booking/salon-service.ts";
import type { Salon, Slot } from "../booking/salon.ts";
import { visitBy } from "../booking/visit-service.ts";
import { isOpen, type FullVisit } from "../booking/visit.ts";
import { dateAt, minuteAt } from "../booking/wall-day.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { instantOf, type ApiContext } from "./context.ts";
import { visitShown } from "./read-visit.ts";
import { NO_ERRORS, refusal, type UserErrorCode } from "./user-error.ts";

type Create = {
  serviceId: string;
  masterId?: string | null;
  start: string;
  clientId: number;
  note?: string | null;
};
type Move = { id: number; start: string; masterId?: string | null };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const NOTE_LENGTH = 500;

/** A program books by the rules that hold for customers; what it makes counts as made by the business's people. */
export const visitMutations = {
  createBooking: async ({ input }: { input: Create }, ctx: ApiContext) => {
    const { db, business } = ctx;
    const start = instantOf(ctx, input.start);
    const clientId = await clientByNumber(db, business.id, input.clientId);
    if (clientId === null) return refusal("NOT_FOUND", "clientId");
    return db.transaction(async (tx) => {
      const salon = await salonOf(tx, business.id);
      const found = await freeAt(tx, ctx, { salon, input, start });
      if ("refused" in found) return found.refused;
      const done = await book(tx, business.id, {
        salon,
        slot: found.slot,
        holdId: null,
        by: "person",
        clientId,
        channel: "person",
        note: noteOf(input.note),
        now: ctx.now(),
      });
      return "refused" in done
        ? refusal(codeOf(done), "start")
        : shown(tx, ctx, { id: done.visit.id, salon });
    });
  },
  rescheduleBooking: async (wish: Move, ctx: ApiContext) => {
    const start = instantOf(ctx, wish.start);
    return onVisit(wish.id, ctx, async (tx, { visit, salon }) => {
      const service = salon.services.find(({ id }) => id === visit.serviceId);
      const master = wish.masterId
        ? salon.masters.find(({ slug }) => slug === wish.masterId)?.id
        : visit.masterId;
      if (!service || master === undefined) return refusal("NO_MASTER", "masterId");
      const end = start + service.durationMin * 60_000;
      const slot: Slot = { masterId: master, serviceId: service.id, start, end };
      const reason = await refusalOf(tx, ctx.business.id, {
        salon,
        slot,
        but: [visit.id],
        now: ctx.now(),
      });
      if (reason !== null) return refusal(REASONS[reason], "start");
      const at = { salon, bookingId: visit.id, slot, holdId: null, now: ctx.now() };
      const done = await move(tx, ctx.business.id, { ...at, by: "person" });
      return "refused" in done
        ? refusal(codeOf(done), "start")
        : shown(tx, ctx, { id: visit.id, salon });
    });
  },
  cancelBooking: async ({ id }: { id: number }, ctx: ApiContext) =>
    onVisit(id, ctx, async (tx, { visit, salon }) => {
      const at = { salon, bookingId: visit.id, now: ctx.now() };
      const done = await cancel(tx, ctx.business.id, { ...at, by: "person" });
      return "refused" in done
        ? refusal(codeOf(done), "id")
        : shown(tx, ctx, { id: visit.id, salon });
    }),
};

const REASONS: Record<Reason, UserErrorCode> = {
  no_master: "NO_MASTER",
  too_far: "TOO_FAR",
  closed_day: "CLOSED",
  outside_business_hours: "CLOSED",
  master_day_off: "NO_MASTER",
  outside_master_hours: "NO_MASTER",
  past: "PAST",
  too_soon: "TOO_SOON",
  busy: "BUSY",
  off_step: "OFF_STEP",
};

function codeOf(done: { refused: string; reason?: Reason }): UserErrorCode {
  if (done.reason !== undefined) return REASONS[done.reason];
  if (done.refused === "too_late") return "TOO_LATE";
  return done.refused === "taken" ? "BUSY" : "STATE";
}

async function freeAt(
  tx: Tx,
  ctx: ApiContext,
  { salon, input, start }: { salon: Salon; input: Create; start: number },
): Promise<{ slot: Slot } | { refused: ReturnType<typeof refusal> }> {
  const service = salon.services.find(({ slug }) => slug === input.serviceId);
  if (!service) return { refused: refusal("NOT_FOUND", "serviceId") };
  const master = input.masterId
    ? salon.masters.find(({ slug }) => slug === input.masterId)
    : undefined;
  if (input.masterId && !master) return { refused: refusal("NOT_FOUND", "masterId") };
  const now = ctx.now();
  const busy = await busyOf(tx, ctx.business.id, {
    from: start - DAY_MS,
    to: start + 2 * DAY_MS,
    now,
  });
  const found = slotAt(salon, busy, {
    serviceId: service.id,
    masterId: master?.id ?? null,
    day: dateAt(start, salon.zone),
    minute: minuteAt(start, salon.zone),
    now,
  });
  if ("taken" in found) return { refused: refusal(REASONS[found.taken], "start") };
  // A minute is not enough said of a time that the wall shows twice, or of seconds.
  const slot = found.free.find((one) => one.start === start);
  return slot ? { slot } : { refused: refusal("OFF_STEP", "start") };
}

/** A visit that is still to come, while a customer may change it. */
async function onVisit<T>(
  id: number,
  ctx: ApiContext,
  change: (tx: Tx, at: { visit: FullVisit; salon: Salon }) => Promise<T>,
) {
  const { db, business } = ctx;
  return db.transaction(async (tx) => {
    const visit = await visitBy(tx, business.id, { number: id });
    if (!visit) return refusal("NOT_FOUND", "id");
    if (!isOpen(visit)) return refusal("STATE", "id");
    const salon = await salonOf(tx, business.id);
    if (visit.start - ctx.now() < salon.rules.freeCancelHours * HOUR_MS)
      return refusal("TOO_LATE", "id");
    return change(tx, { visit, salon });
  });
}

async function shown(tx: Tx, ctx: ApiContext, { id, salon }: { id: number; salon: Salon }) {
  const visit = await visitBy(tx, ctx.business.id, { id });
  return { booking: visit && visitShown(visit, salon, ctx), ...NO_ERRORS };
}

function noteOf(written: string | null | undefined): string | null {
  const note = Array.from(written?.trim() ?? "")
    .slice(0, NOTE_LENGTH)
    .join("");
  return note === "" ? null : note;
}
