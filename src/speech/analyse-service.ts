import { businessOf } from "../business/business-service.ts";
import type { Business } from "../business/business.ts";
import { callData, holdCall, knownCall, type KnownCall } from "../calls/call-service.ts";
import { showCalls } from "../calls/show-service.ts";
import { setSpoken, writeSpoken } from "../calls/spoken-service.ts";
import type { Database, Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import type { Model, ModelAnswer } from "../gateways/model.ts";
import { add } from "../jobs/job-service.ts";
import type { Tasks } from "../jobs/tasks.ts";
import type { Clock } from "../lib/clock.ts";
import { toAnalyzed, type Analysis } from "./analysis.ts";
import { prove, type Evidence } from "./analysis-proof.ts";
import { nextTry, pauseOf, shows } from "./analyse-retry.ts";
import { keepAnalysis, lastHeard } from "./analyse-store.ts";
import { summaryOf } from "./analysis-summary.ts";
import type { Cause } from "./cause.ts";
import { fillFrom } from "./fill-service.ts";
import { answerSchema, promptOf, rubricOf, takenAnswer, type ModelTalk } from "./prompt.ts";
import type { Said } from "./quote.ts";
import { wordsIn } from "./quote-word.ts";
import type { Timing } from "./recording-finish-service.ts";
import { tellOwners } from "./recording-notice-service.ts";
import { startWatch, type Watch } from "./recording-watch.ts";
import { analysisJob } from "./recording.ts";
import { speechSettings } from "./settings-service.ts";
import type { SpeechSettings } from "./settings.ts";
import type { Transcript } from "./transcript.ts";
import { transcriptsOf } from "./transcript-service.ts";

export type AnalyseDeps = {
  db: Database;
  clock: Clock;
  /** Null: none is configured on this server. */
  model: Model | null;
  botId: number;
  emitted: () => void;
  /** Wakes the worker at an instant (epoch ms) nearer than its poll. */
  wakeAt: (at: number) => void;
  timed: (step: "ready", timing: Timing) => void;
  came: (cause: Cause) => void;
};

/** With fewer words nothing was talked about. */
const LEAST_WORDS = 8;
const MODEL_MS = 120_000;
const MODEL_TOKENS = 4000;

/**
 * What was said in a call is analysed, proven and filled in: once for what was heard. The model is asked outside any
 * transaction, and what it said is committed with everything that follows from it.
 */
export async function runAnalysis(deps: AnalyseDeps, job: Tasks["analysis"]): Promise<void> {
  const { db, model } = deps;
  const { businessId, callId } = job;
  const watch = startWatch(deps.clock);
  const talk = await talkOf(db, businessId, callId);
  if (!talk) return;
  const { heardAt, analysedAt } = await lastHeard(db, businessId, talk.known.id);
  const isDone = heardAt === null || (analysedAt !== null && analysedAt >= heardAt);
  if (isDone || model === null || !talk.settings.analyse) return finished(deps, talk, null);
  const words = talk.turns.reduce((sum, { text }) => sum + wordsIn(text).length, 0);
  const step = { talk, heardAt, watch };
  if (words < LEAST_WORDS) return keep(deps, step, { data: null, dropped: 0, model: null });
  const answer = await watch.outside(askAbout(model, talk));
  if ("retry" in answer) return again(deps, talk, { job, ...answer });
  if ("failed" in answer) return finished(deps, talk, answer.failed);
  const { analysis, dropped } = await prove(answer.object, evidenceOf(talk));
  await keep(deps, step, { data: analysis, dropped, model: answer.model });
}

/** Everything that an analysis looks at. */
type TalkOfCall = {
  business: Business;
  known: KnownCall;
  settings: SpeechSettings;
  turns: Said[];
  language: string | null;
};
type Step = { talk: TalkOfCall; heardAt: number; watch: Watch };

async function talkOf(
  db: Database,
  businessId: string,
  callId: number,
): Promise<TalkOfCall | null> {
  const [business, known] = await Promise.all([
    businessOf(db, businessId),
    knownCall(db, businessId, callId),
  ]);
  if (!business || !known) return null;
  const settings = await speechSettings(db, businessId);
  const heard = (await transcriptsOf(db, businessId, [known.id])).get(known.id) ?? [];
  const turns = heard.flatMap((one, recording) =>
    one.turns.map((turn) => ({ ...turn, recording })),
  );
  return { business, known, settings, turns, language: languageOf(heard) };
}

function languageOf(heard: readonly Transcript[]): string | null {
  return (
    heard.find(({ language, turns }) => language !== null && turns.length > 0)?.language ?? null
  );
}

function askAbout(model: Model, talk: TalkOfCall): Promise<ModelAnswer<ModelTalk>> {
  const { business, known, settings, turns } = talk;
  const { name, kind, language, timezone: zone } = business;
  const prompt = promptOf({
    business: { name, kind, language, zone },
    at: known.call.startedAt,
    direction: known.call.direction,
    instruction: settings.instruction,
    rubric: settings.rubric ?? [],
    turns,
  });
  return model.answer({
    ...prompt,
    schema: answerSchema,
    taken: takenAnswer,
    maxTokens: MODEL_TOKENS,
    deadlineMs: MODEL_MS,
  });
}

function evidenceOf({ business, known, settings, turns, language }: TalkOfCall): Evidence {
  const { answeredBy, lastBy, startedAt } = known.call;
  return {
    turns,
    clock: {
      at: startedAt,
      zone: business.timezone,
      language: business.language,
      spoken: language,
    },
    currency: business.currency,
    rubric: rubricOf(settings.rubric ?? []),
    business: business.name,
    employees: [answeredBy?.name, lastBy?.name].filter((name) => typeof name === "string"),
  };
}

/** Nothing more will come of it: the cards say so, with the reason if there is one. */
async function finished(
  deps: AnalyseDeps,
  { business, known }: TalkOfCall,
  cause: Cause | null,
): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const held = await holdCall(tx, business.id, known.id);
    if (!held) return;
    if (cause === null && held.spoken?.state !== "analysing") return;
    await setSpoken(tx, business.id, { callId: held.id, change: { state: "ready", cause } });
    if (cause !== null)
      await tellOwners(tx, business.id, { cause, botId: deps.botId, now: deps.clock.now() });
  });
  if (cause !== null) deps.came(cause);
}

/** The model is busy or away: another try later, with the reason on the cards once people would wonder. */
async function again(
  deps: AnalyseDeps,
  talk: TalkOfCall,
  { job, retry, cause }: { job: Tasks["analysis"]; retry: number; cause: Cause },
): Promise<void> {
  const tries = (job.tries ?? 0) + 1;
  const pause = nextTry(tries);
  if (pause === null) return finished(deps, talk, cause);
  const { business, known } = talk;
  const runAt = deps.clock.now() + pauseOf(pause, retry);
  const next = analysisJob({ businessId: business.id, callId: known.id });
  await deps.db.transaction(async (tx) => {
    const held = await holdCall(tx, business.id, known.id);
    if (!held) return;
    if (shows(tries) && held.spoken?.cause !== cause)
      await setSpoken(tx, business.id, { callId: held.id, change: { state: "ready", cause } });
    await add(tx, { ...next, payload: { ...next.payload, tries }, runAt });
  });
  deps.wakeAt(runAt);
}

type Result = { data: Analysis | null; dropped: number; model: string | null };

async function keep(deps: AnalyseDeps, step: Step, result: Result): Promise<void> {
  const now = deps.clock.now();
  const kept = await deps.db.transaction((tx) => keepIn(tx, step, { ...result, now }));
  if (!kept) return;
  deps.emitted();
  const { known } = step.talk;
  const endedAt = known.call.endedAt;
  const sinceMs = endedAt === null || now - endedAt > LATE_MS ? null : now - endedAt;
  deps.timed("ready", { sinceMs, ownMs: step.watch.ownMs() });
}

/** A call that was heard of late would tell how long nobody knew of it. */
const LATE_MS = 10 * 60_000;

/** False: the call was erased meanwhile, or another text of it came, whose own job looks at both. */
async function keepIn(
  tx: Tx,
  { talk, heardAt }: Step,
  { data, dropped, model, now }: Result & { now: number },
): Promise<boolean> {
  const businessId = talk.business.id;
  const held = await holdCall(tx, businessId, talk.known.id);
  if (!held) return false;
  const callId = held.id;
  const last = await lastHeard(tx, businessId, callId);
  if (last.heardAt !== heardAt) return false;
  if (last.analysedAt !== null && last.analysedAt >= heardAt) return false;
  await keepAnalysis(tx, businessId, { callId, data, dropped, model, now: Math.max(now, heardAt) });
  const summary = data === null ? null : summaryOf(data);
  await writeSpoken(tx, businessId, { callId, change: { state: "ready", cause: null, summary } });
  if (data === null) {
    await showCalls(tx, businessId, [callId]);
    return true;
  }
  const about = await callData(tx, businessId, callId);
  if (about)
    await emit(tx, [
      {
        businessId,
        event: "call.analyzed",
        data: { ...about, analysis: toAnalyzed(data) },
        at: now,
      },
    ]);
  await fillFrom(tx, businessId, { callId, analysis: data, now });
  await showCalls(tx, businessId, [callId]);
  return true;
}
