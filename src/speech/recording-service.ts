import { holdCall, knownCall, type KnownCall } from "../calls/call-service.ts";
import { setSpoken } from "../calls/spoken-service.ts";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import { readWav } from "../lib/wav.ts";
import type { Cause } from "./cause.ts";
import { fetchRecording, type Fetched, type FetchDeps } from "./fetch-service.ts";
import { finish, sinceEnd, type FinishDeps } from "./recording-finish-service.ts";
import {
  hearRecording,
  providerWords,
  type HearDeps,
  type ProviderWords,
} from "./recording-hear-service.ts";
import { tellOwners } from "./recording-notice-service.ts";
import { MOST_TRANSCRIPTIONS, nextHearing, nextTry } from "./recording-retry.ts";
import { settle } from "./recording-settle-service.ts";
import { startWatch, type Watch } from "./recording-watch.ts";
import { isOpen, placeInCall, recordingJob, type Recording } from "./recording.ts";
import { countTry, insertRecordings, moveRecording, recordingOf } from "./recording-store.ts";
import { speechSettings } from "./settings-service.ts";
import type { SpeechSettings } from "./settings.ts";
import { isExpected, want } from "./want-service.ts";

export type RecordingDeps = FetchDeps &
  FinishDeps &
  HearDeps & {
    /** Wakes the worker at an instant (epoch ms) nearer than its poll. */
    wakeAt: (at: number) => void;
  };

/**
 * One step of a recording: its bytes are fetched and kept, or what was said in it is heard. What a step came to is committed
 * before the next one begins, and a step whose result is committed is not asked for again.
 */
export async function runRecording(
  deps: RecordingDeps,
  { businessId, recordingId }: { businessId: string; recordingId: string },
): Promise<void> {
  const recording = await recordingOf(deps.db, businessId, recordingId);
  const known = recording && (await knownCall(deps.db, businessId, recording.callId));
  if (!recording || !known) return;
  if (!isOpen(recording)) return lookAgain(deps, recording);
  const settings = await speechSettings(deps.db, businessId);
  const step = { recording, known, settings, watch: startWatch(deps.clock) };
  if (!settings.transcribe) return drop(deps, step);
  return recording.state === "wanted" ? fetchStep(deps, step) : hearStep(deps, step);
}

/** Whether its call has a recording by now that nobody had told of. */
async function lookAgain(deps: RecordingDeps, { businessId, callId }: Recording): Promise<void> {
  await deps.db.transaction((tx) => want(deps, tx, businessId, callId));
}

type Step = { recording: Recording; known: KnownCall; settings: SpeechSettings; watch: Watch };

/** Recordings were switched off meanwhile: what is kept is played, nothing more is asked for. */
async function drop(deps: RecordingDeps, { recording, watch }: Step): Promise<void> {
  if (recording.state === "stored") return finish(deps, recording, { from: "stored", watch });
  const { businessId, id } = recording;
  await deps.db.transaction(async (tx) => {
    const held = await holdCall(tx, businessId, recording.callId);
    const now = deps.clock.now();
    const end = { id, from: "wanted", to: "skipped", reason: "off", now } as const;
    if (!held || !(await moveRecording(tx, businessId, end))) return;
    await settle(tx, businessId, { held, analyses: deps.analyses, now });
  });
}

async function fetchStep(deps: RecordingDeps, step: Step): Promise<void> {
  const { recording, known, watch } = step;
  const { businessId } = recording;
  if (recording.tries === 0) {
    deps.logged("recording.processing", { call: known.id, provider: recording.provider });
    await prepare(deps, step);
  }
  const fetched = await watch.outside(fetchRecording(deps, recording, known.call));
  if ("trouble" in fetched) return inVain(deps, step, fetched);
  const { sound, kind } = fetched;
  const file = `${businessId}/${recording.id}.${kind.ext}`;
  const put = await deps.files.put(file, sound, kind.mime);
  if ("failed" in put) return inVain(deps, step, { trouble: "storage" });
  const stored = await deps.db.transaction((tx) => store(deps, tx, step, { ...fetched, file }));
  const now = deps.clock.now();
  if (stored)
    deps.timed("stored", { sinceMs: sinceEnd(recording, known, now), ownMs: watch.ownMs() });
  // Erased while it was on its way.
  else if (!(await recordingOf(deps.db, businessId, recording.id))) await deps.files.remove(file);
}

/** The cards say that a recording comes, where one is counted on. */
async function prepare(
  { db }: RecordingDeps,
  { recording, known }: Pick<Step, "recording" | "known">,
): Promise<void> {
  const { businessId } = recording;
  if (known.spoken !== null || !(await isExpected(db, businessId, recording))) return;
  await db.transaction(async (tx) => {
    const held = await holdCall(tx, businessId, recording.callId);
    if (held?.spoken !== null) return;
    const change = { state: "preparing", cause: null } as const;
    await setSpoken(tx, businessId, { callId: held.id, change });
  });
}

async function store(
  deps: RecordingDeps,
  tx: Tx,
  { recording }: Step,
  { sound, kind, count, file }: Extract<Fetched, { count: number }> & { file: string },
): Promise<boolean> {
  const { businessId, id, provider, ref } = recording;
  const held = await holdCall(tx, businessId, recording.callId);
  if (!held) return false;
  const now = deps.clock.now();
  const wav = readWav(sound);
  const facts = { durationS: wav?.durationS ?? null, channels: wav?.channels ?? null };
  const kept = { file, mime: kind.mime, bytes: sound.length, storedAt: new Date(now), ...facts };
  if (!(await moveRecording(tx, businessId, { id, from: "wanted", to: "stored", now, ...kept })))
    return false;
  const callId = held.id;
  const others = Array.from({ length: count - 1 }, (_, i) => `call:${i + 1}`);
  const refs = placeInCall(ref) === 0 ? others : [];
  const about = { callId, provider, refs, state: "wanted", now } as const;
  const ids = refs.length === 0 ? [] : await insertRecordings(tx, businessId, about);
  await want(deps, tx, businessId, callId);
  const state = deps.speech ? "transcribing" : "preparing";
  await setSpoken(tx, businessId, { callId, change: { state, audio: true, cause: null } });
  await add(
    tx,
    [id, ...ids].map((one) => recordingJob({ businessId, callId, id: one })),
  );
  return true;
}

async function hearStep(deps: RecordingDeps, step: Step): Promise<void> {
  const { recording, settings, watch } = step;
  const from = "stored";
  const words = await providerWords(deps, recording, settings);
  if (words) return finish(deps, recording, { from, watch, heard: ofProvider(words) });
  const answer = await watch.outside(hearRecording(deps, recording, settings));
  if ("heard" in answer)
    return finish(deps, recording, { from, watch, heard: { source: "stt", ...answer.heard } });
  if ("none" in answer) return finish(deps, recording, { from, watch });
  if ("failed" in answer) return finish(deps, recording, { from, watch, cause: answer.failed });
  if ("trouble" in answer) return inVain(deps, step, answer);
  const { cause, retry } = answer;
  if (recording.tries >= MOST_TRANSCRIPTIONS)
    return finish(deps, recording, { from, watch, cause });
  return again(deps, recording, { cause, waitMs: nextHearing(retry, recording.tries) });
}

/** A try came to nothing: another one later, or the end, unless the provider told in words what was said. */
async function inVain(
  deps: RecordingDeps,
  step: Step,
  { trouble, retryMs = 0, final = false }: { trouble: Cause; retryMs?: number; final?: boolean },
): Promise<void> {
  const { recording, settings, watch } = step;
  const from = recording.state === "stored" ? "stored" : "wanted";
  const waitMs = final ? null : nextTry(trouble, recording.tries);
  if (waitMs !== null)
    return again(deps, recording, { cause: trouble, waitMs: Math.max(waitMs, retryMs) });
  const words = await providerWords(deps, recording, settings);
  if (words) return finish(deps, recording, { from, watch, heard: ofProvider(words) });
  return finish(deps, recording, { from, watch, cause: trouble });
}

async function again(
  deps: RecordingDeps,
  recording: Recording,
  { cause, waitMs }: { cause: Cause; waitMs: number },
): Promise<void> {
  const { businessId, id } = recording;
  const now = deps.clock.now();
  const runAt = now + waitMs;
  await deps.db.transaction(async (tx) => {
    await countTry(tx, businessId, { id, reason: cause });
    await tellOwners(tx, businessId, { cause, botId: deps.botId, now });
    await add(tx, { ...recordingJob(recording), runAt });
  });
  deps.wakeAt(runAt);
}

function ofProvider(words: ProviderWords) {
  return { source: "provider" as const, ...words, guessed: true, model: null };
}
