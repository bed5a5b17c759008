import type { Call } from "../calls/call.ts";
import type { Skip } from "./cause.ts";
import { placeInCall } from "./recording.ts";
import type { SpeechSettings } from "./settings.ts";

/** `later`: nothing tells of a recording yet, or the call still runs. */
export type Wanted = { want: string[] } | { skip: Skip } | { later: true };

/** Asked for by the call's own id, because nothing has named the recording. */
const OF_CALL = "call";
/** Shorter talks say nothing. */
const SHORTEST_S = 3;

/**
 * Which recordings of a call are fetched, by what their provider calls them; `links` are references of the links that came
 * with its hooks.
 */
export function wanted(
  call: Call,
  settings: Pick<SpeechSettings, "transcribe" | "lines" | "numbers">,
  links: readonly string[],
): Wanted {
  if (!call.ours || call.outcome === null) return { later: true };
  const skip = reasonToSkip(call, settings);
  if (skip !== null) return { skip };
  const refs = refsOf(call, links);
  return refs.length === 0 ? { later: true } : { want: refs };
}

function reasonToSkip(
  call: Call,
  { transcribe, lines, numbers }: Pick<SpeechSettings, "transcribe" | "lines" | "numbers">,
): Skip | null {
  if (!transcribe) return "off";
  if (call.direction === "internal") return "internal";
  if (call.outcome !== "answered" && call.outcome !== "unknown") return "unanswered";
  if (call.talkS !== null && call.talkS < SHORTEST_S) return "too_short";
  if (!includes(lines, call.line)) return "line";
  return includes(numbers, call.client) ? null : "number";
}

/** Empty lists let everything through; what is not known of a call stands in none. */
function includes(list: readonly string[], value: string | null): boolean {
  return list.length === 0 || (value !== null && list.includes(value));
}

/** Phonet never tells whether there is a recording: one is asked for by each leg on which somebody talked. */
function refsOf({ provider, records, recorded }: Call, links: readonly string[]): string[] {
  if (provider === "phonet") return [...records];
  if (provider !== "novofon") return [...links];
  return records.length === 0 && recorded ? [OF_CALL] : [...records];
}

type Row = { id: string; ref: string; state: string };

/**
 * Which of a call's recordings nobody knows yet. One that was asked for by the call's own id and is not here yet gets the
 * name that was told since; once it came, names tell nothing new.
 */
export function newRefs(
  refs: readonly string[],
  rows: readonly Row[],
): { refs: string[]; named: { id: string; ref: string }[] } {
  const known = new Set(rows.map(({ ref }) => ref));
  const unknown = refs.filter((ref) => !known.has(ref));
  const ofCall = rows.filter((row) => placeInCall(row.ref) !== null);
  const [first, ...rest] = unknown;
  if (first === undefined || ofCall.length === 0) return { refs: unknown, named: [] };
  const [waiting] = ofCall;
  if (ofCall.length > 1 || waiting?.state !== "wanted") return { refs: [], named: [] };
  return { refs: rest, named: [{ id: waiting.id, ref: first }] };
}
