import { Composer } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import { allowed, isGroup, sentToPrivate, threadOf, type Acting } from "./access.ts";
import { callsScreen, PAGE, type CallPlace } from "./calls-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { send, show } from "./screen.ts";

const MAX_QUERY = 60;

export const callsComposer = new Composer<DeskContext>();

callsComposer.command("calls", async (ctx) => {
  // A group that nobody subscribed is not a place for the list of who calls.
  if (isGroup(ctx) && !(await isSubscribed(ctx)) && (await sentToPrivate(ctx))) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const text = Array.from(ctx.match.trim()).slice(0, MAX_QUERY).join("");
  await send(
    ctx,
    member.business.id,
    await screenOf(ctx, member, { text: text === "" ? null : text, before: null }),
  );
});

export const callsPresses: Presses<"calls"> = {
  calls: {
    right: "see_calls",
    run: async (ctx, member, { text, before }) =>
      show(ctx, member.business.id, await screenOf(ctx, member, { text, before })),
  },
};

async function isSubscribed(ctx: DeskContext): Promise<boolean> {
  const { db, botInfo } = ctx.desk.deps;
  return (
    ctx.chat !== undefined &&
    (await chatHere(db, botInfo.id, ctx.chat.id, threadOf(ctx))).length > 0
  );
}

async function screenOf(
  ctx: DeskContext,
  { business }: Acting,
  { text, before }: { text: string | null; before: CallPlace | null },
) {
  const { deps, language } = ctx.desk;
  const rows = await deps.calls.list(business.id, {
    limit: PAGE + 1,
    ...(text === null ? {} : { text }),
    ...(before === null ? {} : { before }),
  });
  return callsScreen(language, {
    rows,
    text,
    before,
    zone: business.timezone,
    now: deps.clock.now(),
  });
}
