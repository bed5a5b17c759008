import { Composer } from "grammy";
import { readSearch } from "../calls/search.ts";
import { find, findSaid } from "../desk/find-service.ts";
import { allowed, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { findScreen } from "./find-screen.ts";
import { PAGE } from "./calls-screen.ts";
import { isElsewhere, nearHere, queryOf } from "./here.ts";
import type { Presses } from "./press.ts";
import { send, show, tell, type Screen } from "./screen.ts";
import { talksScreen } from "./talks-screen.ts";

export const findComposer = new Composer<DeskContext>();

findComposer.command("find", async (ctx) => {
  if (await isElsewhere(ctx)) return;
  const member = await allowed(ctx, "see_calls");
  if (!member) return;
  const asked = queryOf(ctx.match);
  if (asked === null) return tell(ctx, "find-ask");
  await send(ctx, member.business.id, await screenOf(ctx, member, asked));
});

export const findPresses: Presses<"talks"> = {
  talks: {
    right: "see_calls",
    run: async (ctx, member, { text, before }) => {
      const near = await nearHere(ctx, member);
      const search = readSearch(text, near);
      const talks = await findSaid(ctx.desk.deps.db, member.business.id, {
        text: search.text ?? "",
        limit: PAGE + 1,
        ...(search.days === null ? {} : { days: search.days }),
        ...(before === null ? {} : { before }),
      });
      const screen = talksScreen(ctx.desk.language, { asked: text, talks, before, ...near });
      await show(ctx, member.business.id, screen);
    },
  },
};

async function screenOf(ctx: DeskContext, member: Acting, asked: string): Promise<Screen> {
  const near = await nearHere(ctx, member);
  const search = readSearch(asked, near);
  const found = await find(ctx.desk.deps.db, member.business.id, search);
  return findScreen(ctx.desk.language, { asked, name: search.text, found, ...near });
}
