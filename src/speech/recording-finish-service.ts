import { holdCall, type KnownCall } from "../calls/call-service.ts";
import type { Database } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Cause } from "./cause.ts";
import { tellOwners } from "./recording-notice-service.ts";
import { settle, type Settled } from "./recording-settle-service.ts";
import type { Watch } from "./recording-watch.ts";
import { recordingJob, type Recording } from "./recording.ts";
import { forgetParts, moveRecording } from "./recording-store.ts";
import type { Transcript } from "./transcript.ts";
import { saveTranscript } from "./transcript-service.ts";
import { want, type WantDeps } from "./want-service.ts";

/** How long after the end of its call something was reached, and how much of a step's time was our own; ms. */
export type Timing = { sinceMs: number | null; ownMs: number };

export type FinishDeps = WantDeps & {
  db: Database;
  /** Whether this server has a model. */
  analyses: boolean;
  botId: number;
  /** Events were committed: the relay may number them. */
  emitted: () => void;
  timed: (step: "stored" | "transcribed" | "ready", timing: Timing) => void;
  came: (cause: Cause) => void;
  logged: (
    step: "recording.processing" | "recording.transcribed",
    about: Record<string, unknown>,
  ) => void;
};

type Heard = Pick<Transcript, "source" | "turns" | "language" | "guessed"> & {
  model: string | null;
  durationS?: number | null;
  channels?: number | null;
};
/** `heard`: it has its text; `cause`: it comes to nothing; neither: it is only to be played. */
type End = { from: "wanted" | "stored"; watch: Watch; heard?: Heard; cause?: Cause };

/** The last step of a recording, in one transaction with everything that follows from it. */
export async function finish(deps: FinishDeps, recording: Recording, end: End): Promise<void> {
  const { businessId, id, callId } = recording;
  const { cause, heard } = end;
  const done = await deps.db.transaction(async (tx) => {
    const held = await holdCall(tx, businessId, callId);
    if (!held) return null;
    const now = deps.clock.now();
    const moved = await moveRecording(tx, businessId, {
      id,
      from: end.from,
      to: cause === undefined ? "done" : "failed",
      reason: cause ?? null,
      now,
      ...(heard?.durationS ? { durationS: heard.durationS } : {}),
      ...(heard?.channels ? { channels: heard.channels } : {}),
    });
    if (!moved) return null;
    if (heard) {
      const { source, turns, language, guessed, model } = heard;
      const text = { source, turns, language, guessed, model };
      await saveTranscript(tx, businessId, { recordingId: id, callId: held.id, ...text, now });
    }
    await forgetParts(tx, businessId, id);
    if (cause !== undefined) await tellOwners(tx, businessId, { cause, botId: deps.botId, now });
    await want(deps, tx, businessId, held.id);
    const settled = await settle(tx, businessId, { held, analyses: deps.analyses, now });
    // Of a transferred call another recording may be told of after this one is done.
    if (settled !== "open" && recording.provider.startsWith("novofon"))
      await add(tx, { ...recordingJob({ businessId, id, callId: held.id }), runAt: now + LOOK_MS });
    return { held, settled, now };
  });
  if (done) told(deps, recording, { ...end, ...done });
}

/** By then a PBX has told of everything that it recorded (facts of the vendor: 5 to 40 seconds). */
const LOOK_MS = 60_000;

/** Null for a call that was heard of late: it would tell how long nobody knew of it. */
export function sinceEnd({ wantedAt }: Recording, { call }: KnownCall, now: number): number | null {
  const endedAt = call.endedAt ?? wantedAt;
  return wantedAt - endedAt > LATE_MS ? null : now - endedAt;
}

const LATE_MS = 120_000;

function told(
  deps: FinishDeps,
  recording: Recording,
  {
    heard,
    cause,
    watch,
    held,
    settled,
    now,
  }: End & {
    held: KnownCall;
    settled: Settled;
    now: number;
  },
): void {
  deps.emitted();
  if (cause !== undefined) deps.came(cause);
  const timing = { sinceMs: sinceEnd(recording, held, now), ownMs: watch.ownMs() };
  if (heard) {
    deps.timed("transcribed", timing);
    const { source, turns } = heard;
    deps.logged("recording.transcribed", { call: held.id, source, turns: turns.length });
  }
  if (settled === "ready") deps.timed("ready", timing);
}
