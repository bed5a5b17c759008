import { afterEach, expect, test, vi } from "vitest";
import { createMetrics, type Backlog } from "../src/metrics.ts";

afterEach(() => vi.useRealTimers());

const calm = (): Promise<Backlog> => Promise.resolve({ jobAgeMs: 1500, unfolded: 7, followups: 3 });

test("what the parts report stands in the text, in seconds", async () => {
  const metrics = createMetrics(calm);
  metrics.hook("phonet", "accepted");
  metrics.hook("phonet", "accepted");
  metrics.hook("novofon", "unknown");
  metrics.folded([20, 480]);
  metrics.card("final", 2200);
  metrics.card("ring", -50);
  metrics.delivery("given_up");
  metrics.throttled();
  metrics.ambiguous();
  metrics.jobFailed("card");
  metrics.update("message");
  const told = await samples(metrics);
  expect(told).toMatchObject({
    'frontdesk_hooks_total{provider="phonet",verdict="accepted"}': 2,
    'frontdesk_hooks_total{provider="novofon",verdict="unknown"}': 1,
    frontdesk_fold_lag_seconds_count: 2,
    frontdesk_fold_lag_seconds_sum: 0.5,
    'frontdesk_fold_lag_seconds_bucket{le="0.025"}': 1,
    'frontdesk_card_seconds_sum{part="final"}': 2.2,
    'frontdesk_card_seconds_sum{part="ring"}': 0,
    'frontdesk_deliveries_total{outcome="given_up"}': 1,
    frontdesk_telegram_429_total: 1,
    frontdesk_ambiguous_sends_total: 1,
    'frontdesk_jobs_failed_total{task="card"}': 1,
    'frontdesk_updates_total{kind="message"}': 1,
    frontdesk_job_age_seconds: 1.5,
    frontdesk_inbox_unfolded: 7,
    frontdesk_followups_open: 3,
  });
  expect(told["process_resident_memory_bytes"]).toBeGreaterThan(0);
  expect(told).toHaveProperty("nodejs_eventloop_lag_seconds");
});

test("two processes' figures in one test run do not mix: there is no registry beside its own", async () => {
  const [one, other] = [createMetrics(calm), createMetrics(calm)];
  one.throttled();
  expect((await samples(other))["frontdesk_telegram_429_total"]).toBe(0);
});

test("scrapes at the same time look into the database once, and each gets its answer", async () => {
  let looks = 0;
  const metrics = createMetrics(() => {
    looks += 1;
    return calm();
  });
  const texts = await Promise.all([metrics.text(), metrics.text(), metrics.text()]);
  expect(looks).toBe(1);
  for (const text of texts) expect(text).toContain("frontdesk_inbox_unfolded 7");
  await metrics.text();
  expect(looks).toBe(2);
});

test("a database that hangs keeps no scrape waiting, is not asked twice, and its figures are left out", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  let looks = 0;
  const held: ((found: Backlog) => void)[] = [];
  const metrics = createMetrics(() => {
    looks += 1;
    return looks === 1
      ? new Promise((done) => {
          held.push(done);
        })
      : calm();
  });
  const scrapes = [metrics.text(), metrics.text()];
  await vi.advanceTimersByTimeAsync(1000);
  for (const text of await Promise.all(scrapes)) {
    expect(text).toContain("frontdesk_telegram_429_total 0");
    expect(text).not.toMatch(/^frontdesk_(job_age_seconds|inbox_unfolded|followups_open) /m);
  }
  expect(looks).toBe(1);
  for (const answer of held) answer({ jobAgeMs: 0, unfolded: 0, followups: 0 });
  await vi.advanceTimersByTimeAsync(0);
  expect((await samples(metrics))["frontdesk_inbox_unfolded"]).toBe(7);
});

test("a database that is away: its last figures are not shown as if they were new", async () => {
  let away = false;
  const metrics = createMetrics(() => (away ? Promise.reject(new Error("away")) : calm()));
  expect((await samples(metrics))["frontdesk_job_age_seconds"]).toBe(1.5);
  away = true;
  expect(await samples(metrics)).not.toHaveProperty("frontdesk_job_age_seconds");
});

async function samples(metrics: { text(): Promise<string> }): Promise<Record<string, number>> {
  const lines = (await metrics.text()).split("\n").filter((line) => /^[a-z]/.test(line));
  return Object.fromEntries(
    lines.map((line) => {
      const cut = line.lastIndexOf(" ");
      return [line.slice(0, cut), Number(line.slice(cut + 1))];
    }),
  );
}
