import { Composer } from "grammy";
import { changeBusiness } from "../business/business-service.ts";
import { placeOf } from "../business/business.ts";
import { removeHolidays, setFollowups } from "../business/followup-setting-service.ts";
import { may } from "../business/role.ts";
import { days, type WorkingHours } from "../business/working-hours.ts";
import { actingFor, allowed, whoMay } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { tell } from "./screen.ts";
import { showHours, showSettings } from "./settings-show.ts";
import { changeHours, takeSetting, type Asked } from "./settings-take.ts";

/** Takes what a person writes of a setting. */
export const settingsForm = form<{ businessId: string; what: Asked; line?: string | null }>(
  "settings",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "settings")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
      return null;
    }
    const { what, line = null } = state;
    const refusal = await takeSetting(ctx, member.business, { what, line, answer });
    if (refusal === null) return null;
    await ask(ctx, refusal);
    return state;
  },
);

export const settingsComposer = new Composer<DeskContext>();

settingsComposer.command("settings", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (member) await showSettings(ctx, member.business, { part: "main" });
});

export const settingsPresses: Presses<
  | "settings"
  | "settings_set"
  | "settings_hours"
  | "settings_ask"
  | "settings_missed"
  | "holiday_remove"
  | "line_hours"
> = {
  settings: {
    right: "settings",
    run: (ctx, { business }, { screen: part, page }) => showSettings(ctx, business, { part, page }),
  },
  settings_set: {
    right: "settings",
    run: async (ctx, { business }, { set }) => {
      const changed = await changeBusiness(ctx.desk.deps.db, business.id, patchOf(set));
      await showSettings(ctx, changed, { part: "main" });
    },
  },
  settings_hours: {
    right: "settings",
    run: (ctx, { business }, { hours, line }) =>
      changeHours(ctx, business, { line, hours: presets[hours] }),
  },
  settings_ask: {
    right: "settings",
    run: async (ctx, { business }, { what, line }) => {
      await ask(ctx, html(ctx.desk.language, `settings-ask-${what}`, { name: business.name }));
      await enterForm(ctx, "settings", { businessId: business.id, what, line });
    },
  },
  settings_missed: {
    right: "settings",
    run: async (ctx, { business }, { set }) => {
      const changed = await setFollowups(ctx.desk.deps.db, business.id, set);
      await showSettings(ctx, changed, { part: "missed" });
    },
  },
  holiday_remove: {
    right: "settings",
    run: async (ctx, { business }, { from, to, page }) => {
      const { db, clock } = ctx.desk.deps;
      const changed = await removeHolidays(db, business.id, { from, to, now: clock.now() });
      await showSettings(ctx, changed, { part: "holidays", page });
    },
  },
  line_hours: {
    right: "settings",
    run: (ctx, { business }, { line }) => showHours(ctx, business, line),
  },
};

const office: WorkingHours = { ...everyDay("09:00", "18:00"), sat: null, sun: null };
const presets: Record<Extract<Action, { do: "settings_hours" }>["hours"], WorkingHours | null> = {
  office,
  daily: everyDay("09:00", "20:00"),
  unset: null,
};

/** A zone tells the country too, by which national numbers are read; the currency has a setting of its own. */
function patchOf(set: Extract<Action, { do: "settings_set" }>["set"]) {
  if (!("timezone" in set)) return set;
  const country = placeOf(set.timezone)?.country;
  return country === undefined ? set : { ...set, country };
}

function everyDay(from: string, to: string): WorkingHours {
  const week = days.map((day) => [day, [from, to]]);
  return Object.fromEntries(week);
}
