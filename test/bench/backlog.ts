import { randomBytes } from "node:crypto";
import type { TokenView } from "../../src/business/hook-token.ts";
import type { Hook } from "../../src/calls/hook.ts";
import { insertHooks } from "../../src/calls/inbox-store.ts";
import type { Database } from "../../src/db/client.ts";
import { judge } from "../../src/telephony/judge.ts";
import { phoneOf, phonetBody, uuidOf, type PhonetEvent } from "./hook.ts";
import type { Salon } from "./seed.ts";

const EVENTS: readonly PhonetEvent[] = ["call.dial", "call.bridge", "call.hangup"];
/** So many calls run beside each other. */
const AT_ONCE = 50;
const BATCH = 1000;

/** Puts judged hooks of several businesses into the inbox as the product would: calls with a dial, a bridge and a hangup each. */
export async function fillInbox(
  db: Database,
  salons: readonly Salon[],
  calls: number,
): Promise<number> {
  const hooks: Hook[] = [];
  for (let first = 0; first < calls; first += AT_ONCE) {
    const now = Date.now();
    const rings = Array.from({ length: Math.min(AT_ONCE, calls - first) }, (_, n) => ({
      uuid: uuidOf(randomBytes(16)),
      phone: phoneOf(first + n),
      dialAt: now - 3000,
      bridgeAt: now - 2000,
    }));
    EVENTS.forEach((event, n) => {
      for (const [i, ring] of rings.entries()) {
        const salon = salons[i % salons.length];
        if (salon) hooks.push(hookOf(salon, phonetBody(event, ring, now - 3000 + n * 1000), now));
      }
    });
  }
  for (let i = 0; i < hooks.length; i += BATCH) await insertHooks(db, hooks.slice(i, i + BATCH));
  return hooks.length;
}

function hookOf(salon: Salon, body: string, now: number): Hook {
  const { businessId, tokenId } = salon;
  const raw = Buffer.from(body);
  const heard = {
    provider: "phonet",
    method: "POST",
    query: "",
    contentType: "application/json",
    signature: null,
  } as const;
  const { status, verdict, reason, name, events } = judge(
    { ...heard, raw, now },
    viewOf(salon),
    null,
  );
  if (verdict !== "accepted") throw new Error(`the hook was ${verdict}: ${String(reason)}`);
  return {
    businessId,
    tokenId,
    ...heard,
    query: null,
    raw,
    status,
    verdict,
    reason,
    name,
    events,
    receivedAt: now,
  };
}

function viewOf({ businessId, tokenId }: Salon): TokenView {
  return {
    id: tokenId,
    businessId,
    provider: "phonet",
    accountId: tokenId,
    label: "bench.phonet.com.ua",
    line: null,
    ext: null,
    country: "UA",
    zone: "Etc/UTC",
    secret: null,
    others: [],
    watch: null,
  };
}
