import { Composer } from "grammy";
import { may } from "../business/role.ts";
import { commentsOf, editComment } from "../crm/comment-service.ts";
import { commentText, type CommentTarget } from "../crm/comment.ts";
import { actingFor, whoMay, type Acting } from "./access.ts";
import { commentsScreen, PAGE } from "./comment-screen.ts";
import { actingHere, commentOfReply, keepComment } from "./comment-reply.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";
import { answerBelow, shownHere } from "./task-show.ts";

/** Takes a comment that was asked for. */
export const commentForm = form<{ businessId: string; about: CommentTarget }>(
  "comment",
  async (ctx, { businessId, about }, written) => {
    const member = await actingFor(ctx, businessId);
    if (!member || !may(member.role, "work")) {
      await tell(ctx, "bot-no-right", { who: whoMay(ctx.desk.language, "work") });
      return null;
    }
    if (!(await commentOfReply(ctx))) await keepComment(ctx, member, { about, written });
    return null;
  },
);

export const commentComposer = new Composer<DeskContext>();

commentComposer.on("message:text", async (ctx, next) => {
  if (!(await commentOfReply(ctx))) await next();
});

commentComposer.on("edited_message:text", async (ctx) => {
  const { db, clock } = ctx.desk.deps;
  const text = commentText(ctx.editedMessage.text);
  if (text === null) return;
  const { message_id: messageId } = ctx.editedMessage;
  const message = { botId: ctx.me.id, telegramId: ctx.chat.id, messageId };
  for (const { business } of await actingHere(ctx))
    await editComment(db, business.id, { text, message, now: clock.now() });
});

export const commentPresses: Presses<"card_comment" | "comment_ask" | "comments"> = {
  card_comment: {
    right: "work",
    run: (ctx, member, { callId }) => showComments(ctx, member, { about: { callId }, anew: true }),
  },
  comment_ask: {
    right: "work",
    run: async (ctx, { business }, { about }) => {
      if (!(await shownHere(ctx, business.id))) return;
      await ask(ctx, html(ctx.desk.language, "comment-ask"));
      await enterForm(ctx, "comment", { businessId: business.id, about });
    },
  },
  comments: {
    right: "see_calls",
    run: (ctx, member, { about, page }) => showComments(ctx, member, { about, page }),
  },
};

/** The comments below the pressed button; `anew`: in a message of their own, since the card stays. */
async function showComments(
  ctx: DeskContext,
  { business }: Acting,
  value: { about: CommentTarget; page?: number; anew?: boolean },
): Promise<void> {
  if (!(await shownHere(ctx, business.id))) return;
  const { about, page = 0, anew = false } = value;
  const { deps, language } = ctx.desk;
  const comments = await commentsOf(deps.db, business.id, {
    about,
    limit: PAGE + 1,
    offset: page * PAGE,
  });
  const zone = business.timezone;
  const screen = commentsScreen(language, { about, page, comments, now: deps.clock.now(), zone });
  if (anew) await answerBelow(ctx, business.id, screen);
  else await show(ctx, business.id, screen);
}
