import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { createEndpoint } from "../../src/webhooks/endpoint-service.ts";
import { usual } from "../../src/webhooks/endpoint.ts";
import type { Random } from "../flows/random.ts";
import type { World } from "../flows/world.ts";
import { openSink } from "../webhooks/sink.ts";
import type { Shop } from "./ledger.ts";

/** The address that a program must be allowed to reach: OUTBOUND_ALLOW. */
export const RECEIVER = "127.0.0.2";

export type Receiver = Awaited<ReturnType<typeof openReceiver>>;
/** `again`: deliveries that came more than once. */
type Arrived = { events: number; kept: number; again: number; wrong: string[] };

/** Somebody who wants to know of every call of some shops, and takes a moment to answer. */
export async function openReceiver(world: World, shops: readonly Shop[], random: Random) {
  const sink = await openSink(RECEIVER);
  sink.answer((_caught, response) => {
    setTimeout(() => response.writeHead(200).end("ok"), random.below(60));
  });
  for (const { businessId } of shops) {
    const input = { name: "Sink", url: sink.url, events: ["call.*"], ...usual };
    const deps = {
      keyring: world.keyring(),
      random: (count: number) => randomBytes(count),
      problemOfTarget: () => null,
    };
    const value = { input, personId: null, now: world.clock.now(), deps };
    const made = await createEndpoint(world.db(), businessId, value);
    if (!("endpoint" in made)) throw new Error(JSON.stringify(made));
  }
  const businesses = JSON.stringify(shops.map(({ businessId }) => businessId));
  return {
    /** Every event that was committed against every request that came. */
    arrived: async (): Promise<Arrived> => {
      const rows = await world.db().execute<{ id: string }>(sql`
        select public_id as id from events where event like 'call.%'
          and business_id in (select value::uuid from jsonb_array_elements_text(${businesses}::text::jsonb))`);
      const committed = new Set([...rows].map(({ id }) => id));
      const caught = sink.caught.map(({ headers }) => headers["webhook-id"] ?? "");
      const ids = new Set(caught);
      const lost = [...committed].filter((id) => !ids.has(id));
      const foreign = [...ids].filter((id) => !committed.has(id));
      return {
        events: committed.size,
        kept: committed.size - lost.length,
        again: caught.length - ids.size,
        wrong: [
          ...lost.map((id) => `event ${id} never arrived`),
          ...foreign.map((id) => `event ${id} was never committed`),
        ],
      };
    },
    close: sink.close,
  };
}
