import { sql } from "drizzle-orm";
import type { Database } from "../../src/db/client.ts";

export type StoredRow = {
  at: number;
  direction?: "in" | "out" | "internal";
  outcome?: string | null;
  ours?: boolean;
  mergedInto?: number;
  client?: string | null;
  line?: string | null;
  ext?: string | null;
  ringS?: number;
  talkS?: number;
  transferred?: boolean;
};

/** Calls as the fold keeps them, with what statistics read of their state. */
export async function storeCalls(
  db: Database,
  businessId: string,
  rows: readonly StoredRow[],
): Promise<void> {
  const list = rows.map((row, index) => {
    const { at, direction = "in", outcome = "missed", ringS = 20, talkS = 0, ext = null } = row;
    const answered = outcome === "answered";
    const who = ext === null ? null : { ext, name: null };
    return {
      key: `${at}-${index}`,
      direction,
      outcome,
      client: row.client === undefined ? "+380671112233" : row.client,
      line: row.line === undefined ? "+380441234567" : row.line,
      merged: row.mergedInto ?? null,
      started: new Date(at).toISOString(),
      ended: new Date(at + (ringS + talkS) * 1000).toISOString(),
      state: {
        direction,
        outcome,
        client: row.client === undefined ? "+380671112233" : row.client,
        clientName: null,
        startedAt: at,
        answeredAt: answered ? at + ringS * 1000 : null,
        ringS,
        talkS,
        ours: row.ours ?? true,
        transferred: row.transferred ?? false,
        answeredBy: direction === "in" && answered ? who : null,
        employee: direction === "out" ? who : null,
      },
    };
  });
  await db.execute(sql`
    insert into calls (business_id, provider, key, state, direction, outcome, client, line, started_at, ended_at, merged_into)
    select ${businessId}::uuid, 'phonet', key, state, direction, outcome, client, line, started::timestamptz, ended::timestamptz, merged
    from jsonb_to_recordset(${JSON.stringify(list)}::text::jsonb)
      as r(key text, state jsonb, direction text, outcome text, client text, line text, started text, ended text, merged bigint)`);
}
