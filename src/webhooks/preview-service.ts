import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { envelopeOf } from "./envelope.ts";
import { problemOf, passes, type FilterProblem } from "./filter.ts";
import type { Json } from "./json.ts";
import { wants } from "./pattern.ts";
import { isTemplate, render, templateProblem, type TemplateProblem } from "./template.ts";

const LOOKED_AT = 500;
const SHOWN = 5;

type Wish = {
  events: readonly string[];
  filter: Json | null;
  template: string;
  templateText: string | null;
};

export type Preview =
  | {
      /** How many of the last events were looked at, would be sent. */
      looked: number;
      matched: number;
      /** The latest of them with the body that would leave. */
      examples: { event: string; at: number; body: string }[];
    }
  | { problem: FilterProblem | TemplateProblem | "unknown" };

/** What a subscription would have sent of the last 500 events. */
export async function previewOf(
  tx: Tx,
  businessId: string,
  { events, filter, template, templateText }: Wish,
): Promise<Preview> {
  if (!isTemplate(template)) return { problem: "unknown" };
  const problem =
    (filter === null ? null : problemOf(filter)) ?? templateProblem(template, templateText);
  if (problem) return { problem };
  const rows = await tx.execute<{ id: string; event: string; at: string; data: unknown }>(sql`
    select public_id as id, event, at, data from events
    where business_id = ${businessId} and sequence is not null order by sequence desc limit ${LOOKED_AT}`);
  const found = [...rows]
    .filter(({ event }) => wants(events, event))
    .map((row) => {
      const at = new Date(row.at).getTime();
      return { event: row.event, at, envelope: envelopeOf({ ...row, at, businessId }, 1) };
    })
    .filter(({ envelope }) => filter === null || passes(filter, envelope));
  return {
    looked: rows.length,
    matched: found.length,
    examples: found.slice(0, SHOWN).map(({ event, at, envelope }) => ({
      event,
      at,
      body: render({ template, text: templateText }, envelope),
    })),
  };
}
