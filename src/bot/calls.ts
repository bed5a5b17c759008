import { Composer } from "grammy";
import { chatHere } from "../business/chat-service.ts";
import { readSearch } from "../calls/search.ts";
import { allowed, isGroup, sentToPrivate, threadOf, type Acting } from "./access.ts";
import { showCall } from "./call-page.ts";
import { callsScreen, PAGE, type CallPlace } from "./calls-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { send, show } from "./screen.ts";

const MAX_QUERY = 60;

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

/** What a person looks for, cut where it is too long; null: nothing was written. */
export function queryOf(written: string): string | null {
  const text = Array.from(written.replace(/\s+/g, " ").trim()).slice(0, MAX_QUERY).join("");
  return text === "" ? null : text;
}

/** A group that nobody subscribed is not a place for who calls; there the person is led to the private chat, and true comes back. */
export async function isElsewhere(ctx: DeskContext): Promise<boolean> {
  return isGroup(ctx) && !(await isSubscribed(ctx)) && (await sentToPrivate(ctx));
}

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
  const near = { now: deps.clock.now(), zone: business.timezone };
  const search = readSearch(text ?? "", near);
  const rows = await deps.calls.list(business.id, {
    limit: PAGE + 1,
    ...(search.text === null ? {} : { text: search.text }),
    ...(search.days === null ? {} : { days: search.days }),
    ...(before === null ? {} : { before }),
  });
  return callsScreen(language, { rows, text, before, ...near });
}
