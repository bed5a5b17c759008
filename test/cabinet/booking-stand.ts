import { addMaster } from "../../src/booking/master-service.ts";
import { addService } from "../../src/booking/price-service.ts";
import { salonOf } from "../../src/booking/salon-service.ts";
import { wallDay, wallInstant } from "../../src/booking/wall-day.ts";
import { book } from "../../src/booking/booking-service.ts";
import type { Business } from "../../src/business/business.ts";
import { saveClient } from "../../src/crm/client-service.ts";
import { freshDatabase } from "../db/database.ts";
import { week } from "../booking/salon.ts";
import { NOW, openSalon } from "../booking/world.ts";
import { addMember, twoBusinesses } from "../business/tenants.ts";
import { linkFor, openCabinet, type Browser } from "./browser.ts";

export { DAY, NOW } from "../booking/world.ts";
export type BookingStand = Awaited<ReturnType<typeof openBookings>>;

/** The cabinet of a salon with an hour's haircut and two who do it, on a Tuesday morning. */
export async function openBookings() {
  const held = await freshDatabase();
  const { db } = held;
  const { ours, theirs } = await twoBusinesses(db);
  await addMember(db, ours, { id: 33, role: "operator", by: 11 });
  await openSalon(db, ours);
  const first = await salonOf(db, ours.id);
  await addMaster(db, ours.id, {
    names: { uk: "Ірина <b>" },
    services: first.services.map(({ id }) => id),
    hours: week,
    breaks: [],
    daysOff: [],
  });
  await addService(db, ours.id, {
    names: { uk: "Борода" },
    durationMin: 30,
    bufferMin: 0,
    price: { amount: 300, kind: "fixed" },
    synonyms: [],
  });
  const salon = await salonOf(db, ours.id);
  const [olena, iryna] = salon.masters.map(({ id, slug }) => ({ id, slug }));
  const [haircut] = salon.services;
  if (!olena || !iryna || !haircut) throw new Error("an empty salon");
  const cabinet = await openCabinet(db);
  cabinet.time.now = NOW;
  const entered = async (personId: number, business: Business): Promise<Browser> => {
    const browser = cabinet.browser();
    await browser.enter(await linkFor(db, { businessId: business.id, personId, now: NOW }));
    return browser;
  };
  const at = (day: string, time: string): number => {
    const [h = 0, mi = 0] = time.split(":").map(Number);
    return wallInstant(wallDay(day, salon.zone), h * 60 + mi);
  };
  return {
    db,
    ours,
    theirs,
    salon,
    olena,
    iryna,
    haircut,
    cabinet,
    entered,
    at,
    /** A place as the forms name it. */
    key: (master: { slug: string }, day: string, time: string): string =>
      `${master.slug}~${at(day, time) / 60_000}`,
    /** A visit that somebody of the team made. */
    visitAt: async (day: string, time: string, of: { name?: string; phone?: string } = {}) => {
      const { name = "Оксана", phone = "+380670000001" } = of;
      const client = await saveClient(db, ours.id, { name, phone, now: NOW, from: "person" });
      const start = at(day, time);
      const slot = {
        masterId: olena.id,
        serviceId: haircut.id,
        start,
        end: start + haircut.durationMin * 60_000,
      };
      const made = await db.transaction((tx) =>
        book(tx, ours.id, {
          salon,
          slot,
          holdId: null,
          by: "person",
          clientId: client.id,
          channel: "person",
          now: NOW,
        }),
      );
      if ("refused" in made) throw new Error(made.refused);
      return made.visit;
    },
    close: async () => {
      await cabinet.close();
      await held.close();
    },
  };
}
