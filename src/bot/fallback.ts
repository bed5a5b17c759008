import { Composer } from "grammy";
import type { DeskContext } from "./context.ts";
import { tell } from "./screen.ts";

/** Whatever no screen knows gets a kind word in private; in a group only a command meant for this bot does. */
export const fallbackComposer = new Composer<DeskContext>();

fallbackComposer.on("message:entities:bot_command", async (ctx, next) => {
  const command = ctx.message.entities.find(
    (entity) => entity.type === "bot_command" && entity.offset === 0,
  );
  const word = ctx.message.text?.slice(0, command?.length ?? 0) ?? "";
  const named = word.toLowerCase().endsWith(`@${ctx.me.username.toLowerCase()}`);
  if (!command || (ctx.chat.type !== "private" && !named)) return next();
  await tell(ctx, "bot-unknown-command");
});

fallbackComposer.chatType("private").on("message:text", async (ctx) => {
  await tell(ctx, "bot-unknown-text");
});

fallbackComposer
  .chatType("private")
  .on(
    [
      "message:media",
      "message:location",
      "message:contact",
      "message:poll",
      "message:dice",
      "message:sticker",
    ],
    async (ctx) => {
      await tell(ctx, "bot-unknown-kind");
    },
  );
