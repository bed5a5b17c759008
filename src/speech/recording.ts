import { sha256Hex } from "../lib/hmac.ts";

/** wanted → stored → done; skipped, failed: nothing more will come. */
export type RecordingState = "wanted" | "stored" | "done" | "skipped" | "failed";

/** One recording of a call. Instants are epoch milliseconds. */
export type Recording = {
  id: string;
  businessId: string;
  callId: number;
  provider: string;
  /** What the provider calls it; of a link `link:` and a digest of it; of a call's own id `call`, its others `call:1`, `call:2`. */
  ref: string;
  state: RecordingState;
  reason: string | null;
  /** How often the present step was tried. */
  tries: number;
  wantedAt: number;
  changedAt: number;
  file: string | null;
  mime: string | null;
  bytes: number | null;
  durationS: number | null;
  channels: number | null;
  /** When its file was put away. */
  storedAt: number | null;
  removedAt: number | null;
  fileId: string | null;
  fileBotId: number | null;
};

/** By what a link is known while it is sealed. */
export function refOfLink(link: string): string {
  return `link:${sha256Hex(link).slice(0, 24)}`;
}

/** How a call's recordings are asked for by the call's own id: the place of this one among them; null for another ref. */
export function placeInCall(ref: string): number | null {
  const found = /^call(?::(\d{1,2}))?$/.exec(ref);
  return found ? Number(found[1] ?? 0) : null;
}

/** Whether something may still come of it. */
export function isOpen({ state }: Pick<Recording, "state">): boolean {
  return state === "wanted" || state === "stored";
}

/** Its steps run one after another with those of its call's other recordings. */
export function recordingJob({
  businessId,
  id,
  callId,
}: Pick<Recording, "businessId" | "id" | "callId">) {
  return {
    task: "recording" as const,
    payload: { businessId, recordingId: id },
    key: `recording:${id}`,
    queue: `speech:${callId % QUEUES}`,
  };
}

/** What was said in a call is to be analysed. */
export function analysisJob({ businessId, callId }: { businessId: string; callId: number }) {
  return {
    task: "analysis" as const,
    payload: { businessId, callId },
    key: `analysis:${callId}`,
    queue: `speech:${callId % QUEUES}`,
  };
}

/** As many recordings are worked on at once in a process. */
const QUEUES = 4;
