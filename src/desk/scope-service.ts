import { employeesOf, linesOf } from "../business/line-service.ts";
import type { Extension, Line } from "../business/line.ts";
import type { Tx } from "../db/client.ts";
import { heardLines } from "./hook-store.ts";

/** What an address may be narrowed to, as far as it is known: the provider's extensions, named lines and those of the latest calls. */
export type Scopes = { extensions: Extension[]; lines: Line[] };

export async function scopes(tx: Tx, businessId: string): Promise<Scopes> {
  const named = await linesOf(tx, businessId);
  const heard = await heardLines(tx, businessId);
  const unnamed = heard.filter((line) => !named.some(({ number }) => number === line));
  return {
    extensions: await employeesOf(tx, businessId),
    lines: [...named, ...unnamed.map((number) => ({ number, name: "" }))],
  };
}
