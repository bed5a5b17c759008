import type { Salon } from "../booking/salon.ts";
import { visitBy } from "../booking/visit-service.ts";
import { keyboardOf } from "../business/button-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import type { Tx } from "../db/client.ts";
import { deskPlaces } from "./desk-place-service.ts";
import { visitCardOf, type VisitChange } from "./visit-card.ts";

type Change = {
  what: VisitChange;
  bookingId: number;
  was?: number;
  salon: Salon;
  botId: number;
  now: number;
};

/** Tells the business's people of a visit that a customer made, moved or called off. */
export async function visitCard(tx: Tx, businessId: string, change: Change): Promise<void> {
  const { what, bookingId, was, salon, botId, now } = change;
  const visit = await visitBy(tx, businessId, { id: bookingId });
  const desk = await deskPlaces(tx, businessId, { botId });
  if (!visit || !desk) return;
  const posted: Notice[] = [];
  for (const { telegramId, threadId, language, masked } of desk.places) {
    const shown = { what, visit, salon, masked, now, ...(was === undefined ? {} : { was }) };
    const { html, rows } = visitCardOf(language, shown);
    const keyboard = await keyboardOf(tx, businessId, rows);
    const key = `desk:${visit.conversationId ?? 0}:visit:${bookingId}:${what}:${visit.start}:${telegramId}`;
    const notice = { key, botId, telegramId, threadId, html, keyboard };
    posted.push({ ...notice, silent: false, replyTo: null });
  }
  await postNotices(tx, businessId, { posted, now });
}
