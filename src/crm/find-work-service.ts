import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";

export type FoundTask = { id: number; title: string; done: boolean };
/** `about` is what was commented; the first that is there. */
export type FoundComment = {
  text: string;
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
  const rows = await tx.execute<{ id: string; title: string; status: string }>(sql`
    select id, title, status from (
      select * from tasks where business_id = ${businessId} and removed_at is null order by number desc limit ${LATEST}) t
    where ${holds(sql`title`, text)} order by number desc limit ${limit}`);
  return [...rows].map(({ id, title, status }) => ({
    id: Number(id),
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
    select text, author_name, created_at, task_id, deal_id, call_id, client_id from (
      select * from comments where business_id = ${businessId} order by number desc limit ${LATEST}) t
    where ${holds(sql`text`, text)} order by number desc limit ${limit}`);
  return [...rows].flatMap((row) => {
    const about = aboutOf(row);
    return about === null
      ? []
      : [
          {
            text: row.text,
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
