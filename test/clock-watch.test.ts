import { beforeEach, expect, test } from "vitest";
import { clockWatch } from "../src/clock-watch.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const START = 1_773_133_200_000;
let shown: number;
let passed: number;
let mended: number[];
let found: number | null;

beforeEach(() => {
  [shown, passed, mended, found] = [START, 1000, [], null];
});

test("looks once at the start, and not again while the clock goes on as it should", async () => {
  const look = watch();
  for (let i = 0; i < 200; i += 1) await later(look, 1000);
  expect(mended).toEqual([START + 1000]);
});

test("set back by two hours: mended at once, then each minute until the old time is reached again", async () => {
  const look = watch();
  await later(look, 1000);
  mended = [];
  shown -= 2 * HOUR_MS;
  for (let i = 0; i < 3 * HOUR_MS; i += 10_000) await later(look, 10_000);
  expect(mended[0]).toBe(START + 11_000 - 2 * HOUR_MS);
  expect(mended).toHaveLength(120);
  expect(mended.at(-1)).toBeLessThan(START + 1000);
});

test("set back while nothing ran: what stands far ahead at the start is mended until then", async () => {
  found = START + 10 * MINUTE_MS;
  const look = watch();
  for (let i = 0; i < 20; i += 1) await later(look, MINUTE_MS);
  expect(mended).toHaveLength(9);
});

test("a small correction and a jump ahead are nothing to mend", async () => {
  const look = watch();
  await later(look, 1000);
  shown -= 3000;
  await later(look, 1000);
  shown += 5 * HOUR_MS;
  await later(look, 1000);
  expect(mended).toHaveLength(1);
});

function watch(): () => Promise<void> {
  return clockWatch({
    clock: { now: () => shown },
    steady: () => passed,
    mend: () => {
      mended.push(shown);
      return Promise.resolve(found);
    },
  });
}

async function later(look: () => Promise<void>, ms: number): Promise<void> {
  shown += ms;
  passed += ms;
  await look();
}
