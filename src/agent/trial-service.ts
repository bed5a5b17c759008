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
  deps: TrialDeps,
  businessId: string,
  told: (progress: { done: number; count: number }) => Promise<void>,
): Promise<{ result: TrialResult; before: TrialResult | null }> {
  const { db } = deps;
  const before = await storedTrial(db, businessId);
  const played = await play(deps, businessId, told);
  await storeTrial(db, businessId, played);
  return { result: played.result, before: before?.result ?? null };
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
  const { db } = deps;
  if ((await storedTrial(db, businessId)) === null) return;
  const played = await play(deps, businessId, () => Promise.resolve());
  const { result, endedAt: now } = played;
  // Kept only together with what is told of it: a run that was cut off in between is compared once more.
  await db.transaction(async (tx) => {
    const before = await storedTrial(tx, businessId);
    await storeTrial(tx, businessId, played);
    const failed = before === null ? [] : newlyFailed(before.result, result);
    if (failed.length > 0) await tellLeaders(tx, businessId, { failed, botId: deps.botId(), now });
  });
}

/** A price list is changed line by line: the set waits until nobody has touched it for so long. */
const QUIET_MS = 3 * 60_000;
const TOLD_EVERY = 15;

type Played = { result: TrialResult; startedAt: number; endedAt: number };

async function play(
  { db, clock }: TrialDeps,
  businessId: string,
  told: (progress: { done: number; count: number }) => Promise<void>,
): Promise<Played> {
  const startedAt = clock.now();
  const salon = await salonOf(db, businessId);
  const result = { outcomes: await outcomesOf(salon, startedAt, told) };
  return { result, startedAt, endedAt: clock.now() };
}

async function tellLeaders(
  tx: Tx,
  businessId: string,
  { failed, botId, now }: { failed: TrialOutcome[]; botId: number; now: number },
): Promise<void> {
  const business = await businessOf(tx, businessId);
  if (!business) return;
  const posted = (await leaders(tx, business)).map(({ telegramId, language }): Notice => ({
    key: `trial:${now}:${telegramId}`,
    botId,
    telegramId,
    threadId: null,
    html: trialNews(language, { business: business.name, failed }),
    keyboard: null,
    silent: true,
    replyTo: null,
  }));
  await postNotices(tx, businessId, { posted, now });
}

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
