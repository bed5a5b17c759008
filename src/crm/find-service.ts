import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "../db/client.ts";
import { numbers, texts } from "../db/value.ts";
import {
  CLIENT_COLUMNS,
  toClientRow,
  type ClientColumns,
  type ClientRow,
} from "./client-list-service.ts";
import { headPatternsOf, loosePatternsOf, patternsOf, slipsFrom, wordsOf } from "./spelling.ts";

type Wish = { name: string; limit: number };

/** Clients with this name, the newest first; where nobody has it, those whose names are close to it, the closest first. */
export async function clientsNamed(tx: Tx, businessId: string, wish: Wish): Promise<ClientRow[]> {
  const rows = await tx.execute<ClientColumns>(sql`
    with named as materialized (${idsNamed(businessId, wish.name)})
    select ${CLIENT_COLUMNS} from clients c where c.business_id = ${businessId} and c.id in (select id from named order by number desc limit ${wish.limit})
    order by c.number desc`);
  if (rows.length > 0) return [...rows].map(toClientRow);
  const ids = await idsClose(tx, businessId, wish);
  if (ids.length === 0) return [];
  const close = await tx.execute<ClientColumns>(sql`
    select ${CLIENT_COLUMNS} from clients c where c.business_id = ${businessId} and c.id = any(${numbers(ids)})`);
  const place = new Map(ids.map((id, at) => [id, at]));
  return [...close]
    .map(toClientRow)
    .toSorted((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0));
}

/** Clients any of whose numbers ends with these digits, the newest first. */
export async function clientsWithDigits(
  tx: Tx,
  businessId: string,
  { digits, limit }: { digits: string; limit: number },
): Promise<ClientRow[]> {
  const tail = Array.from(digits).toReversed().join("");
  const rows = await tx.execute<ClientColumns>(sql`
    with found as materialized (
      select distinct client_id as id from client_phones
      where business_id = ${businessId} and reverse(phone) ~>=~ ${tail} and reverse(phone) ~<~ ${`${tail}:`})
    select ${CLIENT_COLUMNS} from found join clients c on c.id = found.id and c.business_id = ${businessId}
    where c.merged_into is null order by c.number desc limit ${limit}`);
  return [...rows].map(toClientRow);
}

/** The numbers of the newest clients with this name; `close`: nobody has it, and these have a name like it. */
export async function phonesNamed(
  tx: Tx,
  businessId: string,
  wish: Wish,
): Promise<{ phones: string[]; close: boolean }> {
  const rows = await tx.execute<{ phone: string }>(sql`
    with named as materialized (${idsNamed(businessId, wish.name)})
    select p.phone from client_phones p
    where p.client_id in (select id from named order by number desc limit ${wish.limit}) and p.business_id = ${businessId}`);
  if (rows.length > 0) return { phones: [...rows].map(({ phone }) => phone), close: false };
  const ids = await idsClose(tx, businessId, wish);
  if (ids.length === 0) return { phones: [], close: true };
  const close = await tx.execute<{ phone: string }>(sql`
    select phone from client_phones where business_id = ${businessId} and client_id = any(${numbers(ids)})`);
  return { phones: [...close].map(({ phone }) => phone), close: true };
}

/** Whether the client `c` has every one of these words in the name, in any order and spelling. */
export function hasName(name: string): SQL {
  return fits(name, patternsOf);
}

/** Sorted afterwards: looking for the newest first would read every client instead of the index of names. */
function idsNamed(businessId: string, name: string): SQL {
  return sql`
    select c.id, c.number from clients c where c.business_id = ${businessId} and c.merged_into is null and ${hasName(name)}`;
}

/**
 * Those whose words are a slip or two away, the closest first. Slips are rarely at the beginning, and many names end alike:
 * the ends are looked at only when the beginnings lead to nobody.
 */
async function idsClose(tx: Tx, businessId: string, wish: Wish): Promise<number[]> {
  const ids = await idsLike(tx, businessId, { ...wish, patterns: headPatternsOf });
  return ids.length > 0 ? ids : idsLike(tx, businessId, { ...wish, patterns: loosePatternsOf });
}

async function idsLike(
  tx: Tx,
  businessId: string,
  { name, limit, patterns }: Wish & { patterns: (word: string) => string[] },
): Promise<number[]> {
  // Counted off afterwards: for a few of many the planner would read every client instead of the index of names.
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    with loose as materialized (
      select c.id, c.name from clients c
      where c.business_id = ${businessId} and c.merged_into is null and ${fits(name, patterns)})
    select id, name from loose limit ${LOOSE}`);
  const slipsOf = slipsFrom(name);
  return [...rows]
    .flatMap((row) => {
      const slips = slipsOf(row.name);
      return slips === null ? [] : [{ id: Number(row.id), slips }];
    })
    .toSorted((a, b) => a.slips - b.slips || b.id - a.id)
    .slice(0, limit)
    .map(({ id }) => id);
}

/** So many names that share a half of a word are looked at. */
const LOOSE = 1000;
const WORDS = 4;

function fits(name: string, patterns: (word: string) => string[]): SQL {
  const words = wordsOf(name).slice(0, WORDS);
  if (words.length === 0) return sql`false`;
  const each = words.map((word) => sql`c.name ilike any(${texts(patterns(word))})`);
  return sql.join(each, sql` and `);
}
