import { Composer } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import type { Chat } from "../business/chat.ts";
import { cardElsewhere } from "../calls/card-text-service.ts";
import { openFollowups } from "../calls/followup-list-service.ts";
import { askedCard } from "../calls/timeline-service.ts";
import { text } from "../texts/bundle.ts";
import { allowed, isGroup, sentToPrivate, threadOf, type Acting } from "./access.ts";
import { toRows } from "./card-more.ts";
import type { DeskContext } from "./context.ts";
import { missedScreen, PAGE } from "./missed-screen.ts";
import type { Presses } from "./press.ts";
import { send, show, tell, type Screen } from "./screen.ts";

export const missedComposer = new Composer<DeskContext>();

missedComposer.command("missed", async (ctx) => {
  // Who called is told only where cards come.
  if (isGroup(ctx) && (await chatsHere(ctx)).length === 0 && (await sentToPrivate(ctx))) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const screen = await listOf(ctx, member, 0);
  if (screen) await send(ctx, member.business.id, screen);
});

export const missedPresses: Presses<"missed" | "missed_call"> = {
  missed: {
    right: "see_calls",
    run: async (ctx, member, { page }) => {
      const screen = await listOf(ctx, member, page);
      if (screen) await show(ctx, member.business.id, screen);
    },
  },
  missed_call: {
    right: "see_calls",
    run: async (ctx, member, { callId, page }) => {
      const screen = await itemOf(ctx, member, { callId, page });
      if (screen) await show(ctx, member.business.id, screen);
      else await tell(ctx, "followup-gone");
    },
  },
};

/** After a press below a message that no card job looks after: it says what is so now. */
export async function refreshElsewhere(
  ctx: DeskContext,
  member: Acting,
  callId: number,
): Promise<void> {
  const message = ctx.callbackQuery?.message;
  if (!message) return;
  const asked = { telegramId: message.chat.id, messageId: message.message_id };
  const { db } = ctx.desk.deps;
  const card = await askedCard(db, member.business.id, { callId, message: asked });
  if (card !== null) return;
  const screen = await itemOf(ctx, member, { callId, page: 0 });
  if (screen) await show(ctx, member.business.id, screen);
}

async function chatsHere(ctx: DeskContext): Promise<Chat[]> {
  const { db, botInfo } = ctx.desk.deps;
  return ctx.chat ? chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx)) : [];
}

/** In which language a list speaks here and whether it hides numbers; null where clients are not to be named. */
async function viewHere(ctx: DeskContext, { business }: Acting) {
  const { language } = ctx.desk;
  if (!isGroup(ctx)) return { language, masked: false };
  const chat = (await chatsHere(ctx)).find(({ businessId }) => businessId === business.id);
  return chat ? { language, masked: chat.masked } : null;
}

async function listOf(ctx: DeskContext, member: Acting, page: number): Promise<Screen | null> {
  const { deps } = ctx.desk;
  const view = await viewHere(ctx, member);
  if (!view) return null;
  const { business } = member;
  const asked = { limit: PAGE, offset: page * PAGE };
  const found = await openFollowups(deps.db, business.id, asked);
  // What was on this page has been called back meanwhile.
  if (found.rows.length === 0 && page > 0) return listOf(ctx, member, 0);
  const { language, masked } = view;
  const about = { page, masked, zone: business.timezone, now: deps.clock.now() };
  return missedScreen(language, { ...found, ...about });
}

async function itemOf(
  ctx: DeskContext,
  member: Acting,
  { callId, page }: { callId: number; page: number },
): Promise<Screen | null> {
  const { deps } = ctx.desk;
  const view = await viewHere(ctx, member);
  if (!view) return null;
  const asked = { callId, chatId: null, ...view, now: deps.clock.now() };
  const card = await cardElsewhere(deps.db, member.business.id, asked);
  if (!card) return null;
  const back = {
    label: text(view.language, "missed-back"),
    action: { do: "missed", page } as const,
  };
  return { html: card.html, rows: [...toRows(card.keyboard), [back]] };
}
