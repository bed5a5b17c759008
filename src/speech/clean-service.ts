import { sql } from "drizzle-orm";
import { forgetOldLinks } from "../calls/call-link-service.ts";
import { forgetAudio } from "../calls/spoken-service.ts";
import type { Database } from "../db/client.ts";
import { iso, texts } from "../db/value.ts";
import type { Files } from "../gateways/file-port.ts";
import { groupBy } from "../lib/group-by.ts";

const DAY_MS = 86_400_000;
/** Links that nobody asked for; a recording is fetched or given up long before. */
const LINKS_MS = 2 * DAY_MS;
/** A file may be on the disk some moments before its row names it. */
const YOUNG_MS = DAY_MS;
const BATCH = 200;

type CleanDeps = { db: Database; files: Files };

/** Takes away recordings that are past their time, what is left of calls that are gone, and files that nobody knows. */
export async function cleanSpeech(
  { db, files }: CleanDeps,
  { days, now }: { days: number; now: number },
): Promise<void> {
  await forgetOldLinks(db, { before: now - LINKS_MS });
  await removeOld({ db, files }, { days, now });
  await forgetCallless({ db, files });
  await sweepFiles({ db, files }, now);
}

/** A business may keep its recordings for a shorter time than the server, never for a longer one. */
async function removeOld(
  { db, files }: CleanDeps,
  { days, now }: { days: number; now: number },
): Promise<void> {
  for (;;) {
    const rows = await db.execute<{
      id: string;
      business_id: string;
      call_id: string;
      file: string;
    }>(sql`
      select r.id, r.business_id, r.call_id, r.file from recordings r left join speech_settings s on s.business_id = r.business_id
      where r.file is not null and r.removed_at is null
        and r.stored_at < ${iso(now)}::timestamptz - least(coalesce(s.keep_days, ${days}::int), ${days}::int) * interval '1 day'
      order by r.stored_at limit ${BATCH}`);
    const gone = await removed(files, [...rows]);
    for (const { id, business_id } of gone)
      await db.execute(sql`
        update recordings set removed_at = ${iso(now)}::timestamptz, file_id = null, file_bot_id = null where business_id = ${business_id} and id = ${id}`);
    await hush(db, gone);
    if (rows.length < BATCH || gone.length === 0) return;
  }
}

/** Their cards offer nothing to be played any more; who opens one sees it when it is next drawn. */
async function hush(
  db: Database,
  gone: readonly { business_id: string; call_id: string }[],
): Promise<void> {
  for (const [businessId, own] of groupBy(gone, (row) => row.business_id))
    await forgetAudio(
      db,
      businessId,
      own.map(({ call_id }) => Number(call_id)),
    );
}

async function forgetCallless({ db, files }: CleanDeps): Promise<void> {
  for (;;) {
    const rows = await db.execute<{ id: string; business_id: string; file: string | null }>(sql`
      select r.id, r.business_id, r.file from recordings r
      where not exists (select 1 from calls c where c.business_id = r.business_id and c.id = r.call_id) limit ${BATCH}`);
    const gone = await removed(files, [...rows]);
    for (const { id, business_id } of gone)
      await db.execute(
        sql`delete from recordings where business_id = ${business_id} and id = ${id}`,
      );
    if (rows.length < BATCH || gone.length === 0) break;
  }
  await db.execute(sql`
    delete from recording_parts p where not exists (select 1 from recordings r where r.business_id = p.business_id and r.id = p.recording_id)`);
  for (const table of ["transcripts", "analyses", "analysis_votes", "promises"])
    await db.execute(sql`
      delete from ${sql.raw(table)} t where not exists (select 1 from calls c where c.business_id = t.business_id and c.id = t.call_id)`);
}

/** Those whose files are away now; the others are tried again the next night. */
async function removed<R extends { file: string | null }>(
  files: Files,
  rows: readonly R[],
): Promise<R[]> {
  const gone: R[] = [];
  for (const row of rows)
    if (row.file === null || "removed" in (await files.remove(row.file))) gone.push(row);
  return gone;
}

/** What a killed process left behind. */
async function sweepFiles({ db, files }: CleanDeps, now: number): Promise<void> {
  const names = (await files.names(now - YOUNG_MS)) ?? [];
  for (let i = 0; i < names.length; i += BATCH) {
    const some = names.slice(i, i + BATCH);
    const rows = await db.execute<{ file: string }>(sql`
      select file from recordings where removed_at is null and file = any(${texts(some)})`);
    const known = new Set([...rows].map(({ file }) => file));
    for (const name of some) if (!known.has(name)) await files.remove(name);
  }
}
