import { chatOf, subscribedChats, unsubscribe } from "../business/chat-service.ts";
import type { Acting } from "./access.ts";
import { chatNames, chatsScreen } from "./chats-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show } from "./screen.ts";

export const chatsPresses: Presses<"chats" | "stop_chat"> = {
  chats: {
    right: "notify",
    private: true,
    run: (ctx, member, { page }) => showChats(ctx, member, { page, notes: [] }),
  },
  stop_chat: {
    right: "notify",
    private: true,
    run: async (ctx, member, { chatId }) => {
      const { deps, language } = ctx.desk;
      const { id } = member.business;
      const chat = await chatOf(deps.db, id, chatId);
      const ended = await unsubscribe(deps.db, id, { chatId, now: deps.clock.now() });
      const said = ended ? "chats-stopped" : "chats-was-off";
      const notes = chat ? [html(language, said, chatNames(language, chat))] : [];
      await showChats(ctx, member, { page: 0, notes });
    },
  },
};

/** The chats that get cards, under a note of what was just done. */
async function showChats(
  ctx: DeskContext,
  { business }: Acting,
  { page, notes }: { page: number; notes: string[] },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const chats = await subscribedChats(deps.db, business.id);
  const screen = chatsScreen(language, { business, chats, page });
  await show(ctx, business.id, { ...screen, html: [...notes, screen.html].join("\n\n") });
}
