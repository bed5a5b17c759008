import { isRecord, type Json, type JsonRecord } from "./json.ts";

/** More is not sent: `payload_too_large`. */
export const MAX_BODY = 262_144;

export type Envelope = {
  id: string;
  event: string;
  /** Unix seconds of the event. */
  timestamp: number;
  business_id: string;
  sequence: number | null;
  data: Json;
  test?: true;
};

/** An event with its public id; `at` is epoch ms. */
export type Told = { id: string; businessId: string; event: string; at: number; data: unknown };

/** What is told of an event; `sequence` is the endpoint's own, and null for a test. */
export function envelopeOf(event: Told, sequence: number | null): Envelope & JsonRecord {
  const data: Json = JSON.parse(JSON.stringify(event.data));
  return {
    id: event.id,
    event: event.event,
    timestamp: Math.floor(event.at / 1000),
    business_id: event.businessId,
    sequence,
    data,
    ...(sequence === null ? { test: true as const } : {}),
  };
}

/** Which events keep their order among each other: those of one call, deal, task or client. */
export function laneOf({ event, data }: Pick<Told, "event" | "data">): string {
  const family = event.split(".")[0] ?? event;
  const own = family === "followup" ? "call" : family;
  return `${own}:${numberAt(data, `${own}_id`) ?? ""}`;
}

/** The client that an event speaks of, by the number that people see. */
export function clientOf({ data }: Pick<Told, "data">): number | null {
  return numberAt(data, "client_id");
}

function numberAt(data: unknown, key: string): number | null {
  const value: Json = JSON.parse(JSON.stringify(data ?? null));
  const found = isRecord(value) ? value[key] : null;
  return typeof found === "number" ? found : null;
}
