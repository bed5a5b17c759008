import { businessOf } from "../business/business-service.ts";
import { postNotices, type Notice } from "../business/notice-service.ts";
import type { ConnectionState } from "../channels/business-connection.ts";
import type { Tx } from "../db/client.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName, escapeName } from "../texts/html.ts";
import { leaders } from "./desk-place-service.ts";

type Change = {
  id: string;
  name: string | null;
  was: ConnectionState | null;
  is: ConnectionState;
  /** The main bot's: it tells the business's people. */
  botId: number;
  now: number;
};

/** Tells the owner and the admins what became of an account that the salon's bot is connected to: once for each change. */
export async function tellConnection(
  tx: Tx,
  businessId: string,
  { id, name, was, is, botId, now }: Change,
): Promise<void> {
  const business = was === is ? null : await businessOf(tx, businessId);
  if (!business) return;
  const posted = (await leaders(tx, business)).map(({ telegramId, language }): Notice => {
    const shown = escapeName(cleanName(name) ?? text(language, "business-nameless"));
    return {
      key: `connection:${id}:${is}:${now}:${telegramId}`,
      botId,
      telegramId,
      threadId: null,
      html: text(language, told[is], { name: shown, business: escapeName(business.name) }),
      keyboard: null,
      silent: false,
      replyTo: null,
    };
  });
  await postNotices(tx, businessId, { posted, now });
}

const told: Record<ConnectionState, TextId> = {
  works: "business-told-works",
  stranger: "business-told-stranger",
  off: "business-told-gone",
  mute: "business-told-mute",
  gone: "business-told-gone",
};
