import { GrammyError } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { may } from "../business/role.ts";
import type { CardContent } from "../calls/card-message.ts";
import { cardElsewhere } from "../calls/card-text-service.ts";
import { spokenOf } from "../calls/spoken-service.ts";
import { choicesOf } from "../calls/followup-list-service.ts";
import { askedCard } from "../calls/timeline-service.ts";
import { ledgerPage } from "../speech/promise-service.ts";
import { skipOf } from "../speech/skip-service.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { threadOf, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { answer, changeKeys, tell, type Button } from "./screen.ts";
import { whyScreen } from "./why-screen.ts";

/** What stands behind the «⋯» of a card. */
export const cardPresses: Presses<"card_more" | "card_back" | "card_why" | "why_hide"> = {
  card_more: {
    right: "see_calls",
    run: (ctx, member, { callId }) => openMenu(ctx, member, callId),
  },
  card_back: {
    right: "see_calls",
    run: (ctx, member, { callId }) => closeMenu(ctx, member, callId),
  },
  card_why: { right: "see_calls", run: (ctx, member, { callId }) => showWhy(ctx, member, callId) },
  why_hide: { right: "see_calls", run: hide },
};

/** What else can be done about a call, below its card in place of its buttons. */
async function openMenu(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language } = asked;
  const choices = await choicesOf(ctx.desk.deps.db, member.business.id, callId);
  const works = may(member.role, "work");
  const own: Button[] = [];
  if (choices.assign && works)
    own.push({
      label: text(language, "followup-key-assign"),
      action: { do: "card_assign", callId, page: 0 },
    });
  if (choices.notClient && works)
    own.push({
      label: text(language, "followup-key-not-client"),
      action: { do: "card_not_client", callId },
    });
  const about: Button[] = [
    { label: text(language, "client-key-open"), action: { do: "card_client", callId } },
  ];
  if (works)
    about.push({
      label: text(language, "comment-button"),
      action: { do: "card_comment", callId },
    });
  await changeKeys(ctx, member.business.id, [
    own,
    about,
    await heardKeys(ctx, member, { callId, language }),
    [
      { label: text(language, "why-button"), action: { do: "card_why", callId } },
      { label: text(language, "why-back"), action: { do: "card_back", callId } },
    ],
  ]);
}

/** What was promised in the call, and a word against its summary. */
async function heardKeys(
  ctx: DeskContext,
  { business, role }: Acting,
  { callId, language }: { callId: number; language: Language },
): Promise<Button[]> {
  const { db } = ctx.desk.deps;
  const spoken = await spokenOf(db, business.id, callId);
  if (!spoken?.summary) return [];
  const count = (await ledgerPage(db, business.id, { wanted: { callId }, limit: 99, offset: 0 }))
    .length;
  const promised: Button = {
    label: text(language, "promises-key", { count: String(count) }),
    action: { do: "card_promises", callId },
  };
  const wrong: Button = {
    label: text(language, "wrong-key"),
    action: { do: "card_wrong", callId },
  };
  return [...(count > 0 ? [promised] : []), ...(may(role, "work") ? [wrong] : [])];
}

/** Puts the buttons of a call back below the message that the press came from. */
export async function closeMenu(ctx: DeskContext, member: Acting, callId: number): Promise<void> {
  const asked = await askedFor(ctx, member, callId);
  if (!asked) return;
  const { language, masked, card } = asked;
  const seen = { callId, chatId: card?.chatId ?? null, language, masked };
  const { deps } = ctx.desk;
  const now = deps.clock.now();
  const known = await cardElsewhere(deps.db, member.business.id, { ...seen, now });
  const rings = known?.ended !== true && card?.part === "ring";
  const rows = rings
    ? [[{ label: MORE, action: { do: "card_more" as const, callId } }]]
    : toRows(known?.keyboard ?? []);
  await changeKeys(ctx, member.business.id, rows);
}

/** Buttons whose references are made already. */
export function toRows(keyboard: CardContent["keyboard"]): Button[][] {
  return (keyboard ?? []).map((row) =>
    row.map(({ text: label, callback_data: data }) => ({ label, data })),
  );
}

const MORE = "⋯";

type Asked = {
  language: Language;
  masked: boolean;
  messageId: number;
  threadId: number | null;
  /** The card below which the button stands; null below a message that is none. */
  card: { chatId: string; part: "ring" | "final" } | null;
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
    card,
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
  const { id: businessId, timezone: zone } = member.business;
  const skip = await skipOf(ctx.desk.deps.db, businessId, callId);
  const screen = whyScreen(language, { story, zone, masked, hide: hiding, skip });
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
