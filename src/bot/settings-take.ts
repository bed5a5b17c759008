import { retestLater } from "../agent/trial-service.ts";
import { changeBusiness, setWorkingHours } from "../business/business-service.ts";
import { cleanName, type Business } from "../business/business.ts";
import { addHolidays, setFollowups } from "../business/followup-setting-service.ts";
import { MAX_HOLIDAYS } from "../business/holiday.ts";
import { setLineHours } from "../business/line-service.ts";
import type { WorkingHours } from "../business/working-hours.ts";
import { readGhost, readSla } from "../desk/followup-read.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { todayOf } from "./holiday-screen.ts";
import { parseHolidays } from "./holiday.ts";
import { parseHours } from "./hours.ts";
import { html } from "./say.ts";
import { showHours, showSettings } from "./settings-show.ts";

export type Asked = Extract<Action, { do: "settings_ask" }>["what"];

/** What a form asks for: of the business, or of one of its lines. */
export type Question = { what: Asked; line: string | null };

type Answered = { business: Business; line: string | null; answer: string };

/** Keeps what was written and shows it, or says what is wrong with it. */
export async function takeSetting(
  ctx: DeskContext,
  business: Business,
  { what, line, answer }: Question & { answer: string },
): Promise<string | null> {
  return takes[what](ctx, { business, line, answer });
}

/** Gives the business or one of its lines other hours, and shows them. */
export async function changeHours(
  ctx: DeskContext,
  business: Business,
  { line, hours }: { line: string | null; hours: WorkingHours | null },
): Promise<void> {
  const { db, clock } = ctx.desk.deps;
  if (line === null) {
    await showHours(ctx, await setWorkingHours(db, business.id, hours), null);
    return retestLater(db, business.id, clock.now());
  }
  await setLineHours(db, business.id, { number: line, hours });
  await showHours(ctx, business, line);
}

const takes: Record<Asked, (ctx: DeskContext, answered: Answered) => Promise<string | null>> = {
  name: async (ctx, { business, answer }) => {
    const { deps, language } = ctx.desk;
    const name = cleanName(answer);
    if (name === null) return html(language, "bot-name-bad");
    await showSettings(ctx, await changeBusiness(deps.db, business.id, { name }), { part: "main" });
    return null;
  },
  hours: async (ctx, { business, line, answer }) => {
    const read = parseHours(answer);
    if ("wrong" in read)
      return html(ctx.desk.language, "settings-hours-wrong", { word: read.wrong.slice(0, 60) });
    await changeHours(ctx, business, { line, hours: read.hours });
    return null;
  },
  sla: async (ctx, { business, answer }) => {
    const slaMin = readSla(answer);
    if (slaMin === null) return wrongNumber(ctx, "sla", answer);
    await saveMissed(ctx, business, { slaMin });
    return null;
  },
  ghost: async (ctx, { business, answer }) => {
    const ghostS = readGhost(answer);
    if (ghostS === null) return wrongNumber(ctx, "ghost", answer);
    await saveMissed(ctx, business, { ghostS });
    return null;
  },
  holidays: takeHolidays,
};

function wrongNumber(ctx: DeskContext, what: "sla" | "ghost", answer: string): string {
  return html(ctx.desk.language, `settings-${what}-wrong`, { word: answer.trim().slice(0, 60) });
}

async function saveMissed(
  ctx: DeskContext,
  business: Business,
  set: { slaMin: number } | { ghostS: number },
): Promise<void> {
  const changed = await setFollowups(ctx.desk.deps.db, business.id, set);
  await showSettings(ctx, changed, { part: "missed" });
}

async function takeHolidays(
  ctx: DeskContext,
  { business, answer }: Answered,
): Promise<string | null> {
  const { deps, language } = ctx.desk;
  const now = deps.clock.now();
  const read = parseHolidays(answer, todayOf(business, now));
  if ("wrong" in read)
    return html(language, "settings-holidays-wrong", { word: read.wrong.slice(0, 60) });
  if ("past" in read)
    return html(language, "settings-holidays-past", { word: read.past.slice(0, 60) });
  const changed = await addHolidays(deps.db, business.id, { added: read.holidays, now });
  if (changed === null) return html(language, "settings-holidays-many", { max: MAX_HOLIDAYS });
  await showSettings(ctx, changed, { part: "holidays" });
  return null;
}
