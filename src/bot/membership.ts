import { Composer, GrammyError, type Context } from "grammy";
import type { ChatMember } from "grammy/types";
import { businessOf } from "../business/business-service.ts";
import { found, lost, moved } from "../business/chat-fate-service.ts";
import { chatsIn } from "../business/chat-service.ts";
import { renamed, topicRenamed } from "../business/chat-title-service.ts";
import { may } from "../business/role.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { guessLanguage } from "../texts/language.ts";
import { acting, isForum, isGroup } from "./access.ts";
import type { BotDeps, DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

type ChatDeps = Pick<BotDeps, "db" | "clock" | "botInfo">;

/** What Telegram tells about chats themselves, whoever did it: upgraded, renamed, closed or opened to the bot. */
export function chatComposer(deps: ChatDeps): Composer<Context> {
  const { db, clock, botInfo } = deps;
  const composer = new Composer<Context>();
  composer.on("message:migrate_to_chat_id", async (ctx) => {
    await moved(db, botInfo.id, ctx.chat.id, ctx.message.migrate_to_chat_id);
  });
  composer.on("message:migrate_from_chat_id", async (ctx) => {
    await moved(db, botInfo.id, ctx.message.migrate_from_chat_id, ctx.chat.id);
  });
  composer.on("message:new_chat_title", async (ctx) => {
    await renamed(db, botInfo.id, ctx.chat.id, ctx.message.new_chat_title);
  });
  // That a topic is gone Telegram does not tell: the next card finds out.
  composer.on("message:forum_topic_edited", async (ctx) => {
    const { chat, message_thread_id: threadId, forum_topic_edited: edited } = ctx.message;
    if (threadId === undefined || edited.name === undefined) return;
    const place = { botId: botInfo.id, telegramId: chat.id, threadId };
    await topicRenamed(db, place, { group: chat.title ?? "", topic: edited.name });
  });
  composer.on("my_chat_member", async (ctx, next) => {
    const { chat, from, new_chat_member } = ctx.myChatMember;
    const place = { botId: botInfo.id, telegramId: chat.id };
    const reason = closedReason(new_chat_member, chat.type === "private");
    if (reason === null) await found(db, place);
    else await lost(db, { ...place, reason, now: clock.now() });
    // An admin who hides behind the group gets no button: nobody knows what they may.
    if (from.is_bot && isGroup(ctx) && hasJoined(ctx)) {
      const isOn = (await chatsIn(db, place)).length > 0;
      await tellNobody(deps, ctx, isOn ? "group-added-on" : "group-added-stranger");
    }
    await next();
  });
  return composer;
}

/** Answers somebody who is not known, in the language of the chat's cards; a chat that may not be written to gets nothing. */
export async function tellNobody(deps: ChatDeps, ctx: Context, id: TextId): Promise<void> {
  const place = { botId: deps.botInfo.id, telegramId: ctx.chat?.id ?? 0 };
  const [chat] = await chatsIn(deps.db, place);
  const business = chat && (await businessOf(deps.db, chat.businessId));
  const language = chat?.language ?? business?.language ?? guessLanguage(ctx.from?.language_code);
  try {
    await ctx.reply(text(language, id));
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code >= 500) throw error;
  }
}

export const greetingComposer = new Composer<DeskContext>();

/** Just added to a group: says what it is for and offers the one button, or that cards come there already. */
greetingComposer.on("my_chat_member", async (ctx) => {
  if (!isGroup(ctx) || !hasJoined(ctx)) return;
  const { deps, language } = ctx.desk;
  const place = { botId: deps.botInfo.id, telegramId: ctx.chat.id };
  if ((await chatsIn(deps.db, place)).length > 0) return tell(ctx, "group-added-on");
  const member = await acting(ctx);
  if (!member || !may(member.role, "notify")) return tell(ctx, "group-added-stranger");
  const { business } = member;
  const said = [html(language, "group-added", { business: business.name })];
  if (isForum(ctx)) said.push(html(language, "group-added-topics"));
  await send(ctx, business.id, {
    html: said.join("\n\n"),
    rows: [[{ label: text(language, "notify-start"), action: { do: "subscribe" } }]],
  });
});

/** Came in and may write; a change of rights is no coming in. */
function hasJoined({ myChatMember }: Context): boolean {
  if (!myChatMember || isIn(myChatMember.old_chat_member)) return false;
  return closedReason(myChatMember.new_chat_member, false) === null;
}

/** Why the bot cannot write any more, or null when it can. */
function closedReason(
  member: ChatMember,
  isPrivate: boolean,
): "blocked" | "kicked" | "no_rights" | null {
  if (!isIn(member)) return isPrivate ? "blocked" : "kicked";
  const mute = member.status === "restricted" && !(member.is_member && member.can_send_messages);
  return mute ? "no_rights" : null;
}

function isIn(member: ChatMember): boolean {
  return member.status !== "left" && member.status !== "kicked";
}
