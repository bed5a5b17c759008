import type { DomainEvent } from "../events/event.ts";

type Told = { number: number; name: string | null; phones: readonly string[] };

export function clientEvent(
  businessId: string,
  event: "client.created" | "client.updated",
  { client, now }: { client: Told; now: number },
): DomainEvent {
  const { number, name, phones } = client;
  const data = { client_id: number, name, phone: phones[0] ?? null, phones: [...phones] };
  return { businessId, event, data, at: now };
}
