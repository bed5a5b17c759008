import { Composer } from "grammy";
import { changeRules } from "../booking/rule-service.ts";
import { salonOf } from "../booking/salon-service.ts";
import { allowed, type Acting } from "./access.ts";
import { calendarScreen, fields, ruleScreen } from "./calendar-screen.ts";
import type { DeskContext } from "./context.ts";
import { parseHours } from "./hours.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show } from "./screen.ts";
import { changeHours } from "./settings-take.ts";
import { retestSoon } from "./trial-again.ts";

export const calendarComposer = new Composer<DeskContext>();

calendarComposer.command("hours", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const written = ctx.match.trim();
  if (written === "") return showCalendar(ctx, member);
  const read = parseHours(written);
  if ("wrong" in read) {
    const word = read.wrong.slice(0, 60);
    await send(ctx, null, { html: html(ctx.desk.language, "settings-hours-wrong", { word }) });
    return;
  }
  await changeHours(ctx, member.business, { line: null, hours: read.hours });
});

export const calendarPresses: Presses<"calendar" | "calendar_rule" | "calendar_set"> = {
  calendar: { right: "settings", run: showCalendar },
  calendar_rule: {
    right: "settings",
    run: async (ctx, { business }, { rule }) => {
      const { rules } = await salonOf(ctx.desk.deps.db, business.id);
      await show(ctx, business.id, ruleScreen(ctx.desk.language, { rule, rules }));
    },
  },
  calendar_set: {
    right: "settings",
    run: async (ctx, member, { rule, value }) => {
      await changeRules(ctx.desk.deps.db, member.business.id, { [fields[rule]]: value });
      await retestSoon(ctx, member);
      await showCalendar(ctx, member);
    },
  },
};

async function showCalendar(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  const { rules } = await salonOf(db, business.id);
  const view = { business, rules, now: clock.now() };
  await show(ctx, business.id, calendarScreen(ctx.desk.language, view));
}
