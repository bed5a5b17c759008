import type { TextArgs, TextId } from "../texts/bundle.ts";
import { sayIn } from "./say.ts";
import type { Visit } from "./visit.tsx";

type Asked = Pick<Visit, "query">;

/** The text of what was just done, as the address of a page names it; null for what a table does not know. */
export function doneId({ query }: Asked, table: Partial<Record<string, TextId>>): TextId | null {
  const key = query.get("done") ?? "";
  // The address is anybody's: «constructor» is no row.
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

/** The same in the visitor's language. */
export function doneIn(
  visit: Pick<Visit, "visitor" | "query">,
  table: Partial<Record<string, TextId>>,
  args?: TextArgs,
): string | null {
  const id = doneId(visit, table);
  return id === null ? null : sayIn(visit.visitor.language)(id, args);
}
