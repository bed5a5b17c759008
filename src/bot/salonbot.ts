import { Composer } from "grammy";
import {
  allowConnection,
  connectionOf,
  connectionsOf,
} from "../channels/business-connection-service.ts";
import { linkSalonBot, salonBotOf, unlinkSalonBot } from "../channels/salon-bot-service.ts";
import { allowed, isGroup, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { deleteKeyMessage } from "./key-message.ts";
import { refuseKey, refusedInGroup, stillLinking } from "./link.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { letInScreen } from "./salonbot-account-screen.ts";
import { refusalText, salonbotScreen, unlinkScreen } from "./salonbot-screen.ts";
import { send, show, type Screen } from "./screen.ts";

/** Takes the token of the salon's bot; its message does not stay. */
export const salonbotForm = form<{ businessId: string }>("salonbot", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) {
    await refuseKey(ctx, 2);
    return null;
  }
  return (await link(ctx, member, answer)) ? null : state;
});

export const salonbotComposer = new Composer<DeskContext>();

salonbotComposer.command("salonbot", async (ctx) => {
  const token = ctx.match.trim();
  if (await refusedInGroup(ctx, token === "" ? 1 : 2)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, token === "" ? 1 : 2);
  if (token === "") return void (await send(ctx, member.business.id, await screenOf(ctx, member)));
  if (!(await link(ctx, member, token)))
    await enterForm(ctx, "salonbot", { businessId: member.business.id });
});

export const salonbotPresses: Presses<
  "salonbot" | "salonbot_ask" | "salonbot_account" | "salonbot_unlink"
> = {
  salonbot: {
    right: "link",
    private: true,
    run: async (ctx, member) => show(ctx, member.business.id, await screenOf(ctx, member)),
  },
  salonbot_ask: {
    right: "link",
    private: true,
    run: async (ctx, { business }) => {
      await ask(ctx, html(ctx.desk.language, "salonbot-ask"));
      await enterForm(ctx, "salonbot", { businessId: business.id });
    },
  },
  salonbot_account: {
    right: "link",
    private: true,
    run: async (ctx, member, { connectionId: id, on, sure }) => {
      const { deps, language } = ctx.desk;
      const { id: businessId } = member.business;
      const bot = await salonBotOf(deps.db, businessId);
      const at = { botId: bot?.botId ?? 0, id };
      const account = await connectionOf(deps.db, businessId, at);
      if (account && on && !sure && account.state === "stranger")
        return show(ctx, businessId, letInScreen(language, account));
      const done = await allowConnection(deps.db, businessId, { ...at, allowed: on });
      const said = done ? null : html(language, "business-changed-gone");
      await show(ctx, businessId, await screenOf(ctx, member, said));
    },
  },
  salonbot_unlink: {
    right: "link",
    private: true,
    run: async (ctx, member, { sure }) => {
      const { deps, language } = ctx.desk;
      const { id: businessId } = member.business;
      if (sure) {
        const gone = await unlinkSalonBot(deps.salonBots, businessId);
        const said = html(language, gone ? "salonbot-unlinked" : "salonbot-none");
        return show(ctx, businessId, await screenOf(ctx, member, said));
      }
      const bot = await salonBotOf(deps.db, businessId);
      await show(ctx, businessId, bot ? unlinkScreen(language, bot) : await screenOf(ctx, member));
    },
  },
};

/** Links the bot of a token and tells how it went; false when another token is waited for. */
async function link(ctx: DeskContext, member: Acting, token: string): Promise<boolean> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = member.business;
  const deleted = await deleteKeyMessage(ctx);
  if (isGroup(ctx)) {
    await send(ctx, null, { html: deleted });
    return true;
  }
  await ctx.replyWithChatAction("typing");
  const outcome = await linkSalonBot(deps.salonBots, businessId, token);
  if ("refused" in outcome) {
    await send(ctx, null, { html: `${deleted}\n\n${refusalText(language, outcome.refused)}` });
    return false;
  }
  const done = html(language, "salonbot-done", { username: outcome.linked.username });
  await send(ctx, businessId, await screenOf(ctx, member, `${done}\n${deleted}`));
  return true;
}

async function screenOf(
  ctx: DeskContext,
  { business }: Acting,
  said: string | null = null,
): Promise<Screen> {
  const { deps, language } = ctx.desk;
  const bot = await salonBotOf(deps.db, business.id);
  const accounts = bot ? await connectionsOf(deps.db, business.id, { botId: bot.botId }) : [];
  return salonbotScreen(language, { business, bot, accounts, now: deps.clock.now(), said });
}
