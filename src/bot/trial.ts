import { Composer, GrammyError } from "grammy";
import { lastTrial, runTrial } from "../agent/trial-service.ts";
import { allowed, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show } from "./screen.ts";
import { trialCaseScreen, trialRunning, trialScreen } from "./trial-screen.ts";

export const trialComposer = new Composer<DeskContext>();

trialComposer.command("test_agent", async (ctx) => {
  const member = await allowed(ctx, "settings");
  if (member) await run(ctx, member);
});

export const trialPresses: Presses<"trial" | "trial_case"> = {
  trial: {
    right: "settings",
    run: async (ctx, member, { run: again }) => {
      const last = again ? null : await lastTrial(ctx.desk.deps.db, member.business.id);
      if (last === null) return run(ctx, member);
      const { deps, language } = ctx.desk;
      const view = { business: member.business, now: deps.clock.now(), ...last };
      await show(ctx, member.business.id, trialScreen(language, view));
    },
  },
  trial_case: {
    right: "settings",
    run: async (ctx, { business }, { key }) => {
      const { deps, language } = ctx.desk;
      const last = await lastTrial(deps.db, business.id);
      const outcome = last?.result.outcomes.find((one) => one.key === key);
      const screen = outcome
        ? trialCaseScreen(language, outcome)
        : { html: html(language, "trial-case-gone"), rows: [] };
      await show(ctx, business.id, screen);
    },
  },
};

/** Plays the set before the person's eyes: one message that tells how far it is, and then what came of it. */
async function run(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { deps, language } = ctx.desk;
  const { clock } = deps;
  const begun = trialRunning(language, { business: business.name, progress: null });
  const messageId = await send(ctx, business.id, { html: begun });
  const { result } = await runTrial(deps, business.id, async (progress) => {
    const line = trialRunning(language, { business: business.name, progress });
    await edited(ctx, messageId, line);
  });
  const now = clock.now();
  await send(ctx, business.id, trialScreen(language, { business, result, endedAt: now, now }));
  if (messageId !== 0 && ctx.chat) await ctx.api.deleteMessage(ctx.chat.id, messageId).catch(gone);
}

/** A message that cannot be edited any more changes nothing of the run. */
async function edited(ctx: DeskContext, messageId: number, line: string): Promise<void> {
  if (messageId === 0 || !ctx.chat) return;
  await ctx.api.editMessageText(ctx.chat.id, messageId, line, { parse_mode: "HTML" }).catch(gone);
}

function gone(error: unknown): void {
  if (!(error instanceof GrammyError)) throw error;
}
