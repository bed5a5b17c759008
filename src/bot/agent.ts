import { Composer } from "grammy";
import { changeAgent } from "../agent/setting-service.ts";
import { changeReminders, reminderSettings } from "../booking/reminder-service.ts";
import { allowed } from "./access.ts";
import type { Action } from "./action.ts";
import { showAgent } from "./agent-show.ts";
import { remindScreen } from "./agent-remind-screen.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show } from "./screen.ts";
import type { TextId } from "../texts/bundle.ts";

export const agentComposer = new Composer<DeskContext>();

agentComposer.command("agent", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const wish = switches[ctx.match.trim().toLowerCase()];
  if (wish !== undefined)
    await changeAgent(ctx.desk.deps.db, member.business.id, { enabled: wish });
  await showAgent(ctx, member, { screen: "main" });
});

export const agentPresses: Presses<"agent" | "agent_set" | "agent_ask" | "agent_remind"> = {
  agent: {
    right: "settings",
    run: (ctx, member, { screen }) => showAgent(ctx, member, { screen }),
  },
  agent_set: {
    right: "settings",
    run: async (ctx, member, { set }) => {
      const changed = await changeAgent(ctx.desk.deps.db, member.business.id, set);
      const refused = "refused" in changed;
      const said = refused ? html(ctx.desk.language, "desk-agent-chat-gone") : null;
      await showAgent(ctx, member, { screen: refused ? "chat" : screenOf(set), said });
    },
  },
  agent_ask: {
    right: "settings",
    run: async (ctx, { business }, { what }) => {
      await ask(ctx, html(ctx.desk.language, questions[what]));
      await enterForm(ctx, "agent", { businessId: business.id, what });
    },
  },
  agent_remind: {
    right: "settings",
    run: async (ctx, { business }, { set }) => {
      const { deps, language } = ctx.desk;
      await changeReminders(deps.db, business.id, set);
      const reminders = await reminderSettings(deps.db, business.id);
      await show(ctx, business.id, remindScreen(language, reminders));
    },
  },
};

/** What was changed stays in sight where there is more of it to see. */
function screenOf(set: Extract<Action, { do: "agent_set" }>["set"]) {
  if ("shadow" in set || "shadowAfter" in set) return "shadow";
  return "model" in set ? "model" : "main";
}

/** `/agent on`, in the words of the three languages. */
const switches: Partial<Record<string, boolean>> = {
  on: true,
  увімкнути: true,
  включить: true,
  off: false,
  вимкнути: false,
  выключить: false,
};

const questions: Record<Extract<Action, { do: "agent_ask" }>["what"], TextId> = {
  greeting: "desk-agent-ask-greeting",
  off_line: "desk-agent-ask-off-line",
  restrictions: "desk-agent-ask-restrictions",
  hours: "desk-agent-ask-hours",
  minutes: "desk-agent-ask-minutes",
  review: "desk-agent-ask-review",
  comeback: "desk-agent-ask-comeback",
};
