import { Composer, InputFile } from "grammy";
import { periodOf } from "../calls/period.ts";
import { exportBusiness } from "../desk/business-file-service.ts";
import type { ExportDays } from "../desk/export-period.ts";
import { exportFiles } from "../desk/export-service.ts";
import { kindTexts, wordingOf } from "../desk/export-word.ts";
import type { ExportKind } from "../desk/export.ts";
import { allowed, sentToPrivate, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { readExport } from "./export-command.ts";
import { exportScreen } from "./export-screen.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";
import { text } from "../texts/bundle.ts";

export const exportComposer = new Composer<DeskContext>();

exportComposer.command("export", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "export");
  if (!member) return;
  const { deps, language } = ctx.desk;
  if (/^(?:business|заклад|бізнес|бизнес|салон)$/iu.test(ctx.match.trim()))
    return sendBusiness(ctx, member);
  const near = { now: deps.clock.now(), zone: member.business.timezone };
  const { kind, days, wrong } = readExport(ctx.match, near);
  if (wrong) await tell(ctx, "export-wrong");
  if (kind !== null && days !== null) return sendTable(ctx, member, { kind, days });
  await send(ctx, member.business.id, exportScreen(language, { kind, ...near }));
});

export const exportPresses: Presses<"export" | "export_send" | "export_business"> = {
  export_business: {
    right: "export",
    private: true,
    run: (ctx, member) => sendBusiness(ctx, member),
  },
  export: {
    right: "export",
    private: true,
    run: (ctx, { business }, { kind }) => {
      const near = { now: ctx.desk.deps.clock.now(), zone: business.timezone };
      return show(ctx, business.id, exportScreen(ctx.desk.language, { kind, ...near }));
    },
  },
  export_send: {
    right: "export",
    private: true,
    run: (ctx, member, { kind, first, last }) =>
      sendTable(ctx, member, { kind, days: { first, last } }),
  },
};

/** The file that /import takes back. */
async function sendBusiness(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { deps, language } = ctx.desk;
  const written = await exportBusiness(deps.db, business.id, { now: deps.clock.now() });
  await ctx.replyWithDocument(new InputFile(Buffer.from(written), "business.json"), {
    caption: text(language, "import-export-done"),
  });
}

/** Telegram takes files of 50 MB; smaller ones open faster and are held whole while they leave. */
const MAX_BYTES = 20 * 1024 * 1024;

type Wish = { kind: ExportKind; days: ExportDays };

async function sendTable(ctx: DeskContext, { business }: Acting, { kind, days }: Wish) {
  const { deps, language } = ctx.desk;
  const zone = business.timezone;
  const period = periodOf(days, deps.clock.now(), zone);
  const wording = wordingOf(language, zone);
  const wish = { kind, period, wording, maxBytes: MAX_BYTES };
  let part = 0;
  for await (const { bytes, rows } of exportFiles(deps.db, business.id, wish)) {
    part += 1;
    const name = `${kind}-${days.first}-${days.last}${part === 1 ? "" : `-${part}`}.csv`;
    const about = { kind: text(language, kindTexts[kind]), count: String(rows) };
    await ctx.replyWithDocument(new InputFile(bytes, name), {
      caption: html(language, "export-done", about),
      parse_mode: "HTML",
    });
  }
  if (part === 0) await tell(ctx, "export-none");
}
