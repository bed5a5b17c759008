import { channelNames } from "../calls/card-chat.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import type { Channel } from "../channels/line.ts";
import type { Tx } from "../db/client.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import type { StoredConversation } from "./conversation-store.ts";
import { deskPlaces } from "./desk-place-service.ts";
import { wasLetThrough } from "./shadow-store.ts";
import type { Author } from "./utterance.ts";

/**
 * Why a message did not arrive. `blocked`: they cannot be reached; `late`: the channel was away for too long; `closed`: 24
 * hours are over; `declined`: the channel does not deliver this one; `refused`: it does not take it.
 */
export type Undelivered = "blocked" | "late" | "closed" | "declined" | "refused";

type Telling = {
  utterance: { id: number; author: Author };
  reason: Undelivered;
  /** The main bot's: it tells the business's people. */
  botId: number;
  now: number;
};

/**
 * Whoever answered, or sent what the agent had drafted, believes that it arrived: they are told, once, when it has not, and
 * what to do.
 */
export async function tellUndelivered(
  tx: Tx,
  { businessId, id, channel, profileName, threadId }: StoredConversation,
  { utterance, reason, botId, now }: Telling,
): Promise<void> {
  const { id: utteranceId, author } = utterance;
  if (author !== "operator" && !(await wasLetThrough(tx, businessId, { utteranceId }))) return;
  const desk = await deskPlaces(tx, businessId, { botId });
  const posted = (desk?.places ?? []).map((place): Notice => {
    const { language, telegramId, group } = place;
    const name = cleanName(profileName) ?? text(language, "handoff-who-customer");
    const cause = text(language, causes[channel][reason], { channel: channelNames[channel] });
    return {
      key: `desk:${id}:undelivered:${utteranceId}:${telegramId}`,
      botId,
      telegramId,
      threadId: (group ? threadId : null) ?? place.threadId,
      html: text(language, "handoff-undelivered", { name: escapeName(name), reason: cause }),
      keyboard: null,
      silent: false,
      replyTo: null,
    };
  });
  await postNotices(tx, businessId, { posted, now });
}

const causes: Record<Channel, Record<Undelivered, TextId>> = {
  telegram: {
    blocked: "handoff-undelivered-blocked",
    late: "handoff-undelivered-late",
    closed: "undelivered-closed",
    declined: "handoff-undelivered-refused",
    refused: "handoff-undelivered-refused",
  },
  whatsapp: {
    blocked: "undelivered-unknown",
    late: "undelivered-away",
    closed: "undelivered-closed",
    declined: "undelivered-declined",
    refused: "undelivered-refused",
  },
};
