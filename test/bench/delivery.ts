import { Pool } from "undici";
import { IN_FLIGHT, openYard, type Sample } from "./delivery-yard.ts";
import { percentile, round, type Row } from "./row.ts";
import type { Stage } from "./stage.ts";

const ENDPOINTS = 20;
const DELIVERIES = 4000;
const LAPS = 3;
const EVENTS_A_SECOND = 100;
const SECONDS = 10;
const WARM = 200;

/**
 * Signed deliveries to many endpoints, beside the bare requests with the same bytes. Each side has a lap of which nothing
 * is kept and then laps in turn; of each the best one counts, for whatever else the machine did in the others.
 */
export const delivery: Row = {
  name: "delivery",
  measure: async (stage) => {
    const yard = await openYard(stage);
    try {
      const { ids, urls } = await yard.subscribe(ENDPOINTS);
      const laps: { ours: number; bare: number }[] = [];
      for (let lap = 0; lap <= LAPS; lap += 1) {
        await yard.happen(DELIVERIES / ENDPOINTS);
        const ours = await yard.drain(ids, DELIVERIES);
        const bare = await postBare(urls, await yard.sample());
        if (lap > 0) laps.push({ ours, bare });
      }
      const ours = Math.max(...laps.map((lap) => lap.ours));
      const bare = Math.max(...laps.map((lap) => lap.bare));
      const ratio = ours / bare;
      const line = {
        row: "delivery: 4,000 signed deliveries, 20 endpoints",
        figure: `${round(ours)}/s`,
        reference: `${round(bare)}/s bare requests`,
        bar: `≥ 0.60 (${ratio.toFixed(2)})`,
        holds: ratio >= 0.6,
      };
      return { lines: [line], data: { ours, bare, ratio, laps } };
    } finally {
      await yard.close();
    }
  },
};

/**
 * The healthy endpoints' rate while one of them hangs with a quarter of the rows. One lap is a second of a machine that does
 * other things, too: the middle one of some counts, each in a database of its own.
 */
export const neighbour: Row = {
  name: "neighbour",
  measure: async (stage) => {
    const laps: { well: number; beside: number }[] = [];
    for (let lap = 0; lap < NEIGHBOUR_LAPS; lap += 1) laps.push(await neighbourLap(stage));
    const [middle] = laps
      .toSorted((one, other) => one.beside / one.well - other.beside / other.well)
      .slice(Math.floor(NEIGHBOUR_LAPS / 2));
    const { well, beside } = middle ?? { well: Number.NaN, beside: Number.NaN };
    const ratio = beside / well;
    const line = {
      row: "noisy neighbour: one of 20 endpoints hangs with a quarter of the rows",
      figure: `${round(beside)}/s`,
      reference: `${round(well)}/s without it`,
      bar: `≥ 0.90 (${ratio.toFixed(2)})`,
      holds: ratio >= 0.9,
    };
    return { lines: [line], data: { ratio, laps } };
  },
};

const NEIGHBOUR_LAPS = 7;

async function neighbourLap(stage: Stage): Promise<{ well: number; beside: number }> {
  const yard = await openYard(stage);
  try {
    const { ids } = await yard.subscribe(ENDPOINTS);
    const hung = ids[0] ?? "";
    const healthy = ids.slice(1);
    const each = Math.floor((DELIVERIES * 0.75) / healthy.length);
    await yard.happen(each);
    await yard.drain(ids, each * ENDPOINTS);
    await yard.happen(each);
    const well = await yard.drain(healthy, each * healthy.length);
    await yard.drain([hung], each);
    yard.hang(hung);
    await yard.happen(each);
    await yard.swell(hung, DELIVERIES / 4 - each);
    const beside = await yard.drain([hung, ...healthy], each * healthy.length);
    return { well, beside };
  } finally {
    await yard.close();
  }
}

/** From the commit of an event to its request at the endpoint, in one process as the product has it, with its job left out. */
export const latency: Row = {
  name: "latency",
  measure: async (stage) => {
    const yard = await openYard(stage);
    try {
      await yard.subscribe(1);
      const waits = await yard.pace({
        events: WARM + EVENTS_A_SECOND * SECONDS,
        perSecond: EVENTS_A_SECOND,
      });
      waits.splice(0, WARM);
      const p95 = percentile(waits, 0.95);
      const line = {
        row: "commit → endpoint's 200 at 100 events/s",
        figure: `p50 ${round(percentile(waits, 0.5), 1)} ms, p95 ${round(p95, 1)} ms, p99 ${round(percentile(waits, 0.99), 1)} ms`,
        reference: "–",
        bar: "p95 ≤ 10 ms",
        holds: p95 <= 10,
      };
      return { lines: [line], data: { p50: percentile(waits, 0.5), p95 } };
    } finally {
      await yard.close();
    }
  },
};

/** Posts the same bytes with nothing around them, as many at once as the endpoints may have. */
async function postBare(urls: readonly string[], sample: Sample): Promise<number> {
  const origin = new URL(urls[0] ?? "").origin;
  const pool = new Pool(origin, { connections: ENDPOINTS * IN_FLIGHT });
  let left = DELIVERIES;
  const began = performance.now();
  const worker = async (path: string): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const answer = await pool.request({ path, method: "POST", ...sample });
      await answer.body.dump();
    }
  };
  await Promise.all(
    urls.flatMap((url) => Array.from({ length: IN_FLIGHT }, () => worker(new URL(url).pathname))),
  );
  const took = performance.now() - began;
  await pool.close();
  return (DELIVERIES / took) * 1000;
}
