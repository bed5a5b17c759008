import { AppError } from "../lib/app-error.ts";
import { MAX_PAGE } from "./cost.ts";

export type Paging = { first: number; after?: string | null };
export type Connection<T> = {
  nodes: T[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/** How many a program asks for; throws `api.bad_page`. */
export function sizeOf(first: number): number {
  if (first < 1 || first > MAX_PAGE) throw new AppError("api.bad_page", "invalid");
  return first;
}

/** The numbers behind a cursor of ours; null: from the beginning. Throws `api.bad_cursor`. */
export function placeAfter(after: string | null | undefined): number[] | null {
  if (after === null || after === undefined) return null;
  const text = Buffer.from(after, "base64url").toString("latin1");
  if (!/^\d{1,15}(?::\d{1,15})?$/.test(text)) throw new AppError("api.bad_cursor", "invalid");
  return text.split(":").map(Number);
}

/** A page of what was asked for with one more than wanted. */
export function connection<T, N>(
  found: readonly T[],
  size: number,
  { cursor, node }: { cursor: (one: T) => number[]; node: (one: T) => N },
): Connection<N> {
  const page = found.slice(0, size);
  const last = page.at(-1);
  return {
    nodes: page.map(node),
    pageInfo: {
      hasNextPage: found.length > size,
      endCursor:
        last === undefined ? null : Buffer.from(cursor(last).join(":")).toString("base64url"),
    },
  };
}
