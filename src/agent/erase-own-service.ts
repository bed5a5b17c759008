import { eraseBookings } from "../booking/erase-service.ts";
import { clientOf } from "../crm/client-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import { forgetName } from "../channels/whatsapp-person-service.ts";
import type { Tx } from "../db/client.ts";
import { text } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import { changeConversation, type StoredConversation } from "./conversation-store.ts";
import { deskPlaces } from "./desk-place-service.ts";
import { deleteDrafts } from "./shadow-store.ts";
import { deleteLines } from "./utterance-store.ts";

type Erasing = {
  conversation: StoredConversation;
  /** The client that this chat is bound to. */
  boundId: number | null;
  botId: number;
  now: number;
};

/**
 * Takes away what this chat said of itself, and calls its coming visits off; gives how many. A chat proves nothing of calls
 * or of a number that was typed in it: those the business's people erase, and are told so.
 */
export async function eraseOwn(tx: Tx, erasing: Erasing): Promise<number> {
  const { conversation, boundId, now } = erasing;
  const { businessId, id } = conversation;
  // The same visits that it was shown, and was warned of.
  const { cancelled } = await eraseBookings(tx, businessId, {
    clientIds: boundId === null ? [] : [boundId],
    conversationIds: [id],
    now,
  });
  await tellDesk(tx, erasing, { cancelled });
  await deleteLines(tx, businessId, { conversationId: id });
  await deleteDrafts(tx, businessId, { conversationIds: [id] });
  await changeConversation(tx, businessId, { id, profileName: null, clientId: null });
  const { channel, place } = conversation;
  if (channel === "whatsapp") await forgetName(tx, businessId, { place, now });
  return cancelled;
}

async function tellDesk(
  tx: Tx,
  { conversation, botId, now }: Erasing,
  { cancelled }: { cancelled: number },
): Promise<void> {
  const { businessId, id, clientId } = conversation;
  const desk = await deskPlaces(tx, businessId, { botId });
  const client = clientId === null ? null : await clientOf(tx, businessId, clientId);
  const posted = (desk?.places ?? []).map((place): Notice => {
    const { language, telegramId, threadId } = place;
    const name = cleanName(client?.client.name);
    const lines = [
      text(language, "handoff-erased"),
      name === null ? null : `👤 ${escapeName(name)}`,
      cancelled === 0 ? null : text(language, "handoff-erased-cancelled", { count: cancelled }),
      text(language, "handoff-erased-hint"),
    ];
    return {
      key: `erased:${id}:${now}:${telegramId}`,
      botId,
      telegramId,
      threadId,
      html: lines.filter((line) => line !== null).join("\n"),
      keyboard: null,
      silent: false,
      replyTo: null,
    };
  });
  await postNotices(tx, businessId, { posted, now });
}
