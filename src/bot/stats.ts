import { Composer, GrammyError, InputFile } from "grammy";
import { readPeriod, type PeriodChoice, type PeriodName } from "../calls/period.ts";
import { statsShown } from "../desk/stats-service.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { allowed, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { isElsewhere } from "./here.ts";
import type { Presses } from "./press.ts";
import { keyboardOf, tell, type Button } from "./screen.ts";

export const statsComposer = new Composer<DeskContext>();

statsComposer.command("stats", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const now = ctx.desk.deps.clock.now();
  const choice = readPeriod(ctx.match, now, member.business.timezone);
  if (choice === null) return tell(ctx, "stats-bad");
  await showStats(ctx, member, choice);
});

export const statsPresses: Presses<"stats"> = {
  stats: {
    right: "see_calls",
    run: (ctx, member, { period }) => showStats(ctx, member, period),
  },
};

/** Puts the picture in the place of the one whose button was pressed, or sends it anew. */
async function showStats(
  ctx: DeskContext,
  { business }: Acting,
  choice: PeriodChoice,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const now = deps.clock.now();
  const { png, caption } = await statsShown(deps.db, { business, choice, language, now });
  const media = new InputFile(png, "stats.png");
  const said = { caption, parse_mode: "HTML" as const };
  const reply_markup = {
    inline_keyboard: await keyboardOf(ctx, business.id, periodRows(language, choice)),
  };
  const pressed = ctx.callbackQuery?.message;
  if (!pressed || !("photo" in pressed) || !(await replaced(ctx, { media, said, reply_markup })))
    await ctx.replyWithPhoto(media, { ...said, reply_markup });
}

type Picture = {
  media: InputFile;
  said: { caption: string; parse_mode: "HTML" };
  reply_markup: { inline_keyboard: Awaited<ReturnType<typeof keyboardOf>> };
};

/** False when the message can be changed no more. */
async function replaced(
  ctx: DeskContext,
  { media, said, reply_markup }: Picture,
): Promise<boolean> {
  try {
    await ctx.editMessageMedia({ type: "photo", media, ...said }, { reply_markup });
    return true;
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    return error.description.includes("not modified");
  }
}

const names: readonly PeriodName[] = ["today", "yesterday", "week", "month"];

/** The period that is shown stands there marked: pressed again, it is counted anew. */
function periodRows(language: Language, choice: PeriodChoice): Button[][] {
  const keys = names.map((period): Button => {
    const label = text(language, `stats-${period}`);
    return { label: period === choice ? `· ${label} ·` : label, action: { do: "stats", period } };
  });
  return [keys.slice(0, 2), keys.slice(2)];
}
