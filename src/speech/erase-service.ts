import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers } from "../db/value.ts";
import type { Files } from "../gateways/file-port.ts";

export type ErasedSpeech = {
  counts: { recordings: number; transcripts: number; analyses: number };
  /** To be removed once the erasure is committed. */
  files: string[];
};

/** Takes away everything that was recorded, heard and understood of calls. */
export async function eraseSpeech(
  tx: Tx,
  businessId: string,
  { callIds }: { callIds: readonly number[] },
): Promise<ErasedSpeech> {
  if (callIds.length === 0)
    return { counts: { recordings: 0, transcripts: 0, analyses: 0 }, files: [] };
  const ids = numbers(callIds);
  const own = sql`business_id = ${businessId} and call_id = any(${ids})`;
  await tx.execute(sql`
    delete from recording_parts where business_id = ${businessId} and recording_id in (select id from recordings where ${own})`);
  const rows = await tx.execute<{ file: string | null; state: string }>(
    sql`delete from recordings where ${own} returning file, state`,
  );
  const transcripts = await tx.execute(sql`delete from transcripts where ${own} returning 1`);
  const analyses = await tx.execute(sql`delete from analyses where ${own} returning 1`);
  for (const table of ["analysis_votes", "promises"])
    await tx.execute(sql`delete from ${sql.raw(table)} where ${own}`);
  return {
    counts: {
      recordings: [...rows].filter(({ file }) => file !== null).length,
      transcripts: transcripts.length,
      analyses: analyses.length,
    },
    files: [...rows].flatMap(({ file }) => file ?? []),
  };
}

/** Removes files of committed erasures; those that cannot be reached now are swept at night. */
export async function removeFiles(files: Files, names: readonly string[]): Promise<void> {
  for (const name of names) await files.remove(name);
}
