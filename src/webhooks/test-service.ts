import { randomUUID } from "node:crypto";
import type { Database } from "../db/client.ts";
import type { EventName } from "../events/event.ts";
import type { Clock } from "../lib/clock.ts";
import { endpointRow, type Viewer } from "./endpoint-store.ts";
import { envelopeOf } from "./envelope.ts";
import { logOf, logsOf } from "./log-service.ts";
import type { LogDetail } from "./log.ts";
import { addTest } from "./delivery-store.ts";
import { samples } from "./sample.ts";
import { isTemplate, render } from "./template.ts";

export type TestDeps = {
  db: Database;
  clock: Clock;
  /** The pump's: claims this one delivery, sends it and writes what came of it. */
  deliver: (businessId: string, of: { endpointId: string; deliveryId: number }) => Promise<void>;
};

/** What screens and pages call. */
export type SendTest = (
  businessId: string,
  of: Parameters<typeof sendTest>[2],
) => ReturnType<typeof sendTest>;

/** Sends a sample of an event by the way of every delivery, also while the endpoint is off, and gives the attempt. */
export async function sendTest(
  { db, clock, deliver }: TestDeps,
  businessId: string,
  { endpointId, viewer, event }: { endpointId: string; viewer: Viewer; event: EventName },
): Promise<{ log: LogDetail } | { refused: "not_found" | "busy" }> {
  const row = await endpointRow(db, businessId, { endpointId, viewer });
  if (!row) return { refused: "not_found" };
  const told = { id: randomUUID(), businessId, event, at: clock.now(), data: samples[event] };
  const template = isTemplate(row.template) ? row.template : "plain";
  const body = render({ template, text: row.templateText }, envelopeOf(told, null));
  const deliveryId = await addTest(db, businessId, { endpointId, told, body });
  await deliver(businessId, { endpointId, deliveryId });
  const { logs } = await logsOf(db, businessId, { endpointId, filter: { deliveryId }, limit: 1 });
  const log = logs[0] && (await logOf(db, businessId, { endpointId, logId: logs[0].id }));
  return log ? { log } : { refused: "busy" };
}
