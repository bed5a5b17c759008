import { soonest } from "../../src/booking/slot.ts";
import { wallDay } from "../../src/booking/wall-day.ts";
import type { Busy, Salon } from "../../src/booking/salon.ts";
import { median, percentile, round, type Row } from "./row.ts";

const DAYS = 30;
const MASTERS = 10;
const BOOKINGS = 200;
const ROUNDS = 200;
const BAR_MS = 5;
const HOUR_MS = 3_600_000;
const NOW = Date.parse("2026-10-12T08:00:00+03:00");

/** Every free visit of one service in thirty days, of ten masters with two hundred visits; a clock change lies in them. */
export const slot: Row = {
  name: "slot",
  measure: () => {
    const salon = madeSalon();
    const busy = madeBusy(salon);
    const took: number[] = [];
    let found = 0;
    for (let lap = 0; lap < ROUNDS; lap += 1) {
      const from = performance.now();
      found = soonest(salon, busy, {
        serviceId: 1,
        masterId: null,
        now: NOW,
        count: Number.POSITIVE_INFINITY,
      }).length;
      took.push(performance.now() - from);
    }
    if (found < 1000) throw new Error("the engine found too little to be measured");
    // The first rounds are compiled while they run.
    const warm = took.slice(20);
    const usual = median(warm);
    return Promise.resolve({
      lines: [
        {
          row: `slot engine, ${DAYS} days × ${MASTERS} masters × ${BOOKINGS} bookings`,
          figure: `${round(usual, 2)} ms (p95 ${round(percentile(warm, 0.95), 2)} ms)`,
          reference: "–",
          bar: `≤ ${BAR_MS} ms`,
          holds: usual <= BAR_MS,
        },
      ],
      data: { took: warm, found },
    });
  },
};

function madeSalon(): Salon {
  const day: [string, string] = ["09:00", "20:00"];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: null };
  return {
    businessId: "00000000-0000-4000-8000-000000000000",
    kind: "salon",
    names: { uk: "Салон" },
    address: null,
    phone: null,
    languages: ["uk"],
    language: "uk",
    faq: {},
    zone: "Europe/Kyiv",
    currency: "UAH",
    country: "UA",
    hours,
    holidays: [{ date: "2026-10-20", hours: null }],
    rules: { stepMin: 30, leadMin: 60, horizonDays: DAYS - 1, freeCancelHours: 3 },
    services: [
      {
        id: 1,
        slug: "cut",
        names: { uk: "Стрижка" },
        durationMin: 60,
        bufferMin: 15,
        price: { amount: 700, kind: "fixed" },
        synonyms: [],
      },
    ],
    masters: Array.from({ length: MASTERS }, (_, index) => ({
      id: index + 1,
      slug: `m${index}`,
      names: { uk: `Майстер ${index}` },
      services: [1],
      hours,
      breaks: [["13:00", "14:00"]],
      daysOff: ["2026-10-25"],
    })),
  };
}

function madeBusy({ zone }: Salon): Busy[] {
  return Array.from({ length: BOOKINGS }, (_, index) => {
    const day = wallDay("2026-10-12", zone, (index * 7) % DAYS);
    const from = day.from + (10 + (index % 8)) * HOUR_MS;
    return { masterId: (index % MASTERS) + 1, from, to: from + HOUR_MS };
  });
}
