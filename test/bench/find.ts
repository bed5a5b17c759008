import { listCalls } from "../../src/calls/list-service.ts";
import { readSearch } from "../../src/calls/search.ts";
import { find as findAll } from "../../src/desk/find-service.ts";
import { writeBigPast } from "./big-past.ts";
import { writeBigTalks } from "./big-talk.ts";
import { percentile, round, type Line, type Row } from "./row.ts";
import { seedSalon } from "./seed.ts";

const CALLS = 1_000_000;
const CLIENTS = 100_000;
const TALKS = 100_000;
const ROUNDS = 40;
const ZONE = "Europe/Kyiv";
const PAGE = 9;

/** What people write, by kind; each is asked for many times in turn. */
const kinds: Record<string, readonly string[]> = {
  "the newest": [""],
  "last four digits": ["4512", "0007", "7919", "1234", "5550"],
  "a common name": ["Оксана", "Олена", "Коваль"],
  "a whole name": ["Оксана Ковальа", "Мельник Ірина"],
  "a name with a slip": ["Шевчнеко", "Оксана Шевчинко", "Павленкоо", "Гайдкук"],
  "a day": ["вчора", "5 листопада", "з 1.10 по 5.10"],
  "a word that many said": ["манікюр", "субота", "дякую"],
  "a word that few said": ["кератинове", "ламінування", "дерматолог", "термінал"],
  "words that nobody said": ["колоноскопія", "манікюр дерматолог"],
  "a word said on a day": ["манікюр вчора", "кератинове 5 листопада"],
  "a name on a day": ["Оксана вчора", "Коваль 1.09"],
};

/** `/calls` and `/find` over a large past. It takes minutes to write it. */
export const find: Row = {
  name: "find",
  onDemand: true,
  measure: async (stage) => {
    const { db } = await stage.database("bench_find");
    const { businessId } = await seedSalon(db, { encryptionKey: stage.encryptionKey, chats: [] });
    await writeBigPast(db, { businessId, calls: CALLS, clients: CLIENTS });
    await writeBigTalks(db, { businessId, talks: TALKS });
    const near = { now: Date.now(), zone: ZONE };
    const lines: Line[] = [];
    const data: Record<string, number[]> = {};
    for (const [kind, written] of Object.entries(kinds)) {
      const searches = written.map((one) => readSearch(one, near));
      const list = await timed(searches, ({ text, days }) =>
        listCalls(db, businessId, {
          limit: PAGE,
          ...(text === null ? {} : { text }),
          ...(days === null ? {} : { days }),
        }),
      );
      const all = await timed(searches, (search) => findAll(db, businessId, search));
      data[kind] = list;
      lines.push(lineOf(`/calls, ${kind}`, list), lineOf(`/find, ${kind}`, all));
    }
    return { lines, data };
  },
};

async function timed<T>(asked: readonly T[], ask: (one: T) => Promise<unknown>): Promise<number[]> {
  for (const one of asked) await ask(one);
  const times: number[] = [];
  for (let n = 0; n < ROUNDS; n += 1) {
    for (const one of asked) {
      const begun = performance.now();
      await ask(one);
      times.push(performance.now() - begun);
    }
  }
  return times;
}

function lineOf(row: string, times: readonly number[]): Line {
  const p95 = percentile(times, 0.95);
  return {
    row,
    figure: `p95 ${round(p95, 1)} ms`,
    reference: `median ${round(percentile(times, 0.5), 1)} ms, 1,000,000 calls, 100,000 texts`,
    bar: "≤ 50 ms",
    holds: p95 <= 50,
  };
}
