import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso } from "../db/value.ts";
import type { ExportKind, ExportRow } from "./export.ts";

type Wish = {
  kind: ExportKind;
  /** Epoch ms, `to` excluded. */
  period: { from: number; to: number };
  /** The mark of the last row that was read. */
  after: string | null;
  limit: number;
};

/** A page of a table, the oldest first; `mark` leads to the next one. */
export async function exportPage(
  tx: Tx,
  businessId: string,
  { kind, period, after, limit }: Wish,
): Promise<{ rows: ExportRow[]; mark: string | null }> {
  const within = (column: SQL) =>
    sql`${column} >= ${iso(period.from)}::timestamptz and ${column} < ${iso(period.to)}::timestamptz`;
  const found = await tx.execute<ExportRow & { mark: string }>(
    pages[kind](businessId, { within, after, limit }),
  );
  const rows = [...found];
  return { rows, mark: rows.length < limit ? null : (rows.at(-1)?.mark ?? null) };
}

type Page = { within: (column: SQL) => SQL; after: string | null; limit: number };

const pages: Record<ExportKind, (businessId: string, page: Page) => SQL> = {
  calls: (businessId, { within, after, limit }) => {
    const [at = "-infinity", id = "0"] = after?.split("|") ?? [];
    return sql`
      select c.started_at::text || '|' || c.id as mark, ${ms("c.started_at")} as started, c.direction, coalesce(c.outcome, 'running') as outcome,
        c.client as phone, coalesce(k.name, c.state->>'clientName') as client, coalesce(l.name, c.line) as line,
        coalesce(e.name, w.who->>'name', w.who->>'ext') as employee, (c.state->>'ringS')::float8 as ring, (c.state->>'talkS')::float8 as talk,
        c.spoken->'summary'->>'outcome' as short, concat_ws(' · ', c.spoken->'summary'->'next'->>'text', c.spoken->'summary'->'next'->>'due') as next
      from (
        select * from calls where business_id = ${businessId} and ${within(sql`started_at`)} and started_at >= ${at}::timestamptz
          and (started_at, id) > (${at}::timestamptz, ${id}::bigint) and merged_into is null and direction <> 'internal' and (state->>'ours')::boolean
        order by started_at, id limit ${limit}) c
      left join client_phones p on p.business_id = c.business_id and p.phone = c.client
      left join clients k on k.id = p.client_id and k.business_id = c.business_id
      left join lines l on l.business_id = c.business_id and l.number = c.line
      cross join lateral (select case c.direction when 'in' then c.state->'answeredBy' else c.state->'employee' end as who) w
      left join employees e on e.business_id = c.business_id and e.ext = w.who->>'ext'
      order by c.started_at, c.id`;
  },
  clients: (businessId, { within, after, limit }) => sql`
    select c.number::text as mark, c.number, c.name as client,
      (select string_agg(p.phone, ', ' order by p.phone) from client_phones p where p.business_id = c.business_id and p.client_id = c.id) as phones,
      ${ms("c.created_at")} as created, c.note,
      case when c.do_not_call then 'do_not_call' when c.not_client then 'not_client' end as marks
    from clients c where c.business_id = ${businessId} and c.number > ${after ?? "0"}::int and c.merged_into is null and ${within(sql`c.created_at`)}
    order by c.number limit ${limit}`,
  deals: (businessId, { within, after, limit }) => sql`
    select d.number::text as mark, d.number, d.name as deal, d.status, s.name as stage, d.amount::float8 as amount, d.currency, c.name as client,
      d.phone, ${ms("d.created_at")} as created, ${ms("d.closed_at")} as closed, d.reason, d.note
    from deals d left join stages s on s.id = d.stage_id and s.business_id = d.business_id
    left join clients c on c.id = d.client_id and c.business_id = d.business_id
    where d.business_id = ${businessId} and d.number > ${after ?? "0"}::int and d.removed_at is null and ${within(sql`d.created_at`)}
    order by d.number limit ${limit}`,
  tasks: (businessId, { within, after, limit }) => sql`
    select t.number::text as mark, t.number, t.title as task, t.status, t.priority, ${ms("t.due_at")} as due, m.name as assignee, c.name as client,
      ${ms("t.created_at")} as created, ${ms("t.completed_at")} as closed
    from tasks t left join members m on m.business_id = t.business_id and m.person_id = t.assignee
    left join clients c on c.id = t.client_id and c.business_id = t.business_id
    where t.business_id = ${businessId} and t.number > ${after ?? "0"}::int and t.removed_at is null and ${within(sql`t.created_at`)}
    order by t.number limit ${limit}`,
};

function ms(column: string): SQL {
  return sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
}
