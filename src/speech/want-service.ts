import { knownCall, type KnownCall } from "../calls/call-service.ts";
import { forgetLinks, linksOf } from "../calls/call-link-service.ts";
import type { Tx } from "../db/client.ts";
import { add } from "../jobs/job-service.ts";
import type { Clock } from "../lib/clock.ts";
import type { Keyring } from "../lib/secret-box.ts";
import { openLinks } from "./recording-link.ts";
import { recordingJob, refOfLink, type Recording } from "./recording.ts";
import {
  forgetSkipped,
  hasStored,
  insertRecordings,
  recordingsOf,
  renameRecording,
} from "./recording-store.ts";
import { speechSettings } from "./settings-service.ts";
import { newRefs, wanted } from "./want.ts";

export type WantDeps = { keyring: Keyring; clock: Clock };

/** A call is over, or a recording of it was told of: what is wanted gets its row and its job. */
export function wantRecordings(deps: WantDeps) {
  return async (
    tx: Tx,
    { businessId, data }: { businessId: string; data: unknown },
  ): Promise<void> => {
    const told = typeof data === "object" && data !== null ? data : {};
    const callId: unknown = Reflect.get(told, "call_id");
    if (typeof callId === "number") await want(deps, tx, businessId, callId);
  };
}

/** Looks again which recordings of a call there are; what is known already is left alone. */
export async function want(
  deps: WantDeps,
  tx: Tx,
  businessId: string,
  callId: number,
): Promise<void> {
  const known = await knownCall(tx, businessId, callId);
  if (!known) return;
  const settings = await speechSettings(tx, businessId);
  const links = openLinks(deps.keyring, await linksOf(tx, businessId, known.id)).map(refOfLink);
  const verdict = wanted(known.call, settings, [...new Set(links)]);
  if ("later" in verdict) return;
  const now = deps.clock.now();
  if ("want" in verdict) return insert(tx, businessId, known, { refs: verdict.want, now });
  await forgetLinks(tx, businessId, known.id);
  if (verdict.skip === "off") return;
  if ((await recordingsOf(tx, businessId, known.id)).length > 0) return;
  await insertRecordings(tx, businessId, {
    callId: known.id,
    provider: known.call.provider,
    refs: ["none"],
    state: "skipped",
    reason: verdict.skip,
    now,
  });
}

/**
 * Whether a recording is counted on, so that its absence is worth a word: Phonet never tells, unless one came before.
 */
export async function isExpected(
  tx: Tx,
  businessId: string,
  { provider }: Pick<Recording, "provider">,
): Promise<boolean> {
  return provider !== "phonet" || hasStored(tx, businessId, provider);
}

/** Nothing of the call itself is touched here: the relay holds many calls at once, and a fold may hold others. */
async function insert(
  tx: Tx,
  businessId: string,
  { id: callId, call }: KnownCall,
  { refs, now }: { refs: readonly string[]; now: number },
): Promise<void> {
  const fresh = newRefs(refs, await recordingsOf(tx, businessId, callId));
  for (const named of fresh.named) await renameRecording(tx, businessId, named);
  if (fresh.refs.length === 0) return;
  await forgetSkipped(tx, businessId, callId);
  const ids = await insertRecordings(tx, businessId, {
    callId,
    provider: call.provider,
    refs: fresh.refs,
    state: "wanted",
    now,
  });
  await add(
    tx,
    ids.map((id) => recordingJob({ businessId, callId, id })),
  );
}
