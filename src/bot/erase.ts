import { Composer } from "grammy";
import type { LeftMessage } from "../calls/erase-service.ts";
import type { Tx } from "../db/client.ts";
import { erasable, erasePerson } from "../desk/erase-service.ts";
import { add } from "../jobs/job-service.ts";
import { toE164 } from "../lib/phone.ts";
import { seal } from "../lib/secret-box.ts";
import { removeFiles } from "../speech/erase-service.ts";
import { text } from "../texts/bundle.ts";
import { isLanguage, type Language } from "../texts/language.ts";
import { allowed, sentToPrivate } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { eraseScreen, erasedScreen } from "./erase-screen.ts";
import type { Presses } from "./press.ts";
import { keepReply } from "./reply-store.ts";
import { send, show, tell } from "./screen.ts";

export const eraseComposer = new Composer<DeskContext>();

eraseComposer.command("erase", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "erase");
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return tell(ctx, "erase-usage");
  const { business } = member;
  const phone = toE164(written, business.country) ?? digitsOf(written);
  if (phone === null) return tell(ctx, "erase-wrong");
  const { deps, person, language } = ctx.desk;
  const wish = { phone, by: person.id, now: deps.clock.now() };
  const found = await erasable(deps.db, business.id, wish);
  await send(ctx, business.id, eraseScreen(language, phone, found));
});

export const erasePresses: Presses<"erase_sure" | "erase_keep"> = {
  erase_sure: {
    right: "erase",
    private: true,
    run: async (ctx, { business }, { phone }) => {
      const { deps, person, language } = ctx.desk;
      const now = deps.clock.now();
      const { erased, wiped } = await deps.db.transaction(async (tx) => {
        const done = await erasePerson(tx, business.id, { phone, by: person.id, now });
        const count = await wipe(tx, ctx, { done: done.messages, of: business.language });
        return { erased: done, wiped: count };
      });
      await removeFiles(deps.sound.files, erased.files);
      await show(ctx, business.id, erasedScreen(language, erased, wiped));
    },
  },
  erase_keep: {
    right: "erase",
    private: true,
    run: (ctx, { business }) =>
      show(ctx, business.id, { html: text(ctx.desk.language, "erase-kept"), rows: [] }),
  },
};

/** What is no number of any country may be the digits of an exchange. */
function digitsOf(written: string): string | null {
  const digits = written.replace(/[\s().-]/g, "");
  return /^\+?\d{3,15}$/.test(digits) ? digits : null;
}

/** So many messages are edited, the newest. */
const EDITED = 200;
/** Telegram takes some twenty edits a minute in a group; the cards of running calls need most of them. */
const PACE_MS = 6000;
const NONCE_BYTES = 12;

/** The messages of the erased calls say so from now on. */
async function wipe(
  tx: Tx,
  ctx: DeskContext,
  { done, of }: { done: readonly LeftMessage[]; of: Language },
): Promise<number> {
  const { clock, keyring, random, botInfo } = ctx.desk.deps;
  const own = done.filter(({ botId }) => botId === botInfo.id).slice(0, EDITED);
  const now = clock.now();
  for (const [place, { telegramId, messageId, language }] of own.entries()) {
    const spoken = language !== null && isLanguage(language) ? language : of;
    const payload = {
      chat_id: telegramId,
      message_id: messageId,
      text: text(spoken, "erase-stands"),
    };
    const sealed = seal(keyring, JSON.stringify(payload), random(NONCE_BYTES));
    const id = await keepReply(tx, { botId: botInfo.id, method: "editMessageText", sealed, now });
    await add(tx, {
      task: "telegram.send",
      payload: { id },
      queue: `replies:${telegramId}`,
      runAt: now + place * PACE_MS,
    });
  }
  return own.length;
}
