import { busyOf, salonOf } from "../booking/salon-service.ts";
import { wordsIn, type Salon } from "../booking/salon.ts";
import { freeSlots } from "../booking/slot.ts";
import { listVisits, visitBy } from "../booking/visit-service.ts";
import type { FullVisit } from "../booking/visit.ts";
import { clientByNumber } from "../crm/handle-service.ts";
import { AppError } from "../lib/app-error.ts";
import { parseWall } from "../lib/zone.ts";
import { MAX_PAGE } from "./cost.ts";
import { instantOf, timeOf, type ApiContext } from "./context.ts";
import { connection, placeAfter, sizeOf, type Paging } from "./cursor.ts";
import { clientShown } from "./read-client.ts";

type Wish = Paging & {
  filter?: {
    from?: string | null;
    to?: string | null;
    statuses?: FullVisit["status"][] | null;
    masterId?: string | null;
    serviceId?: string | null;
    clientId?: number | null;
  } | null;
};
type Free = { serviceId: string; masterId?: string | null; day: string };

const EVERY: readonly FullVisit["status"][] = [
  "booked",
  "confirmed",
  "cancelled",
  "completed",
  "no_show",
];
/** No row has this id. */
const NO_ROW = 0;
const DAY_MS = 86_400_000;

export const visitQueries = {
  bookings: async (wish: Wish, ctx: ApiContext) => {
    const { db, business } = ctx;
    const size = sizeOf(wish.first);
    const { from, to, statuses, masterId, serviceId, clientId } = wish.filter ?? {};
    const salon = await salonOf(db, business.id);
    const [start, number] = placeAfter(wish.after) ?? [];
    const client = clientId ? await clientByNumber(db, business.id, clientId) : null;
    const visits = await listVisits(db, business.id, {
      limit: size + 1,
      statuses: statuses ?? EVERY,
      ...(from ? { from: instantOf(ctx, from) } : {}),
      ...(to ? { to: instantOf(ctx, to) } : {}),
      ...(masterId ? { masterId: rowOf(salon.masters, masterId) } : {}),
      ...(serviceId ? { serviceId: rowOf(salon.services, serviceId) } : {}),
      ...(clientId ? { clientId: client ?? NO_ROW } : {}),
      ...(start === undefined ? {} : { after: { start, number: number ?? 0 } }),
    });
    return connection(visits, size, {
      cursor: (visit) => [visit.start, visit.number],
      node: (visit) => visitShown(visit, salon, ctx),
    });
  },
  booking: async ({ id }: { id: number }, ctx: ApiContext) => {
    const visit = await visitBy(ctx.db, ctx.business.id, { number: id });
    return visit && visitShown(visit, ctx.business, ctx);
  },
  services: async (_: unknown, ctx: ApiContext) => {
    const salon = await salonOf(ctx.db, ctx.business.id);
    return salon.services.map(({ slug, names, durationMin, price }) => ({
      id: slug,
      name: wordsIn(names, salon.language, salon),
      durationMinutes: durationMin,
      price: { ...price, currency: salon.currency },
    }));
  },
  masters: async (_: unknown, ctx: ApiContext) => {
    const salon = await salonOf(ctx.db, ctx.business.id);
    const slugs = new Map(salon.services.map(({ id, slug }) => [id, slug]));
    return salon.masters.map(({ slug, names, services }) => ({
      id: slug,
      name: wordsIn(names, salon.language, salon),
      services: services.flatMap((id) => slugs.get(id) ?? []),
    }));
  },
  freeSlots: async ({ serviceId, masterId, day }: Free, ctx: ApiContext) => {
    const salon = await salonOf(ctx.db, ctx.business.id);
    const noon = parseWall(`${day} 12:00:00`, salon.zone);
    if (noon === null) throw new AppError("api.bad_day", "invalid");
    const now = ctx.now();
    const busy = await busyOf(ctx.db, ctx.business.id, {
      from: noon - 2 * DAY_MS,
      to: noon + 2 * DAY_MS,
      now,
    });
    const wish = {
      serviceId: rowOf(salon.services, serviceId),
      masterId: masterId ? rowOf(salon.masters, masterId) : null,
      day,
      now,
    };
    const masters = new Map(salon.masters.map(({ id, slug }) => [id, slug]));
    return freeSlots(salon, busy, wish)
      .slice(0, MAX_PAGE)
      .map((slot) => ({
        masterId: masters.get(slot.masterId) ?? "",
        start: timeOf(ctx, slot.start),
        end: timeOf(ctx, slot.end),
      }));
  },
};

export function visitShown(visit: FullVisit, salon: Pick<Salon, "language">, ctx: ApiContext) {
  const { number, status, service, master, price, currency, client, channel, note } = visit;
  return {
    id: number,
    status,
    serviceId: service.slug,
    service: wordsIn(service.names, salon.language, salon),
    masterId: master.slug,
    master: wordsIn(master.names, salon.language, salon),
    start: timeOf(ctx, visit.start),
    end: timeOf(ctx, visit.end),
    price: { ...price, currency },
    client: () => clientShown(client?.id ?? null, ctx),
    channel,
    note,
    createdAt: timeOf(ctx, visit.createdAt),
  };
}

function rowOf(known: readonly { id: number; slug: string }[], slug: string): number {
  return known.find((one) => one.slug === slug)?.id ?? NO_ROW;
}
