import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client";

/** What waits in the database at the moment of a scrape. */
export type Backlog = { jobAgeMs: number; unfolded: number; followups: number };

export type Metrics = ReturnType<typeof createMetrics>;

/** From a quick fold to a card that Telegram's limits held back for minutes. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
/** A scrape does not wait longer for a database that hangs. */
const PATIENCE_MS = 1000;

/** The figures of this process; no label of theirs holds anything that a sender or a business chooses. */
export function createMetrics(backlog: () => Promise<Backlog>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counted = countersIn(registry);
  const waits = waitsIn(registry);
  const waiting = gaugesIn(registry);
  const look = lookingOnce(backlog);
  return {
    hook: (provider: string, verdict: string) => counted.hooks.inc({ provider, verdict }),
    folded: (lags: readonly number[]) => {
      for (const ms of lags) waits.fold.observe(ms / 1000);
    },
    card: (part: string, waitedMs: number) =>
      waits.card.observe({ part }, Math.max(0, waitedMs) / 1000),
    /** Milliseconds since the end of the call, where that was just now, and those of our own work. */
    recording: (step: string, { sinceMs, ownMs }: { sinceMs: number | null; ownMs: number }) => {
      if (sinceMs !== null) waits.recording.observe({ step }, Math.max(0, sinceMs) / 1000);
      waits.own.observe({ step }, ownMs / 1000);
    },
    speechCause: (cause: string) => counted.speechCauses.inc({ cause }),
    mind: (outcome: string) => counted.minds.inc({ outcome }),
    delivery: (outcome: string) => counted.deliveries.inc({ outcome }),
    throttled: () => counted.throttled.inc(),
    ambiguous: () => counted.ambiguous.inc(),
    jobFailed: (task: string) => counted.jobsFailed.inc({ task }),
    update: (kind: string) => counted.updates.inc({ kind }),
    contentType: registry.contentType,
    /** Everything as text; what only the database knows is left out while it is away. */
    text: async (): Promise<string> => {
      const now = await look();
      if (now) {
        waiting.jobAge.set(now.jobAgeMs / 1000);
        waiting.unfolded.set(now.unfolded);
        waiting.followups.set(now.followups);
      } else for (const gauge of Object.values(waiting)) gauge.remove();
      return registry.metrics();
    },
  };
}

function countersIn(registry: Registry) {
  const counter = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  return {
    hooks: counter("frontdesk_hooks_total", "Hooks that were answered, by dialect and verdict.", [
      "provider",
      "verdict",
    ]),
    speechCauses: counter(
      "frontdesk_recording_causes_total",
      "Recordings that came to nothing or to less than was wanted, by cause.",
      ["cause"],
    ),
    minds: counter(
      "frontdesk_agent_model_total",
      "Questions to the agent's model by what came of them, those that were not asked included.",
      ["outcome"],
    ),
    deliveries: counter(
      "frontdesk_deliveries_total",
      "Attempts to deliver a webhook: delivered, failed and tried again, given up.",
      ["outcome"],
    ),
    throttled: counter("frontdesk_telegram_429_total", "Requests that Telegram put off."),
    ambiguous: counter(
      "frontdesk_ambiguous_sends_total",
      "Messages that were sent again because nobody knows whether the first request arrived.",
    ),
    jobsFailed: counter("frontdesk_jobs_failed_total", "Failed runs of jobs.", ["task"]),
    updates: counter("frontdesk_updates_total", "Updates that Telegram delivered.", ["kind"]),
  };
}

function waitsIn(registry: Registry) {
  const seconds = <T extends string>(name: string, help: string, labelNames: T[] = []) =>
    new Histogram({ name, help, labelNames, buckets: SECONDS, registers: [registry] });
  return {
    fold: seconds("frontdesk_fold_lag_seconds", "From a hook's arrival to its committed fold."),
    recording: seconds(
      "frontdesk_recording_seconds",
      "From the end of a call to its stored recording, its text and its last word on the cards.",
      ["step"],
    ),
    own: seconds("frontdesk_recording_own_seconds", "Our own part of a step's time.", ["step"]),
    card: seconds("frontdesk_card_seconds", "From a wanted message to Telegram's answer.", [
      "part",
    ]),
  };
}

function gaugesIn(registry: Registry) {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  return {
    jobAge: gauge("frontdesk_job_age_seconds", "How long the oldest due job has been waiting."),
    unfolded: gauge("frontdesk_inbox_unfolded", "Accepted hooks that are not folded yet."),
    followups: gauge("frontdesk_followups_open", "Missed calls that nobody has called back yet."),
  };
}

/** Scrapes at the same time share one look, and a look that hangs is not followed by another beside it. */
function lookingOnce(backlog: () => Promise<Backlog>): () => Promise<Backlog | null> {
  let looking: Promise<Backlog | null> | null = null;
  return () => {
    looking ??= backlog()
      .catch(() => null)
      .finally(() => {
        looking = null;
      });
    return Promise.race([looking, patience()]);
  };
}

function patience(): Promise<null> {
  return new Promise((done) => {
    setTimeout(() => done(null), PATIENCE_MS).unref();
  });
}
