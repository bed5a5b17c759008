import { callData, type KnownCall } from "../calls/call-service.ts";
import { forgetLinks } from "../calls/call-link-service.ts";
import { clearSpoken, setSpoken } from "../calls/spoken-service.ts";
import type { Tx } from "../db/client.ts";
import { emit } from "../events/emit-service.ts";
import { add } from "../jobs/job-service.ts";
import { toCause } from "./cause.ts";
import { analysisJob, isOpen, type Recording } from "./recording.ts";
import { recordingsOf } from "./recording-store.ts";
import { speechSettings } from "./settings-service.ts";
import type { Transcript, Turn } from "./transcript.ts";
import { transcriptsOf } from "./transcript-service.ts";
import { isExpected } from "./want-service.ts";

/** `analyses`: whether this server has a model. */
type Settling = { held: KnownCall; analyses: boolean; now: number };

/** What a call's recordings came to: still on the way, or as far as they go. */
export type Settled = "open" | "analysing" | "ready" | "failed";

/**
 * A recording of a held call has come to its end: once all have, the call's text is told and analysed, and the cards say what
 * there is.
 */
export async function settle(
  tx: Tx,
  businessId: string,
  { held, analyses, now }: Settling,
): Promise<Settled> {
  const callId = held.id;
  const rows = await recordingsOf(tx, businessId, callId);
  const transcripts = (await transcriptsOf(tx, businessId, [callId])).get(callId) ?? [];
  const audio = rows.some(isPlayable);
  const text = transcripts.some(({ turns }) => turns.length > 0);
  if (!rows.some(({ state }) => state === "wanted")) await forgetLinks(tx, businessId, callId);
  if (rows.some(isOpen)) {
    await setSpoken(tx, businessId, { callId, change: { audio, text } });
    return "open";
  }
  if (transcripts.length > 0) {
    await tell(tx, businessId, { callId, transcripts, now });
    const analyse = text && analyses && (await speechSettings(tx, businessId)).analyse;
    const state = analyse ? "analysing" : "ready";
    const change = { state, audio, text, silent: !text, cause: null } as const;
    await setSpoken(tx, businessId, { callId, change });
    if (analyse) await add(tx, analysisJob({ businessId, callId }));
    return state;
  }
  return settleTextless(tx, businessId, { callId, rows, audio });
}

/** Whether its file is there. */
function isPlayable({ file, removedAt }: Recording): boolean {
  return file !== null && removedAt === null;
}

async function settleTextless(
  tx: Tx,
  businessId: string,
  { callId, rows, audio }: { callId: number; rows: readonly Recording[]; audio: boolean },
): Promise<Settled> {
  const failed = rows.find(({ state }) => state === "failed");
  const cause = toCause(failed?.reason ?? null);
  if (cause === null) {
    if (audio) await setSpoken(tx, businessId, { callId, change: { state: "ready", audio } });
    else await clearSpoken(tx, businessId, callId);
    return "ready";
  }
  // Nobody had said that there would be a recording, so that its absence is no news.
  if (cause === "no_recording" && failed && !(await isExpected(tx, businessId, failed)))
    await clearSpoken(tx, businessId, callId);
  else await setSpoken(tx, businessId, { callId, change: { state: "failed", cause, audio } });
  return "failed";
}

async function tell(
  tx: Tx,
  businessId: string,
  { callId, transcripts, now }: { callId: number; transcripts: readonly Transcript[]; now: number },
): Promise<void> {
  const data = await callData(tx, businessId, callId);
  if (!data) return;
  const transcript = transcripts.flatMap(({ turns }) => turns.map(told));
  await emit(tx, [
    { businessId, event: "call.transcribed", data: { ...data, transcript }, at: now },
  ]);
}

function told({ speaker, startS, endS, text }: Turn) {
  return { speaker, start_s: startS, end_s: endS, text };
}
