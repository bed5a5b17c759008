import { Composer } from "grammy";
import { changeBusiness, setWorkingHours } from "../business/business-service.ts";
import { cleanName, placeOf, type Business } from "../business/business.ts";
import { may } from "../business/role.ts";
import { days, type WorkingHours } from "../business/working-hours.ts";
import { actingFor, allowed, isGroup, whoMay } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { ask, enterForm, form } from "./form.ts";
import { parseHours } from "./hours.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { show, tell } from "./screen.ts";
import { settingsScreen, type SettingsPart } from "./settings-screen.ts";

type Asked = Extract<Action, { do: "settings_ask" }>["what"];

/** Takes the name or the working hours that a person writes. */
export const settingsForm = form<{ businessId: string; what: Asked }>(
  "settings",
  async (ctx, state, answer) => {
    const { language } = ctx.desk;
    const member = await actingFor(ctx, state.businessId);
    if (!member || !may(member.role, "settings")) {
      await tell(ctx, "bot-no-right", { who: whoMay(language, "settings") });
      return null;
    }
    const refusal = await take[state.what](ctx, state.businessId, answer);
    if (refusal === null) return null;
    await ask(ctx, refusal);
    return state;
  },
);

export const settingsComposer = new Composer<DeskContext>();

settingsComposer.command("settings", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (member) await showSettings(ctx, member.business, "main");
});

export const settingsPresses: Presses<
  "settings" | "settings_set" | "settings_hours" | "settings_ask"
> = {
  settings: {
    right: "settings",
    run: (ctx, { business }, { screen }) => showSettings(ctx, business, screen),
  },
  settings_set: {
    right: "settings",
    run: async (ctx, { business }, { set }) => {
      const changed = await changeBusiness(ctx.desk.deps.db, business.id, patchOf(set));
      await showSettings(ctx, changed, "main");
    },
  },
  settings_hours: {
    right: "settings",
    run: async (ctx, { business }, { hours }) => {
      const changed = await setWorkingHours(ctx.desk.deps.db, business.id, presets[hours]);
      await showSettings(ctx, changed, "hours");
    },
  },
  settings_ask: {
    right: "settings",
    run: async (ctx, { business }, { what }) => {
      await ask(ctx, html(ctx.desk.language, `settings-ask-${what}`, { name: business.name }));
      await enterForm(ctx, "settings", { businessId: business.id, what });
    },
  },
};

/** Keeps what was written, or says what is wrong with it. */
const take: Record<
  Asked,
  (ctx: DeskContext, businessId: string, answer: string) => Promise<string | null>
> = {
  name: async (ctx, businessId, answer) => {
    const { deps, language } = ctx.desk;
    const name = cleanName(answer);
    if (name === null) return html(language, "bot-name-bad");
    await showSettings(ctx, await changeBusiness(deps.db, businessId, { name }), "main");
    return null;
  },
  hours: async (ctx, businessId, answer) => {
    const { deps, language } = ctx.desk;
    const read = parseHours(answer);
    if ("wrong" in read)
      return html(language, "settings-hours-wrong", { word: read.wrong.slice(0, 60) });
    await showSettings(ctx, await setWorkingHours(deps.db, businessId, read.hours), "hours");
    return null;
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

async function showSettings(
  ctx: DeskContext,
  business: Business,
  part: SettingsPart,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const screen = settingsScreen(language, part, {
    business,
    now: deps.clock.now(),
    home: !isGroup(ctx),
  });
  await show(ctx, business.id, screen);
}

function everyDay(from: string, to: string): WorkingHours {
  const week = days.map((day) => [day, [from, to]]);
  return Object.fromEntries(week);
}
