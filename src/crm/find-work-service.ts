import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

export type FoundTask = { id: number; number: number; title: string; done: boolean };
/** `about` is what was commented; the first that is there, and its `number` as people see it (a call has none). */
export type FoundComment = {
  text: string;
  number: number | null;
  authorName: string;
  at: number;
  about: { taskId: number } | { dealId: number } | { callId: number } | { clientId: number };
};

type Wish = { text: string; limit: number };

/** Tasks whose title holds every word, the newest first. */
export async function findTasks(
  tx: Tx,
  businessId: string,
  { text, limit }: Wish,
): Promise<FoundTask[]> {
  const rows = await tx.execute<{ id: string; number: number; title: string; status: string }>(sql`
    select id, number, title, status from (
      select * from tasks where business_id = ${businessId} and removed_at is null order by number desc limit ${LATEST}) t
    where ${holds(sql`title`, text)} order by number desc limit ${limit}`);
  return [...rows].map(({ id, number, title, status }) => ({
    id: Number(id),
    number,
    title,
    done: status === "completed",
  }));
}

/** Comments that hold every word, the newest first. */
export async function findComments(
  tx: Tx,
  businessId: string,
  { text, limit }: Wish,
): Promise<FoundComment[]> {
  const rows = await tx.execute<CommentRow>(sql`
    select t.text, t.author_name, t.created_at, t.task_id, t.deal_id, t.call_id, t.client_id, case
        when t.task_id is not null then (select number from tasks k where k.business_id = ${businessId} and k.id = t.task_id)
        when t.deal_id is not null then (select number from deals d where d.business_id = ${businessId} and d.id = t.deal_id)
        when t.call_id is null then (select number from clients c where c.business_id = ${businessId} and c.id = t.client_id)
      end as about_number
    from (select * from comments where business_id = ${businessId} order by number desc limit ${LATEST}) t
    where ${holds(sql`t.text`, text)} order by t.number desc limit ${limit}`);
  return [...rows].flatMap((row) => {
    const about = aboutOf(row);
    return about === null
      ? []
      : [
          {
            text: row.text,
            number: row.about_number,
            authorName: row.author_name,
            at: new Date(row.created_at).getTime(),
            about,
          },
        ];
  });
}

type CommentRow = {
  text: string;
  author_name: string;
  created_at: string;
  task_id: string | null;
  deal_id: string | null;
  call_id: string | null;
  client_id: string | null;
  about_number: number | null;
};

/** These texts have no index of their own: so many of the newest are read. */
const LATEST = 20_000;

function aboutOf(row: CommentRow): FoundComment["about"] | null {
  if (row.task_id !== null) return { taskId: Number(row.task_id) };
  if (row.deal_id !== null) return { dealId: Number(row.deal_id) };
  if (row.call_id !== null) return { callId: Number(row.call_id) };
  return row.client_id === null ? null : { clientId: Number(row.client_id) };
}

function holds(column: SQL, text: string): SQL {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const each = words.map(
    (word) => sql`${column} ilike ${`%${word.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`,
  );
  return each.length === 0 ? sql`false` : sql.join(each, sql` and `);
}
