import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judge, type Claimed, type Result } from "../../src/webhooks/delivery.ts";
import { checkUp, OPENS_AT, passage, type Health } from "../../src/webhooks/health.ts";
import { allowance } from "../../src/webhooks/rate.ts";
import { PAUSES, pauseAfter, readRetryAfter, SHORT_PAUSES } from "../../src/webhooks/schedule.ts";

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;

describe("case 13: what a receiver asks for", () => {
  test.each<[string | null, string | null, number | null]>([
    ["120", null, 120_000],
    [new Date(NOW + 60_000).toUTCString(), null, 60_000],
    [new Date(NOW - 60_000).toUTCString(), null, 0],
    ["-5", null, null],
    ["1e9", null, 24 * HOUR],
    ["1000000000", null, 24 * HOUR],
    ["abc", null, null],
    [" 120 ", null, 120_000],
    ["1.25", null, 1250],
    ["12e1", null, 120_000],
    ["1e10", null, 24 * HOUR],
    ["120 seconds", null, null],
    ["In 5", null, null],
    ["Soon, 21 Nov 2026 12:01:00 GMT", null, null],
    ["x Sat, 21 Nov 2026 12:01:00 GMT", null, null],
    ["Sat, sometime", null, null],
    [null, '{"parameters" : { "migrate_to_chat_id" : 1 , "retry_after" : 7 }}', 7000],
    [null, '{"parameters":{"retry_after":"7"}}', null],
    [null, '{"ok":false,"error_code":429,"parameters":{"retry_after":30}}', 30_000],
    [null, "<html>", null],
  ])("%s and %s: %s", (header, body, expected) => {
    expect(readRetryAfter(header, { body, now: NOW })).toBe(expected);
  });

  test("is never undercut, nor is the schedule's own pause; without it the jitter is a fifth", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.option(fc.integer({ min: 0, max: 24 * HOUR })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempt, asked, chance) => {
          const base = PAUSES[attempt - 1] ?? 0;
          const pause = pauseAfter(attempt, { short: false, retryAfterMs: asked, chance }) ?? 0;
          if (asked === null) expect(Math.abs(pause - base)).toBeLessThanOrEqual(base * 0.2 + 1);
          else expect(pause).toBe(Math.max(base, asked));
        },
      ),
    );
    const first = [0, 0.5, 1].map((chance) =>
      pauseAfter(1, { short: false, retryAfterMs: null, chance }),
    );
    expect(first).toEqual([4000, 5000, 6000]);
    expect(pauseAfter(11, { short: false, retryAfterMs: null, chance: 0 })).toBeNull();
    expect(pauseAfter(4, { short: true, retryAfterMs: 1000, chance: 0 })).toBeNull();
  });
});

const claimed: Claimed = {
  id: 1,
  lease: "a",
  leasedUntil: NOW,
  eventId: "e",
  event: "task.created",
  kind: "real",
  sequence: 1,
  body: "{}",
  attempt: 1,
  manual: false,
  before: null,
};

test("P1, P2: whatever comes back, a delivery ends as delivered or given up within its schedule", () => {
  const answer = fc.record({
    status: fc.option(fc.constantFrom(200, 204, 301, 400, 404, 408, 410, 429, 500, 503)),
    cause: fc.option(fc.constantFrom("timeout_headers", "blocked_target", "redirect_refused")),
    response: fc.constant(null),
    retryAfter: fc.option(fc.constantFrom("1", "-5", "1e9", "abc")),
    tookMs: fc.constant(1),
  });
  fc.assert(
    fc.property(
      fc.infiniteStream(answer),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (script, chance) => {
        let result: Result | null = null;
        let attempt = 0;
        for (const one of script) {
          attempt += 1;
          result = judge({ ...claimed, attempt }, one, { now: NOW, chance, opaque: false });
          if (result.state !== "waiting") break;
          expect(result.dueAt).toBeGreaterThan(NOW);
        }
        expect(["done", "given_up"]).toContain(result?.state);
        expect(attempt).toBeLessThanOrEqual(PAUSES.length + 1);
      },
    ),
  );
});

test("case 11: a refused target is tried three times more and no oftener", () => {
  const blocked = {
    status: null,
    cause: "blocked_target",
    response: null,
    retryAfter: null,
    tookMs: 1,
  };
  const states = [1, 2, 3, 4].map(
    (attempt) =>
      judge({ ...claimed, attempt }, blocked, { now: NOW, chance: 0.5, opaque: true }).state,
  );
  expect(states).toEqual(["waiting", "waiting", "waiting", "given_up"]);
  expect(SHORT_PAUSES).toHaveLength(3);
});

describe("case 15: an endpoint that only fails", () => {
  const well: Health = {
    failures: 0,
    failingSince: null,
    givenUp: 0,
    warned: 0,
    openUntil: null,
    succeededAt: null,
  };
  const came = (success: boolean, state = success ? "done" : "waiting"): Result => ({
    ...judge(
      claimed,
      { status: success ? 200 : 500, cause: null, response: null, retryAfter: null, tookMs: 1 },
      { now: NOW, chance: 0.5, opaque: false },
    ),
    state,
  });
  const bad = { ...well, failures: 12, failingSince: NOW, givenUp: 2 };

  test("is switched off after 120 hours, and its owner is warned on the way", () => {
    const warnings = [59, 60, 84, 108, 120].map((hours) => {
      const { warn, off } = checkUp(bad, [came(false)], NOW + hours * HOUR);
      return [hours, warn, off];
    });
    expect(warnings).toEqual([
      [59, null, null],
      [60, 50, null],
      [84, 70, null],
      [108, 90, null],
      [120, 100, "failing"],
    ]);
    expect(checkUp({ ...bad, warned: 50 }, [came(false)], NOW + 61 * HOUR).warn).toBeNull();
  });

  test("begins anew with one success, at hour 119 too", () => {
    const { health, off } = checkUp({ ...bad, warned: 90 }, [came(true)], NOW + 119 * HOUR);
    expect([health.failingSince, health.warned, off]).toEqual([null, 0, null]);
    expect(checkUp(health, [came(false)], NOW + 200 * HOUR).off).toBeNull();
  });

  test("is switched off after twenty deliveries given up in a row", () => {
    const many = Array.from({ length: 20 }, () => came(false, "given_up"));
    expect(checkUp(well, many, NOW).off).toBe("failing");
    expect(checkUp(well, [...many.slice(1), came(true)], NOW).off).toBeNull();
  });

  test("is asked by one probe when its pause is over, and then freely", () => {
    const { health } = checkUp(
      well,
      Array.from({ length: OPENS_AT }, () => came(false)),
      NOW,
    );
    expect(passage(health, NOW)).toBe("shut");
    expect(passage(health, NOW + 30_001)).toBe("probe");
    const later = checkUp(health, [came(false)], NOW + 30_001).health;
    expect(passage(later, NOW + 90_000)).toBe("shut");
    const well2 = checkUp(later, [came(true)], NOW + 100_000);
    expect([passage(well2.health, NOW + 100_000), well2.recovered]).toEqual(["free", true]);
  });
});

test("a rate lets through no more than its number in any second, but a twentieth for a start", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1000 }),
      fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 60 }),
      (rate, steps) => {
        const sent: number[] = [];
        let [now, rateAt] = [NOW, null as number | null];
        for (const step of steps) {
          const free = allowance({ rate, rateAt, now });
          if (free.count > 0) {
            sent.push(...Array.from({ length: free.count }, () => now));
            rateAt = free.after(free.count);
          }
          now += step;
        }
        for (const at of sent)
          expect(sent.filter((one) => one >= at && one < at + 1000).length).toBeLessThanOrEqual(
            rate + Math.max(1, Math.floor(rate / 20)),
          );
      },
    ),
  );
});
