import { GrammyError } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { askedCard } from "../calls/timeline-service.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { answer, changeKeys, tell } from "./screen.ts";
import { whyScreen } from "./why-screen.ts";

/** What stands behind the «⋯» of a card. */
export const cardPresses: Presses<"card_more" | "card_back" | "card_why" | "why_hide"> = {
  card_more: {
    right: "see_calls",
    run: async (ctx, member, { callId }) => {
      const asked = await askedFor(ctx, member, callId);
      if (!asked) return;
      const why = text(asked.language, "why-button");
      const back = text(asked.language, "why-back");
      await changeKeys(ctx, member.business.id, [
        [
          { label: why, action: { do: "card_why", callId } },
          { label: back, action: { do: "card_back", callId } },
        ],
      ]);
    },
  },
  card_back: {
    right: "see_calls",
    run: async (ctx, member, { callId }) => {
      if (await askedFor(ctx, member, callId))
        await changeKeys(ctx, member.business.id, [
          [{ label: MORE, action: { do: "card_more", callId } }],
        ]);
    },
  },
  card_why: { right: "see_calls", run: (ctx, member, { callId }) => showWhy(ctx, member, callId) },
  why_hide: { right: "see_calls", run: hide },
};

const MORE = "⋯";

type Asked = {
  language: Language;
  masked: boolean;
  messageId: number;
  threadId: number | null;
};

/** Where a card's call may be told of; null where it may not, of which the person is told. */
export async function askedFor(
  ctx: DeskContext,
  { business }: Acting,
  callId: number,
): Promise<Asked | null> {
  const { deps, language } = ctx.desk;
  const message = ctx.callbackQuery?.message;
  if (!message) return null;
  const { message_id: messageId } = message;
  const asked = { callId, message: { telegramId: message.chat.id, messageId } };
  const card = await askedCard(deps.db, business.id, asked);
  if (card === false) {
    await tell(ctx, "why-gone");
    return null;
  }
  const chat = card?.chat ?? (await subscribedHere(ctx, business.id));
  // Any button of ours can be forged below another message: who calls is told only where cards come.
  if (!chat && message.chat.type !== "private") {
    await tell(ctx, "bot-private-only");
    return null;
  }
  return {
    messageId,
    language: chat ? (chat.language ?? business.language) : language,
    masked: chat?.masked ?? false,
    threadId: card ? card.chat.threadId : threadOf(ctx),
  };
}

async function subscribedHere(ctx: DeskContext, businessId: string): Promise<Chat | null> {
  const { db, botInfo } = ctx.desk.deps;
  if (!ctx.chat) return null;
  const here = await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx));
  return here.find((chat) => chat.businessId === businessId) ?? null;
}

async function showWhy(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language, masked, messageId, threadId } = asked;
  const message = { telegramId: ctx.chat?.id ?? 0, messageId };
  const story = await ctx.desk.deps.calls.timeline(member.business.id, { callId, message });
  if (!story) return tell(ctx, "why-gone");
  const hiding = { label: text(language, "why-hide"), action: { do: "why_hide" } as const };
  const zone = member.business.timezone;
  const screen = whyScreen(language, { story, zone, masked, hide: hiding });
  await answer(ctx, member.business.id, { ...screen, to: messageId, threadId });
}

/** Takes away the story below which the button stands; a forged press below another message does nothing. */
async function hide(ctx: DeskContext): Promise<void> {
  const { callbackQuery } = ctx;
  const message = callbackQuery?.message;
  if (!message || !("reply_markup" in message)) return;
  const keys = message.reply_markup?.inline_keyboard.flat() ?? [];
  const own = keys.some(
    (key) => "callback_data" in key && key.callback_data === callbackQuery.data,
  );
  if (!own) return;
  try {
    await ctx.deleteMessage();
  } catch (error) {
    // Somebody was quicker, or it is too old to be deleted.
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}
