import { add } from "../jobs/job-service.ts";
import { editStale } from "./card-edit-service.ts";
import { cardJobs, type CardJob } from "./card-job.ts";
import { sendWaiting } from "./card-send-service.ts";
import type { CardDeps } from "./card-trouble-service.ts";

/** Brings a chat up to date: what waits there leaves in its order, then messages of the given calls are edited. */
export async function runCard(deps: CardDeps, jobs: readonly CardJob[]): Promise<void> {
  const [first] = jobs;
  if (!first) return;
  const calls = [...new Set(jobs.map(({ callId }) => callId))];
  const place = { businessId: first.businessId, chatId: first.chatId };
  const sends = await sendWaiting(deps, { ...place, calls });
  const edits = await editStale(deps, { ...place, calls });
  const times = [sends, edits.at].filter((at) => at !== null);
  if (times.length === 0) return;
  const at = Math.min(...times);
  // Any call of the chat stands for what waits to be sent there.
  const left = edits.calls.length > 0 ? edits.calls : [first.callId];
  await add(
    deps.db,
    cardJobs(
      left.map((callId) => ({ ...place, callId })),
      at,
    ),
  );
  deps.wakeAt(at);
}
