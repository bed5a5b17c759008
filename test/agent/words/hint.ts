import { parseWall } from "../../../src/lib/zone.ts";
import type { Salon } from "../../../src/booking/salon.ts";
import { understand } from "../../../src/agent/rules.ts";
import type { Hint, Understood } from "../../../src/agent/understood.ts";
import { known, samples } from "../dialogue/fixture.ts";

const files = samples().fixtures;

/** A business of the samples by its id, with the numbers that its services and masters got. */
export function business(id: string): {
  salon: Salon;
  service: Record<string, number>;
  master: Record<string, number>;
} {
  const file = files[id];
  if (!file) throw new Error(`no business ${id}`);
  const { salon } = known(file);
  return {
    salon,
    service: Object.fromEntries(salon.services.map((one) => [one.slug, one.id])),
    master: Object.fromEntries(salon.masters.map((one) => [one.slug, one.id])),
  };
}

export const kyiv = business("salon_kyiv");
export const moscow = business("barber_moscow");
export const almaty = business("clinic_almaty");

/** Tuesday 24 November 2026, 10:15 on the wall of Kyiv, and nothing asked or offered before. */
export function hint(some: Partial<Hint> & { at?: string } = {}): Hint {
  const { at, ...rest } = some;
  const salon = some.salon ?? kyiv.salon;
  return {
    now: parseWall(`${at ?? "2026-11-24 10:15"}:00`, salon.zone) ?? Number.NaN,
    salon,
    language: "uk",
    asked: null,
    offered: { slots: [], services: [], visits: [] },
    draft: {
      serviceId: null,
      masterId: null,
      day: null,
      time: null,
      slot: null,
      holdId: null,
      name: null,
      phone: null,
    },
    mine: [],
    ...rest,
  };
}

export function heard(text: string, some: Parameters<typeof hint>[0] = {}): Understood {
  return understand({ text, pressed: null }, hint(some));
}
