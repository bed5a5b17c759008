import { sql } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { iso, json, numbers } from "../db/value.ts";
import type { HistoryDetail, HistoryKind } from "./client-history.ts";

type Place = { kind: HistoryKind; id: number; at: number; mark: string };

/** What happened with a client before a mark, the newest first; visits count from when they begin. */
export async function placesBefore(
  tx: Tx,
  businessId: string,
  value: {
    clientId: number;
    phones: readonly string[];
    before: string | null;
    now: number;
    limit: number;
  },
): Promise<Place[]> {
  const { clientId, phones, now, limit } = value;
  const [at = null, kind = "", id = "0"] = value.before?.split("|") ?? [];
  const until =
    at === null
      ? sql`'infinity'::timestamptz`
      : sql`(timestamptz 'epoch' + ${at}::bigint * interval '1 microsecond')`;
  const older = at === null ? sql`true` : sql`(at, kind, id) < (${until}, ${kind}, ${id}::bigint)`;
  const enough = limit + TIED;
  const own = (column: string) =>
    sql`business_id = ${businessId}::uuid and client_id = ${clientId}::bigint and ${sql.raw(column)} <= ${until}`;
  const rows = await tx.execute<{ kind: HistoryKind; id: string; at: string; mark: string }>(sql`
    select kind, id, at, (extract(epoch from at) * 1000000)::bigint || '|' || kind || '|' || id as mark from (
      (select 'call' as kind, c.id, c.started_at as at from jsonb_array_elements_text(${json(phones)}) as p(phone) cross join lateral (
        select id, started_at from calls where business_id = ${businessId}::uuid and client = p.phone and started_at <= ${until}
          and merged_into is null and direction <> 'internal' and (state->>'ours')::boolean
        order by started_at desc limit ${enough}) c)
      union all (select 'deal', id, created_at from deals where ${own("created_at")} and removed_at is null order by created_at desc limit ${enough})
      union all (select 'task', id, created_at from tasks where ${own("created_at")} and removed_at is null order by created_at desc limit ${enough})
      union all (select 'visit', id, starts_at from bookings where ${own("starts_at")} and starts_at <= ${iso(now)}::timestamptz
        and number is not null and status not in ('held', 'gone') order by starts_at desc limit ${enough})
      union all (select 'talk', id, last_at from conversations where ${own("last_at")} order by last_at desc limit ${enough})
      union all (select 'comment', id, created_at from comments where ${own("created_at")} order by created_at desc limit ${enough})
    ) as all_of_them where ${older} order by at desc, kind desc, id desc limit ${limit}`);
  return [...rows].map((row) => ({
    kind: row.kind,
    id: Number(row.id),
    at: new Date(row.at).getTime(),
    mark: row.mark,
  }));
}

/** So many things of one kind may have happened in the same instant. */
const TIED = 10;

/** What lists tell of deals, tasks, visits, dialogues and comments, by kind and id. */
export async function detailsOf(
  tx: Tx,
  businessId: string,
  places: readonly Place[],
): Promise<Map<string, HistoryDetail>> {
  const ids = (kind: HistoryKind) =>
    numbers(places.filter((place) => place.kind === kind).map(({ id }) => id));
  const own = (alias: string, kind: HistoryKind) =>
    sql`${sql.raw(alias)}.business_id = ${businessId}::uuid and ${sql.raw(alias)}.id = any(${ids(kind)})`;
  const rows = await tx.execute<{ id: string; detail: HistoryDetail }>(sql`
    select d.id, jsonb_build_object('kind', 'deal', 'number', d.number, 'name', d.name, 'status', d.status, 'stage', s.name,
      'amount', d.amount::float8, 'currency', d.currency) as detail
    from deals d left join stages s on s.business_id = d.business_id and s.id = d.stage_id where ${own("d", "deal")}
    union all select t.id, jsonb_build_object('kind', 'task', 'number', t.number, 'title', t.title, 'done', t.status = 'completed',
      'dueAt', (extract(epoch from t.due_at) * 1000)::float8, 'assignee', m.name)
    from tasks t left join members m on m.business_id = t.business_id and m.person_id = t.assignee where ${own("t", "task")}
    union all select b.id, jsonb_build_object('kind', 'visit', 'number', b.number, 'service', s.names, 'master', m.names, 'status', b.status,
      'amount', b.amount::float8, 'currency', b.currency)
    from bookings b join services s on s.business_id = b.business_id and s.id = b.service_id
      join masters m on m.business_id = b.business_id and m.id = b.master_id where ${own("b", "visit")}
    union all select v.id, jsonb_build_object('kind', 'talk', 'number', v.number, 'channel', v.channel, 'open', v.closed_at is null, 'text',
      (select left(u.text, 200) from utterances u where u.business_id = v.business_id and u.conversation_id = v.id order by u.id desc limit 1))
    from conversations v where ${own("v", "talk")}
    union all select c.id, jsonb_build_object('kind', 'comment', 'text', c.text, 'author', c.author_name)
    from comments c where ${own("c", "comment")}`);
  return new Map([...rows].map(({ id, detail }) => [`${detail.kind} ${id}`, detail]));
}
