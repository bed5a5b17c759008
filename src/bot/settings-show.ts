import type { Business } from "../business/business.ts";
import { ownLinesOf } from "../business/line-service.ts";
import type { OwnLine } from "../business/line.ts";
import { linesWithHours } from "../desk/scope-service.ts";
import { isGroup } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { show } from "./screen.ts";
import { hoursScreen } from "./settings-hours-screen.ts";
import { settingsScreen } from "./settings-screen.ts";
import type { SettingsPart } from "./settings-view.ts";

type Shown = { part: SettingsPart; page?: number | undefined };

/** The settings as they are now, in the place of the pressed button's message. */
export async function showSettings(
  ctx: DeskContext,
  business: Business,
  { part, page = 0 }: Shown,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const screen = settingsScreen(language, part, {
    business,
    now: deps.clock.now(),
    home: !isGroup(ctx),
    lines: part === "lines" ? await linesWithHours(deps.db, business.id) : [],
    page,
  });
  await show(ctx, business.id, screen);
}

/** The hours of one line; of the business when the line is null. */
export async function showHours(
  ctx: DeskContext,
  business: Business,
  number: string | null,
): Promise<void> {
  const { language } = ctx.desk;
  const line = number === null ? null : await lineHere(ctx, business.id, number);
  await show(ctx, business.id, hoursScreen(language, { business, line }));
}

async function lineHere(ctx: DeskContext, businessId: string, number: string): Promise<OwnLine> {
  const lines = await ownLinesOf(ctx.desk.deps.db, businessId);
  return lines.find((line) => line.number === number) ?? { number, name: "", hours: null };
}
