import { setImmediate as breath } from "node:timers/promises";
import { salonOf } from "../booking/salon-service.ts";
import type { Salon } from "../booking/salon.ts";
import { businessOf } from "../business/business-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import { leaders } from "./desk-place-service.ts";
import { newlyFailed, type TrialOutcome, type TrialResult } from "./trial.ts";
import { playCase, setupFault, trialCases } from "./trial-set.ts";
import { storedTrial, storeTrial } from "./trial-store.ts";
import { trialNews } from "./trial-text.ts";

type TrialDeps = { db: Database; clock: Clock };

/** Plays the dialogue set against a business's price list and keeps what came of it; nothing else is written, nobody is written to. */
export async function runTrial(
  { db, clock }: TrialDeps,
  businessId: string,
  told: (progress: { done: number; count: number }) => Promise<void>,
): Promise<{ result: TrialResult; before: TrialResult | null }> {
  const startedAt = clock.now();
  const salon = await salonOf(db, businessId);
  const before = await storedTrial(db, businessId);
  const result = { outcomes: await outcomesOf(salon, startedAt, told) };
  await storeTrial(db, businessId, { result, startedAt, endedAt: clock.now() });
  return { result, before: before?.result ?? null };
}

/** The last run; null: there was none. */
export async function lastTrial(
  tx: Tx,
  businessId: string,
): Promise<{ result: TrialResult; endedAt: number } | null> {
  return storedTrial(tx, businessId);
}

/** The price list changed: the set runs again when the changes are over, where it ever ran. */
export async function retestLater(tx: Tx, businessId: string, now: number): Promise<void> {
  if ((await storedTrial(tx, businessId)) === null) return;
  await add(tx, {
    task: "agent.trial",
    payload: { businessId },
    key: `trial:${businessId}`,
    runAt: now + QUIET_MS,
  });
}

/** Runs the set again; the owner and the admins hear of it only when something that passed before fails now. */
export async function retest(
  deps: TrialDeps & { botId: () => number },
  { businessId }: { businessId: string },
): Promise<void> {
  if ((await storedTrial(deps.db, businessId)) === null) return;
  const { result, before } = await runTrial(deps, businessId, () => Promise.resolve());
  const failed = before === null ? [] : newlyFailed(before, result);
  if (failed.length === 0) return;
  const business = await businessOf(deps.db, businessId);
  if (!business) return;
  const now = deps.clock.now();
  const botId = deps.botId();
  const posted = (await leaders(deps.db, business)).map(({ telegramId, language }): Notice => ({
    key: `trial:${now}:${telegramId}`,
    botId,
    telegramId,
    threadId: null,
    html: trialNews(language, { business: business.name, failed }),
    keyboard: null,
    silent: true,
    replyTo: null,
  }));
  await postNotices(deps.db, businessId, { posted, now });
}

/** A price list is changed line by line: the set waits until nobody has touched it for so long. */
const QUIET_MS = 3 * 60_000;
const TOLD_EVERY = 15;

async function outcomesOf(
  salon: Salon,
  now: number,
  told: (progress: { done: number; count: number }) => Promise<void>,
): Promise<TrialOutcome[]> {
  const setup = setupFault(salon);
  if (setup !== null) {
    const { fault } = setup;
    const faults = [{ fault, subject: "" }];
    return [{ key: `setup:${fault}`, topic: "setup", subject: "", faults, lines: [] }];
  }
  const cases = trialCases(salon, now);
  const outcomes: TrialOutcome[] = [];
  for (const one of cases) {
    outcomes.push(playCase(salon, one, now));
    // Other work of this process goes on meanwhile.
    await breath();
    const done = outcomes.length;
    if (done % TOLD_EVERY === 0 && done < cases.length) await told({ done, count: cases.length });
  }
  return outcomes;
}
