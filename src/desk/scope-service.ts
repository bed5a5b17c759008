import { employeesOf, linesOf, ownLinesOf } from "../business/line-service.ts";
import type { Extension, Line, OwnLine } from "../business/line.ts";
import type { Tx } from "../db/client.ts";
import { heardExtensions, heardLines } from "./hook-store.ts";

/**
 * The business's lines and people as far as they are known, named ones first: what the provider listed, and what the
 * latest calls came in by or rang at.
 */
export type Scopes = { extensions: Extension[]; lines: Line[] };

export async function scopes(tx: Tx, businessId: string): Promise<Scopes> {
  const named = await linesOf(tx, businessId);
  const heard = await heardLines(tx, businessId);
  const people = await employeesOf(tx, businessId);
  const rang = await heardExtensions(tx, businessId);
  return {
    extensions: [
      ...people,
      ...rang
        .filter((ext) => !people.some((one) => one.ext === ext))
        .map((ext) => ({ ext, name: "" })),
    ],
    lines: [
      ...named,
      ...heard
        .filter((number) => !named.some((one) => one.number === number))
        .map((number) => ({ number, name: "" })),
    ],
  };
}

/** The lines with the hours of their own; those that only calls have told of keep the business's. */
export async function linesWithHours(tx: Tx, businessId: string): Promise<OwnLine[]> {
  const own = await ownLinesOf(tx, businessId);
  const heard = await heardLines(tx, businessId);
  return [
    ...own,
    ...heard
      .filter((number) => !own.some((line) => line.number === number))
      .map((number) => ({ number, name: "", hours: null })),
  ];
}
