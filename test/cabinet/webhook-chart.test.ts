import { h } from "preact";
import { render } from "preact-render-to-string";
import { expect, test } from "vitest";
import { sayIn } from "../../src/cabinet/say.ts";
import { HourChart, slowest } from "../../src/cabinet/webhook-chart.tsx";
import type { Statistics } from "../../src/webhooks/log.ts";

const HOUR_MS = 3_600_000;
const NOW = Date.UTC(2026, 10, 24, 12, 30);
const none: Statistics = {
  attempts: 0,
  succeeded: 0,
  failed: 0,
  first: 0,
  retries: 0,
  manual: 0,
  p50: null,
  p95: null,
  p99: null,
  waiting: 0,
  parked: 0,
  queueAgeMs: 0,
  byEvent: [],
  hourly: [],
};

/** p95 of hours, counted back from the one that runs. */
function chart(p95: Record<number, number | null>): string {
  const statistics = {
    ...none,
    hourly: Object.entries(p95).map(([ago, ms]) => ({
      at: Math.floor(NOW / HOUR_MS) * HOUR_MS - Number(ago) * HOUR_MS,
      attempts: 2,
      failed: 1,
      p95: ms,
    })),
  };
  return render(h(HourChart, { statistics, now: NOW, zone: "Europe/Kyiv", say: sayIn("en") }));
}

test("the line of p95 has the slowest hour at its top and breaks where nothing was answered", () => {
  const drawn = chart({ 6: 100, 5: 400, 4: null, 2: 200, 1: 200, 0: 300 });
  const lines = [...drawn.matchAll(/class="c-line" points="([^"]+)"/g)].map(([, points = ""]) =>
    points.split(" ").map((point) => Number(point.split(",")[1])),
  );
  expect(lines).toEqual([
    [104, 26],
    [78, 78, 52],
  ]);
  expect(drawn).toContain("09:00: 1 delivered, 1 failed, p95 400 ms");
  expect(drawn).toContain("10:00: 1 delivered, 1 failed<");
});

test("an hour alone is a dot, and a day without an answer has no line", () => {
  expect(chart({ 3: 250 })).toMatch(/<circle class="c-w" cx="[\d.]+" cy="26" r="4"/);
  expect(chart({ 3: null })).not.toMatch(/c-line|circle/);
});

test("the legend tells the slowest hour, or nothing", () => {
  expect(slowest(none)).toBeNull();
  const hourly = [90, null, 1200].map((p95, at) => ({ at, attempts: 1, failed: 0, p95 }));
  expect(slowest({ ...none, hourly })).toBe(1200);
});
