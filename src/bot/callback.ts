import { GrammyError } from "grammy";
import { memberOf } from "../business/member-service.ts";
import { claim } from "../calls/followup-service.ts";
import { placeCallback, prepareCallback } from "../telephony/callback-service.ts";
import { callbackRefusal, callbackSaid } from "../telephony/callback-word.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import type { Acting } from "./access.ts";
import { askedFor } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { answerPress, type Presses } from "./press.ts";

/** Calling a client back: the press is answered at once, what the PBX said comes into the message below the card. */
export const callbackPresses: Presses<"card_call_back" | "call_back"> = {
  card_call_back: {
    right: "work",
    answers: true,
    run: async (ctx, member, { callId }) => {
      const asked = await askedFor(ctx, member, callId);
      if (!asked) return answerPress(ctx);
      await callBack(ctx, member, { wished: { callId }, place: asked });
    },
  },
  call_back: {
    right: "work",
    private: true,
    answers: true,
    run: async (ctx, member, { phone }) => {
      const { language } = ctx.desk;
      const messageId = ctx.callbackQuery?.message?.message_id ?? null;
      const place = { language, masked: false, messageId, threadId: null };
      await callBack(ctx, member, { wished: { phone }, place });
    },
  },
};

type Place = {
  language: Language;
  masked: boolean;
  messageId: number | null;
  threadId: number | null;
};
type About = { wished: { callId: number } | { phone: string }; place: Place };

async function callBack(
  ctx: DeskContext,
  { business }: Acting,
  { wished, place }: About,
): Promise<void> {
  const { deps, language, person } = ctx.desk;
  const press = ctx.callbackQuery?.id ?? "";
  const prepared = await prepareCallback(deps.callback, business.id, {
    press,
    personId: person.id,
    ...wished,
  });
  if (!("ready" in prepared)) return answerPress(ctx, callbackRefusal(language, prepared));
  const callback = prepared.ready;
  await answerPress(ctx, text(language, "callback-dialling"));
  const who = (await memberOf(deps.db, business.id, person.id))?.name ?? person.firstName;
  if ("callId" in wished) {
    // Whoever calls has taken it on; one that somebody has already stays theirs.
    const taking = { ...wished, person: { id: person.id, name: who }, now: deps.clock.now() };
    await claim(deps.db, business.id, taking);
  }
  const said = { who, callback, masked: place.masked };
  const messageId = await reply(
    ctx,
    place,
    escapeHtml(callbackSaid(place.language, "asked", said)),
  );
  const result = await placeCallback(deps.callback, business.id, callback);
  await tellResult(
    ctx,
    { place, messageId },
    escapeHtml(callbackSaid(place.language, result, said)),
  );
}

/** The id of the message below the card; 0 when Telegram's limits let it leave only later. */
async function reply(ctx: DeskContext, place: Place, said: string): Promise<number> {
  const { messageId, threadId } = place;
  const sent = await ctx.reply(said, {
    parse_mode: "HTML",
    ...(threadId === null ? {} : { message_thread_id: threadId }),
    ...(messageId === null
      ? {}
      : { reply_parameters: { message_id: messageId, allow_sending_without_reply: true } }),
  });
  return sent.message_id;
}

async function tellResult(
  ctx: DeskContext,
  { place, messageId }: { place: Place; messageId: number },
  said: string,
): Promise<void> {
  const chatId = ctx.chat?.id;
  if (messageId === 0 || chatId === undefined) {
    await reply(ctx, place, said);
    return;
  }
  try {
    await ctx.api.editMessageText(chatId, messageId, said, { parse_mode: "HTML" });
  } catch (error) {
    // Somebody has deleted it meanwhile.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}
