import { deskCardOf } from "../agent/desk-card-service.ts";
import {
  conversationAt,
  operatorSays,
  returnToAgent,
  takeConversation,
} from "../agent/handoff-service.ts";
import { may } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { actingFor, threadOf, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { conversationHere, showConversation, showConversations } from "./conversation-show.ts";
import { placeFor } from "./deal-place.ts";
import { saidText } from "./desk-reply.ts";
import { ask, enterForm, form } from "./form.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell, type Button } from "./screen.ts";

/** Takes an answer to a customer. */
export const conversationForm = form<{ businessId: string; conversationId: number }>(
  "conversation",
  async (ctx, { businessId, conversationId }, answer) => {
    const { deps, language, person } = ctx.desk;
    const member = await actingFor(ctx, businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
      return null;
    }
    const value = { conversationId, text: answer, by: person.id, now: deps.clock.now() };
    const said = await deps.db.transaction((tx) => operatorSays(tx, businessId, value));
    await showConversation(ctx, member, { conversationId, said: saidText(language, said) });
    return null;
  },
);

export const conversationPresses: Presses<
  | "conversations"
  | "conversation"
  | "conversation_write"
  | "conversation_take"
  | "conversation_return"
> = {
  conversations: { right: "work", run: showConversations },
  conversation: {
    right: "work",
    run: (ctx, member, { conversationId }) => showConversation(ctx, member, { conversationId }),
  },
  conversation_write: {
    right: "work",
    run: async (ctx, member, { conversationId }) => {
      const here = await conversationHere(ctx, member, conversationId);
      if (!here) return;
      await ask(ctx, html(ctx.desk.language, "desk-dialog-ask"));
      await enterForm(ctx, "conversation", { businessId: member.business.id, conversationId });
    },
  },
  conversation_take: { right: "work", answers: true, run: take },
  conversation_return: { right: "work", answers: true, run: giveBack },
};

type About = { conversationId: number };

/** The first one answers; the others are told who does. */
async function take(ctx: DeskContext, member: Acting, { conversationId }: About): Promise<void> {
  const { deps, language, person } = ctx.desk;
  const { id: businessId } = member.business;
  const value = { conversationId, by: person.id };
  const done = await deps.db.transaction((tx) => takeConversation(tx, businessId, value));
  const said =
    "taken" in done
      ? text(language, "desk-dialog-took")
      : done.refused === "gone"
        ? text(language, "desk-dialog-was-agent")
        : text(language, "desk-dialog-took-other", { name: done.by ?? "…" });
  await answerPress(ctx, said);
  await refresh(ctx, member, conversationId);
}

async function giveBack(
  ctx: DeskContext,
  member: Acting,
  { conversationId }: About,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = member.business;
  const done = await deps.db.transaction((tx) => returnToAgent(tx, businessId, { conversationId }));
  await answerPress(ctx, text(language, done ? "desk-dialog-returned" : "desk-dialog-was-agent"));
  await refresh(ctx, member, conversationId);
}

/** The pressed message as it is now: an operators' card in the language of its chat, or the dialogue's own screen. */
async function refresh(ctx: DeskContext, member: Acting, conversationId: number): Promise<void> {
  const { db } = ctx.desk.deps;
  const { business } = member;
  const seen = await placeFor(ctx, business);
  const message = ctx.callbackQuery?.message;
  if (!seen || !message) return showConversation(ctx, member, { conversationId });
  const place = { botId: ctx.me.id, telegramId: message.chat.id, threadId: threadOf(ctx) };
  const meant = await conversationAt(db, business.id, { ...place, replyTo: message.message_id });
  const { language, masked, now } = seen;
  const wish = { conversationId, language, topic: place.threadId !== null, masked, now };
  const card = meant === conversationId ? await deskCardOf(db, business.id, wish) : null;
  if (!card) return showConversation(ctx, member, { conversationId });
  const rows = card.rows.map((row) =>
    row.map(({ text: label, action }): Button => ({ label, action })),
  );
  await show(ctx, business.id, { html: card.html, rows });
}
