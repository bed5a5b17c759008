import type { PgDatabase } from "drizzle-orm/pg-core";
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { newLife, type Life } from "./life.ts";
import { socketsOf } from "./socket.ts";

/** What a store takes: a transaction or the database itself. */
export type Tx = PgDatabase<PostgresJsQueryResultHKT>;

/**
 * The pool, with the raw postgres.js client as `$client`: raw SQL writes JSON as `${text}::text::jsonb` and reads arrays
 * as `to_jsonb(…)`.
 */
export type Database = PostgresJsDatabase & { $client: postgres.Sql; close(): Promise<void> };

/** Opens a pool of at most `pool` connections, made on first use; a lost server is tried again within 0.2 s. */
export function openDatabase(options: { url: string; pool: number; name?: string }): Database {
  const settings = {
    max: options.pool,
    prepare: true,
    connect_timeout: 10,
    backoff: () => 0.2,
    // Nobody waits for the driver's own question about array types: a server lost under it would end the process.
    fetch_types: false,
    connection: { application_name: options.name ?? "frontdesk" },
    onnotice: () => {},
    socket: socketsOf(),
  };
  const sql = postgres(options.url, settings);
  const database = drizzle(preparing(sql), { casing: "snake_case" });
  return Object.assign(database, { close: () => sql.end({ timeout: 5 }) });
}

/**
 * drizzle asks for unprepared statements. postgres.js describes each of those before it runs it, which costs a second
 * round trip and keeps the statements of a transaction from being sent ahead of one another's answers.
 */
function preparing<T extends postgres.Sql | postgres.TransactionSql>(sql: T, life?: Life): T {
  const unsafe = sql.unsafe.bind(sql);
  const prepared = (text: string, values?: never[], options?: object) => {
    life?.check();
    const statement = unsafe(text, values ?? [], { ...options, prepare: true });
    life?.watch(statement);
    return statement;
  };
  Object.assign(sql, { unsafe: prepared });
  const opener = "begin" in sql ? "begin" : "savepoint";
  const open: unknown = Reflect.get(sql, opener);
  if (typeof open !== "function") return sql;
  return Object.assign(sql, {
    [opener]: async (work: Work): Promise<unknown> => {
      const own = life ?? newLife(isBroken);
      own.check();
      const inside = (inner: postgres.TransactionSql): Promise<unknown> =>
        own.unseen(Promise.resolve(work(preparing(inner, own))));
      return own.orLoss(Promise.resolve(Reflect.apply(open, sql, [inside])));
    },
  });
}

/** The connection is gone; what a server answers leaves it as it is. */
function isBroken(error: unknown): boolean {
  return isUnavailable(error) && !(error instanceof postgres.PostgresError);
}

type Work = (tx: postgres.TransactionSql) => unknown;

const UNAVAILABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  // The server is stopping, crashed or not up yet (PostgreSQL, appendix A, class 57).
  "57P01",
  "57P02",
  "57P03",
]);

/** True when the database is away or out of resources, so that the same work may succeed later. */
export function isUnavailable(error: unknown): boolean {
  for (
    let at: unknown = error, depth = 0;
    at instanceof Error && depth < 8;
    at = at.cause, depth += 1
  ) {
    const code = "code" in at ? String(at.code) : "";
    // Class 08 is a broken connection, class 53 a full disk, memory or connection table.
    if (UNAVAILABLE.has(code) || /^(08|53)[0-9A-Z]{3}$/.test(code)) return true;
  }
  return false;
}
