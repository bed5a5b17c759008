import { Composer } from "grammy";
import { dateOf, periodOf } from "../calls/period.ts";
import { today } from "../desk/today-service.ts";
import { allowed, isGroup, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { isElsewhere, nearHere } from "./here.ts";
import type { Presses } from "./press.ts";
import { send, show, type Screen } from "./screen.ts";
import { todayScreen } from "./today-screen.ts";

export const todayComposer = new Composer<DeskContext>();

todayComposer.command("today", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (member) await send(ctx, member.business.id, await screenOf(ctx, member));
});

export const todayPresses: Presses<"today"> = {
  today: {
    right: "see_calls",
    run: async (ctx, member) => {
      if (!(await isElsewhere(ctx)))
        await show(ctx, member.business.id, await screenOf(ctx, member));
    },
  },
};

async function screenOf(ctx: DeskContext, member: Acting): Promise<Screen> {
  const { deps, person, language } = ctx.desk;
  const near = await nearHere(ctx, member);
  const date = dateOf(near.now, near.zone);
  const day = periodOf({ first: date, last: date }, near.now, near.zone);
  // In a group nobody's own tasks are of interest.
  const personId = isGroup(ctx) ? null : person.id;
  const found = await today(deps.db, member.business.id, { personId, now: near.now, day });
  return todayScreen(language, found, near);
}
