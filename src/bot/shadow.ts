import { draftRefusal } from "../agent/shadow-card.ts";
import { draftAt } from "../agent/shadow-notice-service.ts";
import {
  answerInstead,
  editDraft,
  openDraftOf,
  sendDraft,
  type DraftEdited,
  type DraftSent,
} from "../agent/shadow-press-service.ts";
import type { DraftRefused } from "../agent/shadow.ts";
import { may } from "../business/role.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { answerPress, type Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

/** Takes the words that go to a customer in place of a draft's. */
export const draftForm = form<{ businessId: string; draftId: number }>(
  "draft",
  async (ctx, { businessId, draftId }, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "work") });
      return null;
    }
    const state = { businessId, draftId };
    return (await sendWords(ctx, member, { draftId, words: answer })) ? null : state;
  },
);

export const shadowPresses: Presses<"draft_send" | "draft_edit" | "draft_take"> = {
  draft_send: {
    right: "work",
    answers: true,
    run: async (ctx, { business }, { draftId }) => {
      const { deps, language } = ctx.desk;
      const pressed = pressing(ctx, draftId);
      const sent = await deps.db.transaction((tx) => sendDraft(tx, business.id, pressed));
      if ("refused" in sent) return answerPress(ctx, draftRefusal(language, sent));
      await answerPress(ctx, text(language, sentText(sent)));
    },
  },
  draft_edit: {
    right: "work",
    answers: true,
    run: async (ctx, { business }, { draftId }) => {
      const { deps, language } = ctx.desk;
      const pressed = pressing(ctx, draftId);
      const found = await deps.db.transaction((tx) => openDraftOf(tx, business.id, pressed));
      if ("refused" in found) return answerPress(ctx, draftRefusal(language, found));
      await answerPress(ctx);
      await ask(ctx, html(language, found.only ? "shadow-ask-only" : "shadow-ask"));
      await enterForm(ctx, "draft", { businessId: business.id, draftId });
    },
  },
  draft_take: {
    right: "work",
    answers: true,
    run: async (ctx, { business }, { draftId }) => {
      const { deps, language } = ctx.desk;
      const pressed = pressing(ctx, draftId);
      const taken = await deps.db.transaction((tx) => answerInstead(tx, business.id, pressed));
      await answerPress(
        ctx,
        "refused" in taken ? draftRefusal(language, taken) : text(language, "shadow-did-taken"),
      );
    },
  },
};

/** Who replies to the card of a draft that is open means its words to be other ones; false: it is no such card. */
export async function replyToDraft(
  ctx: DeskContext,
  member: Acting,
  { messageId, words }: { messageId: number; words: string },
): Promise<boolean> {
  const place = { botId: ctx.me.id, telegramId: ctx.chat?.id ?? 0, messageId };
  const draftId = await draftAt(ctx.desk.deps.db, member.business.id, place);
  if (draftId === null) return false;
  await sendWords(ctx, member, { draftId, words });
  return true;
}

function pressing(ctx: DeskContext, draftId: number) {
  const { deps, person } = ctx.desk;
  return { draftId, by: person.id, botId: ctx.me.id, now: deps.clock.now() };
}

/** False: something else must be written. */
async function sendWords(
  ctx: DeskContext,
  { business }: Acting,
  { draftId, words }: { draftId: number; words: string },
): Promise<boolean> {
  const { deps, language } = ctx.desk;
  const edited = { ...pressing(ctx, draftId), text: words };
  const done = await deps.db.transaction((tx) => editDraft(tx, business.id, edited));
  await send(ctx, null, { html: editedText(language, done) });
  return !("refused" in done && (done.refused === "empty" || done.refused === "too_long"));
}

function sentText(done: Exclude<DraftSent, DraftRefused>): TextId {
  if ("again" in done) return "shadow-did-again";
  if ("passed" in done) return "shadow-did-passed";
  return done.alone ? "shadow-did-alone" : "shadow-did-sent";
}

function editedText(language: Language, done: DraftEdited): string {
  if ("again" in done) return html(language, "shadow-did-again-edit");
  if ("passed" in done) return html(language, "shadow-did-passed-edit");
  if ("sent" in done) return html(language, done.only ? "shadow-did-only" : "shadow-did-edited");
  if (done.refused === "empty") return html(language, "desk-dialog-text-only");
  if (done.refused === "too_long") return html(language, "desk-dialog-long");
  return escapeHtml(draftRefusal(language, done));
}
