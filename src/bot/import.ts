import { createHash } from "node:crypto";
import { Composer, type Filter } from "grammy";
import { isNothing, type ImportPlan } from "../desk/business-plan.ts";
import { applyImport, readImport } from "../desk/import-service.ts";
import { fetchFile } from "../gateways/telegram-file.ts";
import type { TextId } from "../texts/bundle.ts";
import { text } from "../texts/bundle.ts";
import { allowed, isGroup, sentToPrivate, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { importedScreen, importScreen, problemScreen, type ImportFile } from "./import-screen.ts";
import type { Presses } from "./press.ts";
import { send, show, tell, type Screen } from "./screen.ts";

export const importComposer = new Composer<DeskContext>();

importComposer.command("import", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const document = ctx.message?.document ?? ctx.message?.reply_to_message?.document;
  if (document) return take(ctx, member, document);
  await tell(ctx, "import-ask");
});

/** A table or document in the private chat is one to be imported: nothing else is done with files there. */
importComposer.on("message:document", async (ctx, next) => {
  if (isGroup(ctx) || !isImportable(ctx.message.document)) return next();
  const member = await allowed(ctx, "settings");
  if (member) await take(ctx, member, ctx.message.document);
});

export const importPresses: Presses<"import_apply" | "import_drop"> = {
  import_apply: {
    right: "settings",
    private: true,
    run: (ctx, member, { fileId, csv, digest }) => apply(ctx, member, { fileId, csv, digest }),
  },
  import_drop: {
    right: "settings",
    private: true,
    run: (ctx, { business }) =>
      show(ctx, business.id, { html: text(ctx.desk.language, "import-dropped"), rows: [] }),
  },
};

type Document = Filter<DeskContext, "message:document">["message"]["document"];

const MAX_BYTES = 2 * 1024 * 1024;

function isImportable({ file_name = "" }: Document): boolean {
  return /\.(json|csv|tsv|txt)$/i.test(file_name);
}

async function take(ctx: DeskContext, { business }: Acting, document: Document): Promise<void> {
  const csv =
    !/\.json$/i.test(document.file_name ?? "") && document.mime_type !== "application/json";
  const read = await readFile(ctx, business.id, { fileId: document.file_id, csv });
  await send(ctx, business.id, "screen" in read ? read.screen : planned(ctx, read, false));
}

/** Reads the file again: what it would do now is done only if it is what the person saw. */
async function apply(ctx: DeskContext, { business }: Acting, file: ImportFile): Promise<void> {
  const { deps, language } = ctx.desk;
  const read = await readFile(ctx, business.id, file);
  if ("screen" in read) return show(ctx, business.id, read.screen);
  if (isNothing(read.plan) || read.file.digest !== file.digest)
    return show(ctx, business.id, planned(ctx, read, !isNothing(read.plan)));
  await show(ctx, business.id, { html: text(language, "import-working"), rows: [] });
  const done = await applyImport(deps.db, business.id, { plan: read.plan, now: deps.clock.now() });
  const after =
    done === "applied"
      ? importedScreen(language, read.plan)
      : { html: text(language, "import-taken"), rows: [] };
  await show(ctx, business.id, after);
}

type Read = Extract<Awaited<ReturnType<typeof readImport>>, { plan: ImportPlan }> & {
  file: ImportFile;
};

async function readFile(
  ctx: DeskContext,
  businessId: string,
  { fileId, csv }: Pick<ImportFile, "fileId" | "csv">,
): Promise<Read | { screen: Screen }> {
  const { deps, language } = ctx.desk;
  const fetched = await fetchFile(deps, { fileId, maxBytes: MAX_BYTES });
  if ("failed" in fetched) return { screen: { html: text(language, failures[fetched.failed]) } };
  const written = fetched.bytes.toString("utf8");
  const read = await readImport(deps.db, businessId, { written, csv, now: deps.clock.now() });
  if ("problems" in read) return { screen: problemScreen(language, read.problems) };
  const { settings, services, masters, clients, bookings } = read.plan;
  const told = JSON.stringify({ written, settings, services, masters, clients, bookings });
  const digest = createHash("sha256").update(told).digest("base64url");
  return { ...read, file: { fileId, csv, digest } };
}

function planned({ desk }: DeskContext, { plan, unknown, file }: Read, other: boolean): Screen {
  return importScreen(desk.language, { plan, unknown, file, other });
}

const failures = {
  too_large: "import-too-large",
  gone: "import-gone",
  unreachable: "import-unreachable",
} as const satisfies Record<string, TextId>;
