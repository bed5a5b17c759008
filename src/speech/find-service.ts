import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, texts } from "../db/value.ts";
import { excerpt, searchable, wordsOf } from "./search.ts";
import type { Turn } from "./transcript.ts";

/** A call in which all the words were said: `words` are those around the first of them, `atS` their second. */
export type FoundTalk = { callId: number; words: string; atS: number };

type Wish = {
  text: string;
  /** Epoch ms, `to` excluded. */
  days?: { from: number; to: number };
  /** The last call shown; only older ones are wanted. */
  before?: number;
  limit: number;
};

/** Calls in whose text every word stands, the newest first. */
export async function findTalks(tx: Tx, businessId: string, wish: Wish): Promise<FoundTalk[]> {
  const words = wordsOf(wish.text);
  if (words.length === 0) return [];
  const asked = { ...wish, words };
  // A word that everybody says stands in the newest texts often enough; one that few say is found by its trigrams.
  const latest = idsOf(await tx.execute<Found>(lately(businessId, asked)));
  const found =
    latest.length === wish.limit
      ? latest
      : idsOf(await tx.execute<Found>(everywhere(businessId, asked)));
  return wordsFound(tx, businessId, { found, words });
}

type Asked = Wish & { words: readonly string[] };
type Found = { call_id: string; recording_id: string };
type Place = { callId: number; recordingId: string };

const LATELY = 500;

function lately(businessId: string, asked: Asked): SQL {
  return sql`
    with latest as materialized (
      select call_id, recording_id, text from transcripts t where business_id = ${businessId} and ${when(asked)}
      order by call_id desc limit ${LATELY})
    select call_id, max(recording_id::text) as recording_id from latest where ${holds(asked.words)}
    group by call_id order by call_id desc limit ${asked.limit}`;
}

function everywhere(businessId: string, asked: Asked): SQL {
  return sql`
    with found as materialized (
      select call_id, recording_id from transcripts t
      where business_id = ${businessId} and ${holds(asked.words)} and ${when(asked)})
    select call_id, max(recording_id::text) as recording_id from found
    group by call_id order by call_id desc limit ${asked.limit}`;
}

function holds(words: readonly string[]): SQL {
  const each = words.map((word) => sql`text like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  return sql.join(each, sql` and `);
}

function when({ days, before }: Wish): SQL {
  const parts = [
    before === undefined ? sql`true` : sql`call_id < ${before}::bigint`,
    ...(days === undefined
      ? []
      : [
          sql`exists (select from calls c where c.business_id = t.business_id and c.id = t.call_id
            and c.started_at >= ${iso(days.from)}::timestamptz and c.started_at < ${iso(days.to)}::timestamptz)`,
        ]),
  ];
  return sql.join(parts, sql` and `);
}

function idsOf(rows: Iterable<Found>): Place[] {
  return [...rows].map((row) => ({ callId: Number(row.call_id), recordingId: row.recording_id }));
}

async function wordsFound(
  tx: Tx,
  businessId: string,
  { found, words }: { found: readonly Place[]; words: readonly string[] },
): Promise<FoundTalk[]> {
  if (found.length === 0) return [];
  const rows = await tx.execute<{ recording_id: string; turns: Turn[] }>(sql`
    select recording_id, turns from transcripts
    where business_id = ${businessId} and recording_id = any(${texts(found.map((one) => one.recordingId))}::uuid[])`);
  const turnsOf = new Map([...rows].map((row) => [row.recording_id, row.turns]));
  return found.map(({ callId, recordingId }) => {
    const turns = turnsOf.get(recordingId) ?? [];
    const turn =
      turns.find(({ text }) => words.every((word) => searchable(text).includes(word))) ??
      turns.find(({ text }) => words.some((word) => searchable(text).includes(word)));
    return { callId, words: excerpt(turn?.text ?? "", words), atS: turn?.startS ?? 0 };
  });
}
