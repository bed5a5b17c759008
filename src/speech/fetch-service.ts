import { accountSecret, accountsOf } from "../business/account-service.ts";
import { hasKey, type Account, type AccountSecret } from "../business/account.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { linksOf, tokensOfCall } from "../calls/call-link-service.ts";
import type { Call } from "../calls/call.ts";
import type { Database } from "../db/client.ts";
import type { Loaded } from "../gateways/file-audio.ts";
import type { NovofonRecords } from "../gateways/novofon-record.ts";
import type { PhonetRecords } from "../gateways/phonet-record.ts";
import type { Keyring } from "../lib/secret-box.ts";
import type { Cause } from "./cause.ts";
import { soundKind, type SoundKind } from "./recording-kind.ts";
import { openLinks } from "./recording-link.ts";
import { placeInCall, refOfLink, type Recording } from "./recording.ts";

export type FetchDeps = {
  db: Database;
  keyring: Keyring;
  novofon: NovofonRecords;
  phonet: PhonetRecords;
  /** A link that came with a hook, which anybody may have written. */
  load: (link: string) => Promise<Loaded>;
};

/** `retryMs`: the provider's own wish; `final`: another try changes nothing; `count`: so many recordings the call has. */
export type Fetched =
  | { sound: Buffer; kind: SoundKind; count: number }
  | { trouble: Cause; retryMs?: number; final?: true };

/** The bytes of a recording, from whoever keeps it. */
export async function fetchRecording(
  deps: FetchDeps,
  recording: Recording,
  call: Call,
): Promise<Fetched> {
  if (recording.provider === "phonet") return fromPhonet(deps, recording);
  if (recording.provider === "novofon") return fromNovofon(deps, recording, call);
  const sealed = await linksOf(deps.db, recording.businessId, recording.callId);
  const link = openLinks(deps.keyring, sealed).find((one) => refOfLink(one) === recording.ref);
  if (link === undefined) return { trouble: "not_found", final: true };
  return toFetched(await deps.load(link), { missing: "not_found" });
}

async function fromPhonet(deps: FetchDeps, recording: Recording): Promise<Fetched> {
  const found = await accountFor(deps, recording, "phonet");
  if (!found || !("apiKey" in found.secret)) return { trouble: "provider_key" };
  const key = { domain: found.account.label, ...found.secret };
  return toFetched(await deps.phonet.load(key, recording.ref), { missing: "no_recording" });
}

async function fromNovofon(deps: FetchDeps, recording: Recording, call: Call): Promise<Fetched> {
  const found = await accountFor(deps, recording, "novofon");
  if (!found || !("secret" in found.secret)) return { trouble: "provider_key" };
  const key = { key: found.account.label, ...found.secret };
  const place = placeInCall(recording.ref);
  const asked = place === null ? { callId: recording.ref } : { pbxCallId: call.key };
  const answer = await deps.novofon.links(key, asked);
  if ("refused" in answer) return { trouble: "provider_key" };
  if ("missing" in answer) return { trouble: "no_recording" };
  if ("limited" in answer)
    return {
      trouble: "provider_down",
      ...(answer.retryAfterS === null ? {} : { retryMs: answer.retryAfterS * 1000 }),
    };
  if ("unreachable" in answer) return { trouble: "provider_down" };
  const link = answer.links[place ?? 0];
  if (link === undefined) return { trouble: "no_recording" };
  const loaded = await deps.novofon.load(link);
  return toFetched(loaded, { missing: "no_recording", count: answer.links.length });
}

/** The account whose address told of the call; the business's only one where that is no longer known. */
async function accountFor(
  { db, keyring }: FetchDeps,
  { businessId, callId }: Recording,
  provider: Account["provider"],
): Promise<{ account: Account; secret: AccountSecret } | null> {
  const accounts = (await accountsOf(db, businessId)).filter(
    (account) => account.provider === provider && hasKey(account),
  );
  const tokens = await tokensOf(db, businessId);
  const told = await tokensOfCall(db, businessId, callId);
  const ids = told.flatMap((id) => tokens.find((token) => token.id === id)?.accountId ?? []);
  const account =
    ids.map((id) => accounts.find((one) => one.id === id)).find((one) => one !== undefined) ??
    (accounts.length === 1 ? accounts[0] : undefined);
  return account ? { account, secret: accountSecret(account, keyring) } : null;
}

function toFetched(
  loaded: Loaded,
  { missing, count = 1 }: { missing: "no_recording" | "not_found"; count?: number },
): Fetched {
  if ("missing" in loaded) return { trouble: missing };
  if ("refused" in loaded) return { trouble: "provider_key" };
  if ("tooLarge" in loaded) return { trouble: "too_large" };
  if ("blocked" in loaded) return { trouble: "not_found", final: true };
  if ("unreachable" in loaded) return { trouble: "provider_down" };
  const kind = soundKind(loaded.bytes);
  return kind === null ? { trouble: "not_audio" } : { sound: loaded.bytes, kind, count };
}
