import { sql, type SQL } from "drizzle-orm";

/** JSON of raw SQL: drizzle takes the driver's own serialisers away, so that the text is cast twice. */
export function json(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::text::jsonb`;
}

/** A `text[]` of raw SQL. */
export function texts(values: readonly string[]): SQL {
  return sql`array(select jsonb_array_elements_text(${json(values)}))`;
}

/** A `bigint[]` of raw SQL. */
export function numbers(values: readonly number[]): SQL {
  return sql`array(select jsonb_array_elements_text(${json(values)})::bigint)`;
}

/** An instant (epoch ms) as raw SQL takes it. */
export function iso(at: number): string;
export function iso(at: number | null): string | null;
export function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
