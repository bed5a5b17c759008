import { sql } from "drizzle-orm";
import { saveClient } from "../../src/crm/client-service.ts";
import { addMaster } from "../../src/booking/master-service.ts";
import { addService } from "../../src/booking/price-service.ts";
import { dueNotice, settleNotice, type VisitNotice } from "../../src/booking/notice-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import type { Salon, Slot } from "../../src/booking/salon.ts";
import { wallDay, wallInstant } from "../../src/booking/wall-day.ts";
import { endVisit } from "../../src/booking/visit-service.ts";
import { offerPlaces } from "../../src/booking/wait-service.ts";
import type { Business } from "../../src/business/business.ts";
import type { Database } from "../../src/db/client.ts";
import { drain } from "../../src/jobs/drain.ts";
import { week } from "./salon.ts";

/** Tuesday in Kyiv. */
export const NOW = Date.parse("2026-11-24T10:00:00+02:00");
export const DAY = "2026-11-26";

/** A salon with one service of an hour and one master who does it. */
export async function openSalon(db: Database, business: Business): Promise<Salon> {
  const service = await addService(db, business.id, {
    names: { uk: "Стрижка" },
    durationMin: 60,
    bufferMin: 0,
    price: { amount: 700, kind: "fixed" },
    synonyms: [],
  });
  if ("refused" in service) throw new Error(service.refused);
  const master = await addMaster(db, business.id, {
    names: { uk: "Олена" },
    services: [service.service.id],
    hours: week,
    breaks: [["13:00", "14:00"]],
    daysOff: [],
  });
  if ("refused" in master) throw new Error(master.refused);
  return salonOf(db, business.id);
}

/** The salon's only visit at "HH:MM" of a day. */
export function slotIn(salon: Salon, time: string, day = DAY): Slot {
  const [service] = salon.services;
  const [master] = salon.masters;
  if (!service || !master) throw new Error("an empty salon");
  const [h = 0, mi = 0] = time.split(":").map(Number);
  const start = wallInstant(wallDay(day, salon.zone), h * 60 + mi);
  return {
    masterId: master.id,
    serviceId: service.id,
    start,
    end: start + service.durationMin * 60_000,
  };
}

export async function clientId(db: Database, business: Business, phone: string): Promise<number> {
  return (await saveClient(db, business.id, { name: "Оксана", phone, now: NOW, from: "chat" })).id;
}

type Told = { event: string; data: Record<string, unknown> };

/** Events of bookings in their order. */
export async function bookingsTold(db: Database, business: Business): Promise<Told[]> {
  const rows = await db.execute<Told>(sql`
    select event, data from events where business_id = ${business.id} and event like 'booking.%' order by id`);
  return [...rows].map(({ event, data }) => ({ event, data }));
}

type Sent = { at: number; notice: VisitNotice };

/** Runs what bookings have planned, each at the instant at which it is due, and tells what customers are sent. */
export async function passTime(
  db: Database,
  businessId: string,
  { from, until }: { from: number; until: number },
): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (let now = from; now <= until; now = await nextDue(db, now)) {
    const at = now;
    await drain(
      db,
      {
        "visit.end": (job) => endVisit({ db, now: at }, job),
        "wait.offer": (job) => offerPlaces({ db, now: at }, job),
        "visit.notice": async ({ noticeId }) => {
          const notice = await send(db, businessId, { noticeId, now: at });
          if (notice) sent.push({ at, notice });
        },
      },
      at,
    );
  }
  return sent;
}

async function nextDue(db: Database, after: number): Promise<number> {
  const [row] = await db.execute<{ at: string | null }>(sql`
    select (extract(epoch from min(run_at)) * 1000)::bigint as at from graphile_worker._private_jobs
    where run_at > ${new Date(after).toISOString()}::timestamptz`);
  return row?.at ? Number(row.at) : Number.POSITIVE_INFINITY;
}

/** What the agent does with a notice. */
async function send(
  db: Database,
  businessId: string,
  { noticeId, now }: { noticeId: number; now: number },
): Promise<VisitNotice | null> {
  return db.transaction(async (tx) => {
    const notice = await dueNotice(tx, businessId, { noticeId, now });
    const settled = notice && (await settleNotice(tx, businessId, { noticeId, now }));
    return settled ? notice : null;
  });
}
