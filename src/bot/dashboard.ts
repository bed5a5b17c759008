import { Composer } from "grammy";
import { giveEntry } from "../business/session-service.ts";
import { CODE_BYTES } from "../business/session.ts";
import { text } from "../texts/bundle.ts";
import { allowed, sentToPrivate } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { html } from "./say.ts";
import { send } from "./screen.ts";

export const dashboardComposer = new Composer<DeskContext>();

dashboardComposer.command("dashboard", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, null);
  if (!member) return;
  const { deps, person, language } = ctx.desk;
  const { business } = member;
  const code = Buffer.from(deps.random(CODE_BYTES)).toString("base64url");
  await giveEntry(deps.db, business.id, { personId: person.id, code, now: deps.clock.now() });
  const parts = [html(language, "dashboard-link", { business: business.name })];
  if (deps.publicUrl === null && !deps.sandbox) parts.push(html(language, "dashboard-local"));
  await send(ctx, business.id, {
    html: parts.join("\n\n"),
    rows: [
      [
        {
          label: text(language, "dashboard-open"),
          url: `${deps.webUrl}/dashboard/enter/${code}`,
        },
      ],
      // Telegram opens nothing but https inside itself.
      deps.webUrl.startsWith("https://")
        ? [{ label: text(language, "dashboard-here"), app: `${deps.webUrl}/dashboard/app` }]
        : [],
    ],
  });
});
