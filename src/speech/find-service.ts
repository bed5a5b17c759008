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
  const found = await placesOf(tx, businessId, { ...wish, words });
  return wordsFound(tx, businessId, { found, words });
}

type Asked = Wish & { words: readonly string[] };
type Found = { call_id: string; recording_id: string };
type Place = { callId: number; recordingId: string };

/** So many of the newest texts are read before a word is looked up everywhere. */
const LATELY = 500;
/** The texts of so many calls are read at once; more than a busy day has. */
const FEW_CALLS = 5000;

async function placesOf(tx: Tx, businessId: string, asked: Asked): Promise<Place[]> {
  const { days } = asked;
  if (days === undefined || !(await areFew(tx, businessId, days))) {
    // A word that everybody says stands in the newest texts often enough; one that few say is found by its trigrams.
    const latest = idsOf(await tx.execute<Found>(lately(businessId, asked)));
    if (latest.length === asked.limit) return latest;
    return idsOf(await tx.execute<Found>(everywhere(businessId, asked)));
  }
  return idsOf(await tx.execute<Found>(within(businessId, { ...asked, days }, FEW_CALLS)));
}

type Days = { from: number; to: number };

async function areFew(tx: Tx, businessId: string, days: Days): Promise<boolean> {
  const rows = await tx.execute<{ count: string }>(sql`
    select count(*) from (select from calls where business_id = ${businessId} and ${on(days)} limit ${FEW_CALLS + 1}) c`);
  return Number([...rows][0]?.count ?? 0) <= FEW_CALLS;
}

function lately(businessId: string, asked: Asked): SQL {
  const { days, limit, words } = asked;
  if (days !== undefined) return within(businessId, { ...asked, days }, LATELY);
  return sql`
    with latest as materialized (
      select call_id, recording_id, text from transcripts
      where business_id = ${businessId} and ${older(asked)} order by call_id desc limit ${LATELY})
    select call_id, max(recording_id::text) as recording_id from latest where ${holds(words)}
    group by call_id order by call_id desc limit ${limit}`;
}

/** By the calls of these days, the newest of them. */
function within(businessId: string, asked: Asked & { days: Days }, calls: number): SQL {
  return sql`
    with dated as materialized (
      select id from calls where business_id = ${businessId} and ${on(asked.days)} order by started_at desc limit ${calls}),
      latest as materialized (
        select t.call_id, t.recording_id, t.text from dated c
        join transcripts t on t.business_id = ${businessId} and t.call_id = c.id where ${older(asked)})
    select call_id, max(recording_id::text) as recording_id from latest where ${holds(asked.words)}
    group by call_id order by call_id desc limit ${asked.limit}`;
}

function everywhere(businessId: string, asked: Asked): SQL {
  const { days, limit, words } = asked;
  const dated =
    days === undefined
      ? sql`true`
      : sql`call_id in (select id from calls where business_id = ${businessId} and ${on(days)})`;
  return sql`
    with found as materialized (
      select call_id, recording_id from transcripts
      where business_id = ${businessId} and ${holds(words)} and ${older(asked)} and ${dated})
    select call_id, max(recording_id::text) as recording_id from found
    group by call_id order by call_id desc limit ${limit}`;
}

function older({ before }: Wish): SQL {
  return before === undefined ? sql`true` : sql`call_id < ${before}::bigint`;
}

function on({ from, to }: Days): SQL {
  return sql`started_at >= ${iso(from)}::timestamptz and started_at < ${iso(to)}::timestamptz`;
}

function holds(words: readonly string[]): SQL {
  const each = words.map((word) => sql`text like ${`%${word.replace(/[\\%_]/g, "\\$&")}%`}`);
  return sql.join(each, sql` and `);
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
