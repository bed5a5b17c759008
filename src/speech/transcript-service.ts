import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import { groupBy } from "../lib/group-by.ts";
import { searchable } from "./search.ts";
import type { Transcript, Turn } from "./transcript.ts";

/** The texts of calls, those of one call in the order in which its recordings were made. */
export async function transcriptsOf(
  tx: Tx,
  businessId: string,
  callIds: readonly number[],
): Promise<Map<number, Transcript[]>> {
  if (callIds.length === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select t.recording_id, t.call_id, t.source, t.language, t.turns, t.guessed
    from transcripts t left join recordings r on r.id = t.recording_id and r.business_id = t.business_id
    where t.business_id = ${businessId} and t.call_id = any(${numbers(callIds)})
    order by t.call_id, r.ref, t.recording_id`);
  const found = [...rows].map(toTranscript);
  return new Map(groupBy(found, ({ callId }) => callId));
}

/** Keeps what was heard; what is kept already stays. */
export async function saveTranscript(
  tx: Tx,
  businessId: string,
  { now, model, ...transcript }: Transcript & { model: string | null; now: number },
): Promise<void> {
  const { recordingId, callId, source, language, guessed } = transcript;
  const turns = transcript.turns.map((turn) => ({ ...turn, text: storable(turn.text) }));
  await tx.execute(sql`
    insert into transcripts (recording_id, business_id, call_id, source, language, turns, guessed, text, model, at)
    values (${recordingId}, ${businessId}, ${callId}, ${source}, ${language}, ${json(turns)}, ${guessed}, ${searchable(turns.map(({ text }) => text).join("\n"))}, ${model}, ${iso(now)}::timestamptz)
    on conflict (business_id, recording_id) do nothing`);
}

type Row = {
  recording_id: string;
  call_id: string;
  source: Transcript["source"];
  language: string | null;
  turns: Turn[];
  guessed: boolean;
};

function toTranscript(row: Row): Transcript {
  return {
    recordingId: row.recording_id,
    callId: Number(row.call_id),
    source: row.source,
    language: row.language,
    turns: row.turns,
    guessed: row.guessed,
  };
}

/** Postgres keeps no NUL in a text. */
function storable(text: string): string {
  return text.replaceAll("\0", "").toWellFormed();
}
