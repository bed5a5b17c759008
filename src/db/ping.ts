import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";

const PATIENCE_MS = 2000;

/** Whether the database answers at all, and soon. */
export async function pingDatabase(db: Database): Promise<boolean> {
  const answered = db.execute(sql`select 1`).then(
    () => true,
    () => false,
  );
  return Promise.race([
    answered,
    new Promise<false>((done) => {
      setTimeout(() => done(false), PATIENCE_MS).unref();
    }),
  ]);
}
