import { Composer, type Context } from "grammy";
import type { ChatMember } from "grammy/types";
import { chatHere, found, lost, moved, renamed } from "../business/chat-service.ts";
import { may } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import { acting, isGroup } from "./access.ts";
import type { BotDeps, DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

/** What Telegram tells about chats themselves, whoever did it: upgraded, renamed, closed or opened to the bot. */
export function chatComposer(deps: Pick<BotDeps, "db" | "clock" | "botInfo">): Composer<Context> {
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
  composer.on("my_chat_member", async (ctx, next) => {
    const { chat, new_chat_member } = ctx.myChatMember;
    const place = { botId: botInfo.id, telegramId: chat.id };
    const reason = closedReason(new_chat_member, chat.type === "private");
    if (reason === null) await found(db, place);
    else await lost(db, { ...place, reason, now: clock.now() });
    await next();
  });
  return composer;
}

export const greetingComposer = new Composer<DeskContext>();

/** Just added to a group: says what it is for and offers the one button, or that cards come there already. */
greetingComposer.on("my_chat_member", async (ctx) => {
  const { old_chat_member, new_chat_member } = ctx.myChatMember;
  if (!isGroup(ctx) || isIn(old_chat_member) || closedReason(new_chat_member, false) !== null)
    return;
  const { deps, language } = ctx.desk;
  if ((await chatHere(deps.db, deps.botInfo.id, ctx.chat.id, null)).length > 0)
    return tell(ctx, "group-added-on");
  const member = await acting(ctx);
  if (!member || !may(member.role, "notify")) return tell(ctx, "group-added-stranger");
  const { business } = member;
  await send(ctx, business.id, {
    html: html(language, "group-added", { business: business.name }),
    rows: [[{ label: text(language, "notify-start"), action: { do: "subscribe" } }]],
  });
});

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
