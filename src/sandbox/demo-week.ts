import { toInstant, wallOf } from "../lib/zone.ts";

/** A call of the demo's past week. Seconds of ringing and talking; `talk` 0: nobody answered. */
export type DemoCall = {
  at: number;
  caller: DemoCaller;
  outgoing: boolean;
  ext: string;
  ring: number;
  talk: number;
};
type DemoCaller = { number: string; name: string | null };

/** Who calls the demo salon; those without a name call for the first time. */
const demoCallers: readonly DemoCaller[] = [
  { number: "+380670000001", name: "Оксана К." },
  { number: "+380500000002", name: "Катерина Б." },
  { number: "+380500000009", name: "Назар В." },
  { number: "+380970000004", name: "Світлана Р." },
  { number: "+380660000012", name: "Тетяна Л." },
  { number: "+380930000021", name: "Юлія Т." },
  { number: "+380680000018", name: "Андрій М." },
  { number: "+380990000016", name: "Лідія" },
  { number: "+380730000014", name: "Марія П." },
  { number: "+380440000120", name: "ТОВ «Бджілка»" },
  { number: "+380970000023", name: "Вікторія" },
  { number: "+380670000024", name: "Дарина" },
  { number: "+380500000025", name: "Оля С." },
  { number: "+380630000011", name: null },
  { number: "+380930000007", name: null },
  { number: "+380660000034", name: null },
];

const DAYS = 7;
const MINUTE_MS = 60_000;
/** Nothing of the demo is so fresh that it could still be running. */
const FRESH_MS = 4 * MINUTE_MS;
/** Misses of the last hours wait for somebody; the older ones were called back. */
const OPEN_MS = 20 * 60 * MINUTE_MS;
const OPEN = 4;
const EXTS = ["101", "102"] as const;

/** The calls of the week before an instant, by time: the same for the same day. */
export function weekCalls(now: number, zone: string): DemoCall[] {
  const today = wallOf(now, zone);
  const calls = Array.from({ length: DAYS }, (_, n) => DAYS - 1 - n).flatMap((ago) => {
    const noon = toInstant({ ...today, h: 12, mi: 0, s: 0 }, zone) - ago * 24 * 60 * MINUTE_MS;
    return dayCalls(noon, zone);
  });
  const past = calls
    .filter(({ at }) => at < now - FRESH_MS)
    .toSorted((one, other) => one.at - other.at);
  return withCallbacks(past, now).toSorted((one, other) => one.at - other.at);
}

/** From nine to seven, busiest about noon; on Sundays a few. */
function dayCalls(noon: number, zone: string): DemoCall[] {
  const wall = wallOf(noon, zone);
  const draw = drawing(wall.y * 400 + wall.mo * 31 + wall.d);
  const sunday = new Date(noon).getUTCDay() === 0;
  const count = sunday ? 3 : 19 + draw(7);
  return Array.from({ length: count }, (_, n) => {
    const minute = 9 * 60 + Math.floor(((n + 0.5) / count) * 590) + draw(20);
    const at = toInstant(
      { ...wall, h: Math.floor(minute / 60), mi: minute % 60, s: draw(60) },
      zone,
    );
    const caller = demoCallers[draw(demoCallers.length)] ?? { number: "+380500000009", name: null };
    const noonRush = minute > 12 * 60 && minute < 14 * 60;
    const missed = draw(100) < (noonRush ? 40 : 14);
    return {
      at,
      caller,
      outgoing: false,
      ext: EXTS[draw(2)] ?? "101",
      ring: missed ? 15 + draw(30) : 4 + draw(16),
      talk: missed ? 0 : 35 + draw(180),
    };
  });
}

/** Who was missed is called back some minutes later, except the last ones. */
function withCallbacks(calls: readonly DemoCall[], now: number): DemoCall[] {
  const misses = calls.filter(({ talk }) => talk === 0);
  const open = new Set(misses.filter(({ at }) => at > now - OPEN_MS).slice(-OPEN));
  return calls.flatMap((call) => {
    if (call.talk > 0 || open.has(call)) return [call];
    const draw = drawing(Math.floor(call.at / 1000));
    const back = {
      ...call,
      at: call.at + (3 + draw(25)) * MINUTE_MS,
      outgoing: true,
      ring: 5 + draw(10),
      talk: 40 + draw(120),
    };
    return back.at < now - FRESH_MS ? [call, back] : [call];
  });
}

/** The same numbers again for the same seed: below `below`, whole. */
function drawing(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
