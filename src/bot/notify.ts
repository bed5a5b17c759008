import { Composer } from "grammy";
import { allowed } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import { parseNotify } from "./notify-command.ts";
import { wishOf } from "./notify-filter.ts";
import { change, screenOf, subscribedHere, turnOff, turnOn } from "./notify-place.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";

export const notifyComposer = new Composer<DeskContext>();

notifyComposer.command("notify", async (ctx) => {
  const member = await allowed(ctx, "notify");
  if (!member) return;
  const command = parseNotify(ctx.match, member.business.country);
  if ("wrong" in command) return tell(ctx, "notify-wrong", { word: command.wrong.slice(0, 60) });
  if ("notLine" in command)
    return tell(ctx, "notify-not-line", { word: command.notLine.slice(0, 60) });
  if ("off" in command) return turnOff(ctx, member);
  const chat = await turnOn(ctx, member, command.wish);
  if (chat) await send(ctx, member.business.id, await screenOf(ctx, member, { chat }));
});

export const notifyPresses: Presses<
  "subscribe" | "unsubscribe" | "notify" | "notify_set" | "notify_toggle" | "notify_ask"
> = {
  subscribe: {
    right: "notify",
    run: async (ctx, member) => {
      const chat = await turnOn(ctx, member, {});
      if (chat) await show(ctx, member.business.id, await screenOf(ctx, member, { chat }));
    },
  },
  unsubscribe: { right: "notify", run: (ctx, member) => turnOff(ctx, member) },
  notify: {
    right: "notify",
    run: async (ctx, member, { screen, page }) => {
      const chat = await subscribedHere(ctx, member);
      if (!chat) return;
      await show(ctx, member.business.id, await screenOf(ctx, member, { chat, screen, page }));
    },
  },
  notify_set: {
    right: "notify",
    run: async (ctx, member, { screen, set }) => {
      const chat = await subscribedHere(ctx, member);
      if (!chat) return;
      const changed = await change(ctx, member, chat, set);
      await show(ctx, member.business.id, await screenOf(ctx, member, { chat: changed, screen }));
    },
  },
  notify_toggle: {
    right: "notify",
    run: async (ctx, member, { field, page, ...entry }) => {
      const chat = await subscribedHere(ctx, member);
      if (!chat) return;
      const wish = wishOf(chat.filter, { field, ...entry });
      const changed = wish ? await change(ctx, member, chat, wish) : chat;
      const notes = wish ? [] : [html(ctx.desk.language, "notify-messages-last")];
      const about = { chat: changed, screen: field, page, notes };
      await show(ctx, member.business.id, await screenOf(ctx, member, about));
    },
  },
  notify_ask: {
    right: "notify",
    run: async (ctx, member, { what }) => {
      if (!(await subscribedHere(ctx, member))) return;
      await ask(ctx, html(ctx.desk.language, `notify-ask-${what}`));
      await enterForm(ctx, "notify", { businessId: member.business.id, what });
    },
  },
};
