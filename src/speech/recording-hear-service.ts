import { wordHooks } from "../calls/call-link-service.ts";
import type { Database } from "../db/client.ts";
import type { Ffmpeg } from "../gateways/ffmpeg.ts";
import type { Files } from "../gateways/file-port.ts";
import type { Speech } from "../gateways/speech.ts";
import { wordsOf } from "../telephony/words.ts";
import type { Cause } from "./cause.ts";
import { toTurns } from "./recording-words.ts";
import { placeInCall, type Recording } from "./recording.ts";
import type { SpeechSettings } from "./settings.ts";
import { transcribe, type Transcription } from "./transcribe-service.ts";
import type { Turn } from "./transcript.ts";

export type HearDeps = { db: Database; files: Files; speech: Speech | null; ffmpeg: Ffmpeg | null };

export type ProviderWords = { turns: Turn[]; language: string | null };

/** What the provider itself heard of a recording, where it tells; null: nothing. */
export async function providerWords(
  { db }: Pick<HearDeps, "db">,
  { businessId, callId, provider, ref }: Recording,
  settings: SpeechSettings,
): Promise<ProviderWords | null> {
  if (provider !== "novofon") return null;
  const hooks = await wordHooks(db, businessId, callId);
  const own = hooks.find(({ recordId }) => recordId === ref);
  const hook = own ?? (placeInCall(ref) !== null && hooks.length === 1 ? hooks[0] : undefined);
  const words = hook ? wordsOf(hook) : null;
  if (!words || words.phrases.length === 0) return null;
  return { turns: toTurns(words, sideOf(settings, provider)), language: words.language };
}

/** `none`: nobody is there to hear it. */
export async function hearRecording(
  deps: HearDeps,
  { businessId, id: recordingId, provider, file, mime }: Recording,
  settings: SpeechSettings,
): Promise<
  | { heard: Transcription }
  | { none: true }
  | { trouble: Cause }
  | { retry: number; cause: Cause }
  | { failed: Cause }
> {
  const { db, speech, ffmpeg } = deps;
  if (!speech || file === null || mime === null) return { none: true };
  const kept = await deps.files.get(file);
  if ("missing" in kept) return { failed: "not_found" };
  if ("failed" in kept) return { trouble: "storage" };
  return transcribe(
    { db, speech, ffmpeg },
    {
      businessId,
      recordingId,
      audio: kept.bytes,
      mime,
      language: settings.language,
      side: sideOf(settings, provider),
    },
  );
}

function sideOf({ sides }: SpeechSettings, provider: string): "left" | "right" {
  return (Object.hasOwn(sides, provider) ? sides[provider] : undefined) ?? "left";
}
