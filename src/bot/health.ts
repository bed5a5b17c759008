import { Composer } from "grammy";
import { subscribedChats } from "../business/chat-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { health } from "../desk/health-service.ts";
import { verdicts } from "../speech/correct-service.ts";
import { lastTrouble } from "../speech/recording-trouble-service.ts";
import { allowed, sentToPrivate, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { reconciledNote } from "./health-statistics.ts";
import { healthScreen } from "./health-screen.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";

export const healthComposer = new Composer<DeskContext>();

healthComposer.command("health", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "see_health");
  if (member) await send(ctx, member.business.id, await screenOf(ctx, member, []));
});

export const healthPresses: Presses<"health" | "test_hook" | "reconcile"> = {
  health: {
    right: "see_health",
    private: true,
    run: (ctx, member) => showHealth(ctx, member, []),
  },
  reconcile: {
    right: "see_health",
    private: true,
    run: async (ctx, member) => {
      const { deps, language } = ctx.desk;
      const done = await deps.reconcile(member.business.id);
      const notes = done.map((one) => reconciledNote(language, one));
      const none = html(language, "reconcile-nothing");
      await showHealth(ctx, member, [notes.length > 0 ? notes.join("\n") : none]);
    },
  },
  test_hook: {
    right: "see_health",
    private: true,
    run: async (ctx, member, { tokenId }) => {
      const { deps, language } = ctx.desk;
      const own = (await tokensOf(deps.db, member.business.id)).some(
        (token) => token.id === tokenId,
      );
      if (!own) return tell(ctx, "link-gone");
      const outcome = await deps.sendTestHook(tokenId);
      const sent = "status" in outcome;
      const note = sent
        ? html(language, "health-test-sent", { status: String(outcome.status) })
        : html(language, "health-test-failed");
      await showHealth(ctx, member, [note]);
    },
  },
};

/** The state of everything, under a note of what was just done. */
export async function showHealth(ctx: DeskContext, member: Acting, notes: string[]): Promise<void> {
  await show(ctx, member.business.id, await screenOf(ctx, member, notes));
}

const MONTH_MS = 30 * 86_400_000;
const WEEK_MS = 7 * 86_400_000;

async function screenOf(ctx: DeskContext, { business }: Acting, notes: string[]) {
  const { deps, language } = ctx.desk;
  const chats = await subscribedChats(deps.db, business.id);
  const found = await health(deps.db, business.id);
  const now = deps.clock.now();
  const month = { from: now - MONTH_MS, to: now };
  return healthScreen(language, {
    business,
    health: found,
    chats: chats.length,
    verdicts: await verdicts(deps.db, business.id, month),
    mind: (await deps.mind.trouble?.({ businessId: business.id, zone: business.timezone })) ?? null,
    trouble: await lastTrouble(deps.db, business.id, now - WEEK_MS),
    notes,
    now,
  });
}
