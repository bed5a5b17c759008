import { book } from "../booking/booking-service.ts";
import { busyOf, salonOf } from "../booking/salon-service.ts";
import { soonest } from "../booking/slot.ts";
import { clientByHandle } from "../crm/handle-service.ts";
import type { Database } from "../db/client.ts";
import { applyImport, readImport } from "../desk/import-service.ts";
import { AppError } from "../lib/app-error.ts";
import { demoSalon, demoVisits } from "./demo-salon.ts";

/** Gives the demo business its price list, masters and a few visits of the next days, by the way of its people. */
export async function seedSalon(
  db: Database,
  businessId: string,
  { now }: { now: number },
): Promise<void> {
  const written = JSON.stringify(demoSalon);
  const read = await readImport(db, businessId, { written, csv: false, now });
  if ("problems" in read) throw new AppError("sandbox.salon_file", "invalid");
  await applyImport(db, businessId, { plan: read.plan, now });
  const salon = await salonOf(db, businessId);
  for (const { client, service, skip } of demoVisits) {
    const serviceId = salon.services.find(({ slug }) => slug === service)?.id ?? 0;
    const busy = await busyOf(db, businessId, { from: now, to: now + WEEKS_MS, now });
    const slots = soonest(salon, busy, { serviceId, masterId: null, now, count: skip + 1 });
    const slot = slots[skip];
    if (!slot) continue;
    const clientId = await clientByHandle(db, businessId, { channel: "file", handle: client });
    await db.transaction((tx) =>
      book(tx, businessId, {
        salon,
        slot,
        holdId: null,
        by: "person",
        clientId,
        channel: "person",
        now,
      }),
    );
  }
}

const WEEKS_MS = 21 * 86_400_000;
