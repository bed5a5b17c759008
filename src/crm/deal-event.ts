import type { DomainEvent } from "../events/event.ts";
import { isoWithOffset } from "../lib/iso.ts";
import type { Deal } from "./deal.ts";

type DealEventName = "deal.created" | "deal.updated" | "deal.won" | "deal.lost";

/** What is told of a deal; a client without a name is called by the number. */
export function dealEvent(
  businessId: string,
  event: DealEventName,
  { deal, zone, now }: { deal: Deal; zone: string; now: number },
): DomainEvent {
  const { name, amount, currency, client, status, reason, closedAt } = deal;
  const closed = closedAt === null ? null : isoWithOffset(closedAt, zone);
  return {
    businessId,
    event,
    at: now,
    data: {
      deal_id: deal.number,
      name,
      amount,
      currency,
      client: client?.name ?? deal.phone,
      client_id: client?.number ?? null,
      stage: deal.stage?.name ?? null,
      created_at: isoWithOffset(deal.createdAt, zone),
      ...(status === "won" && closed !== null ? { won_at: closed } : {}),
      ...(status === "lost" && closed !== null ? { lost_at: closed, reason } : {}),
      source_call_id: deal.sourceCallId,
      ...(deal.removed ? { removed: true } : {}),
    },
  };
}
