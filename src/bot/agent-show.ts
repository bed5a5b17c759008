import { salonBotOf } from "../channels/salon-bot-service.ts";
import { agentSettings } from "../agent/setting-service.ts";
import { reminderSettings } from "../booking/reminder-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { subscribedChats } from "../business/chat-service.ts";
import type { Language } from "../texts/language.ts";
import type { Acting } from "./access.ts";
import type { Action } from "./action.ts";
import { remindScreen } from "./agent-remind-screen.ts";
import { modelScreen, shadowScreen } from "./agent-shadow-screen.ts";
import { agentScreen, chatScreen, toneScreen, type AgentView } from "./agent-screen.ts";
import type { DeskContext } from "./context.ts";
import { show, type Screen } from "./screen.ts";

type AgentPart = Extract<Action, { do: "agent" }>["screen"];

/** The agent's settings as they are now, below a sentence of what was done. */
export async function showAgent(
  ctx: DeskContext,
  { business }: Acting,
  { screen: part, said = null }: { screen: AgentPart; said?: string | null },
): Promise<void> {
  const { db } = ctx.desk.deps;
  const [settings, reminders, bot, chats, salon] = await Promise.all([
    agentSettings(db, business.id),
    reminderSettings(db, business.id),
    salonBotOf(db, business.id),
    subscribedChats(db, business.id),
    salonOf(db, business.id),
  ]);
  const ready = salon.services.length > 0 && salon.masters.length > 0;
  const hasModel = ctx.desk.deps.mind.on;
  const view = { business, settings, reminders, bot, chats, ready, hasModel };
  const screen = parts[part](ctx.desk.language, view);
  const page = said === null ? screen.html : `${said}\n\n${screen.html}`;
  await show(ctx, business.id, { ...screen, html: page });
}

const parts: Record<AgentPart, (language: Language, view: AgentView) => Screen> = {
  main: agentScreen,
  tone: toneScreen,
  chat: chatScreen,
  reminders: (language, { reminders }) => remindScreen(language, reminders),
  shadow: (language, { settings }) => shadowScreen(language, settings),
  model: (language, { settings }) => modelScreen(language, settings),
};
