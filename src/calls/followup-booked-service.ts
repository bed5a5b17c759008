import { z } from "zod";
import { clientOf } from "../crm/client-service.ts";
import { clientByNumber, provenOn } from "../crm/handle-service.ts";
import type { Tx } from "../db/client.ts";
import { channelNames } from "./card-chat.ts";
import { WRITING_MS } from "./chat-service.ts";
import { closeOpenOf } from "./followup-service.ts";
import { seenCallsOf } from "./lately-service.ts";
import { showCalls } from "./show-service.ts";

type Happened = { businessId: string; event: string; at: number; data: unknown };

const bookingShape = z.object({
  client: z.object({ id: z.number().nullable() }),
  channel: z.string(),
});

/**
 * A visit changed: who booked in a chat need not be called back, and cards tell of the visits that are to come. A number that
 * was only typed there may be any caller's: that one is called back still.
 */
export async function bookedFollows(
  tx: Tx,
  { businessId, event, at: now, data }: Happened,
): Promise<void> {
  const { client, channel } = bookingShape.parse(data);
  const clientId = client.id === null ? null : await clientByNumber(tx, businessId, client.id);
  const found = clientId === null ? null : await clientOf(tx, businessId, clientId);
  if (!found) return;
  const { id } = found.client;
  const chat = channel === "telegram" || channel === "whatsapp" ? channel : null;
  if (event === "booking.created" && chat !== null) {
    const phones = await provenOn(tx, businessId, { channel: chat, clientId: id });
    await closeOpenOf(tx, businessId, { phones, how: "booked", by: channelNames[chat], now });
  }
  const calls = await seenCallsOf(tx, businessId, { clientId: id, since: now - WRITING_MS });
  await showCalls(tx, businessId, calls);
}
