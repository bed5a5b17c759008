import { Composer } from "grammy";
import { readSearch } from "../calls/search.ts";
import { allowed, type Acting } from "./access.ts";
import { isElsewhere, nearHere, queryOf } from "./here.ts";
import { showCall } from "./call-page.ts";
import { callsScreen, PAGE, type CallPlace } from "./calls-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { send, show } from "./screen.ts";

export const callsComposer = new Composer<DeskContext>();

callsComposer.command("calls", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const screen = await screenOf(ctx, member, { text: queryOf(ctx.match), before: null });
  await send(ctx, member.business.id, screen);
});

export const callsPresses: Presses<"calls" | "call"> = {
  calls: {
    right: "see_calls",
    run: async (ctx, member, { text, before }) =>
      show(ctx, member.business.id, await screenOf(ctx, member, { text, before })),
  },
  call: { right: "see_calls", run: showCall },
};

async function screenOf(
  ctx: DeskContext,
  member: Acting,
  { text, before }: { text: string | null; before: CallPlace | null },
) {
  const { deps, language } = ctx.desk;
  const near = await nearHere(ctx, member);
  const search = readSearch(text ?? "", near);
  const rows = await deps.calls.list(member.business.id, {
    limit: PAGE + 1,
    ...(search.text === null ? {} : { text: search.text }),
    ...(search.days === null ? {} : { days: search.days }),
    ...(before === null ? {} : { before }),
  });
  return callsScreen(language, { rows, text, before, ...near });
}
