import { postNotices, type Notice } from "../business/notice-service.ts";
import type { Tx } from "../db/client.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import type { StoredConversation } from "./conversation-store.ts";
import { deskPlaces } from "./desk-place-service.ts";
import type { Author } from "./utterance.ts";

const why: Record<string, TextId> = {
  blocked: "handoff-undelivered-blocked",
  late: "handoff-undelivered-late",
};

type Undelivered = {
  utterance: { id: number; author: Author };
  reason: string;
  /** The main bot's: it tells the business's people. */
  botId: number;
  now: number;
};

/** An operator believes that they have answered: they are told, once, when they have not. */
export async function tellUndelivered(
  tx: Tx,
  { businessId, id, profileName, threadId }: StoredConversation,
  { utterance, reason, botId, now }: Undelivered,
): Promise<void> {
  if (utterance.author !== "operator") return;
  const desk = await deskPlaces(tx, businessId, { botId });
  const posted = (desk?.places ?? []).map((place): Notice => {
    const { language, telegramId, group } = place;
    const name = cleanName(profileName) ?? text(language, "handoff-who-customer");
    const cause = text(language, why[reason] ?? "handoff-undelivered-refused");
    return {
      key: `desk:${id}:undelivered:${utterance.id}:${telegramId}`,
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
