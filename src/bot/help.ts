import { Composer } from "grammy";
import { may, type Role } from "../business/role.ts";
import type { Language } from "../texts/language.ts";
import { acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send, type Screen, tell } from "./screen.ts";

export const helpComposer = new Composer<DeskContext>();

helpComposer.command("help", async (ctx) => {
  const member = await acting(ctx);
  await send(
    ctx,
    null,
    helpScreen(ctx.desk.language, { role: member?.role ?? null, sandbox: ctx.desk.deps.sandbox }),
  );
});

helpComposer.command("cancel", async (ctx) => {
  // Every command leaves a form on its way here; this one says so.
  await tell(ctx, ctx.desk.leftForm ? "bot-cancelled" : "bot-nothing-to-cancel");
});

/** What this role can do here, a command a line. */
export function helpScreen(
  language: Language,
  about: { role: Role | null; sandbox: boolean },
): Screen {
  const parts = [html(language, "bot-help-title"), ...commandsOf(language, about.role)];
  if (about.sandbox) parts.push(html(language, "bot-help-sandbox"));
  return { html: parts.join("\n\n") };
}

function commandsOf(language: Language, role: Role | null): string[] {
  if (role === null) return [html(language, "bot-help-stranger")];
  const operator = html(language, "bot-help-operator");
  if (may(role, "link")) return [html(language, "bot-help-admin"), operator];
  return [`${operator}\n${html(language, "bot-help-team")}`];
}
