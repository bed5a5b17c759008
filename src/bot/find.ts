import { Composer } from "grammy";
import { readSearch } from "../calls/search.ts";
import { find } from "../desk/find-service.ts";
import { allowed, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { findScreen } from "./find-screen.ts";
import { isElsewhere, nearHere, queryOf } from "./here.ts";
import { send, tell, type Screen } from "./screen.ts";

export const findComposer = new Composer<DeskContext>();

findComposer.command("find", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const asked = queryOf(ctx.match);
  if (asked === null) return tell(ctx, "find-ask");
  await send(ctx, member.business.id, await screenOf(ctx, member, asked));
});

async function screenOf(ctx: DeskContext, member: Acting, asked: string): Promise<Screen> {
  const near = await nearHere(ctx, member);
  const search = readSearch(asked, near);
  const found = await find(ctx.desk.deps.db, member.business.id, search);
  return findScreen(ctx.desk.language, { asked, name: search.text, found, ...near });
}
