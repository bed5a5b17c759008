import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../db/client.ts";
import { json } from "../db/value.ts";
import type { HeardPart } from "./part.ts";

const shape = z.object({
  channel: z.number().nullable(),
  startS: z.number(),
  endS: z.number(),
  language: z.string().nullable(),
  lengthS: z.number().nullable(),
  pieces: z.array(
    z.object({
      startS: z.number(),
      endS: z.number(),
      text: z.string(),
      noSpeech: z.number().exactOptional(),
      logprob: z.number().exactOptional(),
      speaker: z.string().exactOptional(),
    }),
  ),
  text: z.string(),
});

/** What was heard of a recording until now, by the place of its part. */
export async function readParts(
  tx: Tx,
  businessId: string,
  recordingId: string,
): Promise<Map<number, HeardPart>> {
  const rows = await tx.execute<{ part: number; heard: unknown }>(sql`
    select part, to_jsonb(heard) as heard from recording_parts
    where business_id = ${businessId} and recording_id = ${recordingId}`);
  return new Map([...rows].map(({ part, heard }) => [part, shape.parse(heard)]));
}

export async function keepPart(
  tx: Tx,
  businessId: string,
  { recordingId, part, heard }: { recordingId: string; part: number; heard: HeardPart },
): Promise<void> {
  await tx.execute(sql`
    insert into recording_parts (business_id, recording_id, part, heard)
    values (${businessId}, ${recordingId}, ${part}, ${json(heard)})
    on conflict (business_id, recording_id, part) do update set heard = excluded.heard`);
}
