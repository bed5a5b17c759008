import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import type { CountedCall } from "./counted-call.ts";
import type { Period } from "./period.ts";
import { createTally, type Statistics } from "./statistics.ts";

/** A page is counted at once; between two of them others get their turn. */
const PAGE = 4000;

/** What came of a business's calls in a period, of all lines or one; only calls with people outside count, merged ones once. */
export async function statistics(
  tx: Tx,
  businessId: string,
  about: { period: Period; zone: string; ghostS: number; line?: string },
): Promise<Statistics> {
  const tally = createTally(about);
  const { from, to } = about.period;
  let after: Place = { at: new Date(from).toISOString(), id: 0 };
  for (;;) {
    const { calls, last } = await pageOf(tx, businessId, { after, to, line: about.line });
    tally.add(calls);
    if (last === null) return tally.result();
    after = last;
  }
}

type Place = { at: string; id: number };
type Row = {
  id: string;
  at: string;
  mark: string;
  ended_at: string | null;
  direction: string;
  outcome: string;
  answered_at: string | null;
  wait_s: string | null;
  talk_s: string | null;
  line: string | null;
  client: string | null;
  ext: string | null;
  handed: boolean | null;
};

async function pageOf(
  tx: Tx,
  businessId: string,
  { after, to, line }: { after: Place; to: number; line: string | undefined },
): Promise<{ calls: CountedCall[]; last: Place | null }> {
  const through = line === undefined ? sql`true` : sql`line = ${line}`;
  const rows = await tx.execute<Row>(sql`
    select id, started_at::text as mark, (extract(epoch from started_at) * 1000)::bigint as at,
      (extract(epoch from ended_at) * 1000)::bigint as ended_at, direction, outcome, line, client,
      state->>'answeredAt' as answered_at, state->>'ringS' as wait_s, state->>'talkS' as talk_s,
      case direction when 'in' then state->'answeredBy'->>'ext' else state->'employee'->>'ext' end as ext,
      (state->>'transferred')::boolean as handed
    from calls
    where business_id = ${businessId} and (started_at, id) > (${after.at}::timestamptz, ${after.id}::bigint)
      and started_at >= ${after.at}::timestamptz and started_at < ${new Date(to).toISOString()}::timestamptz
      and merged_into is null and outcome is not null and direction <> 'internal' and (state->>'ours')::boolean and ${through}
    order by calls.started_at, id limit ${PAGE}`);
  const end = rows.length < PAGE ? undefined : rows.at(-1);
  return {
    calls: [...rows].map(toCounted),
    last: end ? { at: end.mark, id: Number(end.id) } : null,
  };
}

function toCounted(row: Row): CountedCall {
  return {
    at: Number(row.at),
    endedAt: numberOf(row.ended_at),
    incoming: row.direction === "in",
    outcome: row.outcome === "answered" || row.outcome === "unknown" ? row.outcome : "missed",
    answeredAt: numberOf(row.answered_at),
    waitS: numberOf(row.wait_s),
    talkS: numberOf(row.talk_s),
    line: row.line,
    client: row.client,
    ext: row.ext,
    handed: row.handed === true,
  };
}

function numberOf(value: string | null): number | null {
  return value === null ? null : Number(value);
}
