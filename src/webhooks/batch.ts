import { createHash } from "node:crypto";
import type { BatchRule } from "./endpoint.ts";
import type { Claimed } from "./delivery.ts";
import { isRecord, readJson, type Json } from "./json.ts";

/** What leaves in one request. */
export type Parcel = {
  id: string;
  event: string;
  sequence: number | null;
  attempt: number;
  body: string;
  items: Claimed[];
};

const FRAME = '{"events":[]}'.length;

/** One delivery in a request of its own. */
export function single(item: Claimed): Parcel {
  const { eventId, event, sequence, attempt, body } = item;
  return { id: eventId, event, sequence, attempt, body, items: [item] };
}

/** Deliveries in order, as many in a request as the rule allows; one that is too large for it goes alone. */
export function parcels(items: readonly Claimed[], rule: BatchRule): Parcel[] {
  const groups: Claimed[][] = [];
  let room = 0;
  for (const item of items) {
    const bytes = Buffer.byteLength(item.body) + 1;
    const last = groups.at(-1);
    if (last && last.length < rule.size && bytes <= room) {
      last.push(item);
      room -= bytes;
    } else {
      groups.push([item]);
      room = rule.bytes - FRAME - bytes;
    }
  }
  return groups.map(together);
}

/** The items that a batch's receiver did not take: `{"results":[{"id":…,"ok":false}]}`, whatever its 2xx status is. */
export function refusedItems(response: string | null): ReadonlySet<string> {
  const answer = readJson(response ?? "");
  const results = answer !== undefined && isRecord(answer) ? answer["results"] : null;
  if (!Array.isArray(results)) return new Set();
  return new Set(results.flatMap(refusedId));
}

/** The same items make the same batch, so that a receiver knows it again. */
function together(items: Claimed[]): Parcel {
  const ids = items.map(({ eventId }) => eventId).join(",");
  return {
    id: `batch_${createHash("sha256").update(ids).digest("hex").slice(0, 32)}`,
    event: "batch",
    sequence: items.at(-1)?.sequence ?? null,
    attempt: Math.max(...items.map(({ attempt }) => attempt)),
    body: `{"events":[${items.map(({ body }) => body).join(",")}]}`,
    items,
  };
}

function refusedId(result: Json): string[] {
  if (!isRecord(result) || result["ok"] !== false) return [];
  const { id } = result;
  return typeof id === "string" ? [id] : [];
}
