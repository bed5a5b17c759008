import type { LeftMessage } from "../calls/erase-service.ts";
import type { Business } from "../business/business.ts";
import type { Database, Tx } from "../db/client.ts";
import { erasePerson, type Erased } from "../desk/erase-service.ts";
import type { Files } from "../gateways/file-port.ts";
import { add } from "../jobs/job-service.ts";
import { seal, type Keyring } from "../lib/secret-box.ts";
import { removeFiles } from "../speech/erase-service.ts";
import { text } from "../texts/bundle.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import { keepReply } from "./reply-store.ts";

type EraseDeps = {
  db: Database;
  keyring: Keyring;
  random: (bytes: number) => Uint8Array;
  files: Files;
  /** The main bot, whose messages of the person's calls are wiped. */
  botId: number;
};

/** Takes a person away, has the messages of their calls wiped, and removes the files once that is committed. */
export async function eraseAndWipe(
  deps: EraseDeps,
  business: Business,
  wish: { phone: string; by: number; now: number },
): Promise<{ erased: Erased; wiped: number }> {
  const outcome = await deps.db.transaction(async (tx) => {
    const erased = await erasePerson(tx, business.id, wish);
    const messages = { done: erased.messages, of: business.language, now: wish.now };
    return { erased, wiped: await wipe(tx, deps, messages) };
  });
  await removeFiles(deps.files, outcome.erased.files);
  return outcome;
}

/** So many messages are edited, the newest. */
const EDITED = 200;
/** Telegram takes some twenty edits a minute in a group; the cards of running calls need most of them. */
const PACE_MS = 6000;
const NONCE_BYTES = 12;

/** The messages of the erased calls say so from now on. */
async function wipe(
  tx: Tx,
  { keyring, random, botId }: EraseDeps,
  { done, of, now }: { done: readonly LeftMessage[]; of: Language; now: number },
): Promise<number> {
  const own = done.filter((message) => message.botId === botId).slice(0, EDITED);
  for (const [place, { telegramId, messageId, language }] of own.entries()) {
    const spoken = language !== null && isLanguage(language) ? language : of;
    const payload = {
      chat_id: telegramId,
      message_id: messageId,
      text: text(spoken, "erase-stands"),
    };
    const sealed = seal(keyring, JSON.stringify(payload), random(NONCE_BYTES));
    const id = await keepReply(tx, { botId, method: "editMessageText", sealed, now });
    await add(tx, {
      task: "telegram.send",
      payload: { id },
      queue: `replies:${telegramId}`,
      runAt: now + place * PACE_MS,
    });
  }
  return own.length;
}
