import { logOf, logsOf } from "../webhooks/log-service.ts";
import { cancelReplay, replaying, retryOne, retryRange } from "../webhooks/replay-service.ts";
import { text } from "../texts/bundle.ts";
import { escapeName } from "../texts/html.ts";
import type { Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { answerPress, type Presses } from "./press.ts";
import { show, type Button } from "./screen.ts";
import { entryScreen, logScreen, PAGE } from "./webhook-log-screen.ts";
import { endpointHere, readerOf, showWebhook, viewerOf } from "./webhook-show.ts";

type Pressed<D extends Action["do"]> = Omit<Extract<Action, { do: D }>, "do">;

/** What was sent, and sending it again. */
export const webhookLogPresses: Presses<
  | "webhook_log"
  | "webhook_entry"
  | "webhook_resend"
  | "webhook_failed"
  | "webhook_failed_send"
  | "webhook_failed_stop"
> = {
  webhook_log: { right: "settings", private: true, run: showLog },
  webhook_entry: {
    right: "settings",
    private: true,
    run: (ctx, acting, { endpointId, logId }) => showEntry(ctx, acting, { endpointId, logId }),
  },
  webhook_resend: { right: "settings", private: true, answers: true, run: resend },
  webhook_failed: { right: "settings", private: true, run: showFailed },
  webhook_failed_send: { right: "settings", private: true, run: sendFailed },
  webhook_failed_stop: {
    right: "settings",
    private: true,
    run: async (ctx, acting, { endpointId }) => {
      const { deps, language } = ctx.desk;
      const of = { endpointId, viewer: viewerOf(ctx) };
      const many = await cancelReplay(deps.db, acting.business.id, of);
      const note = text(language, "wh-done-skipped", { count: String(many) });
      await showWebhook(ctx, acting, { endpointId, note });
    },
  },
};

const DAY_MS = 86_400_000;

async function showLog(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, before, bad }: Pressed<"webhook_log">,
): Promise<void> {
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const filter = bad ? { success: false } : {};
  const wanted = { endpointId, filter, before, limit: PAGE };
  const { logs, next } = await logsOf(ctx.desk.deps.db, acting.business.id, wanted);
  const page = { endpoint, logs, next, before, bad };
  await show(ctx, acting.business.id, logScreen(readerOf(ctx, acting), page));
}

async function showEntry(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, logId, note = null }: { endpointId: string; logId: number; note?: string | null },
): Promise<void> {
  if (!(await endpointHere(ctx, acting, endpointId))) return;
  const { db } = ctx.desk.deps;
  const log = await logOf(db, acting.business.id, { endpointId, logId });
  // Attempts are kept for 30 days.
  if (!log) return showLog(ctx, acting, { endpointId, before: null, bad: false });
  const screen = entryScreen(readerOf(ctx, acting), { endpointId, log, note });
  await show(ctx, acting.business.id, screen);
}

const refusals = {
  off: "wh-done-turned",
  in_flight: "wh-done-flight",
  expired: "wh-done-expired",
  not_found: "console-gone",
} as const;

/** Pressed twice it leaves once; what had arrived leaves only after a question. */
async function resend(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, logId, deliveryId, sure }: Pressed<"webhook_resend">,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const wish = { endpointId, viewer: viewerOf(ctx), now: deps.clock.now(), deliveryId };
  const outcome = await retryOne(deps.db, businessId, { ...wish, confirmed: sure });
  if ("confirm" in outcome) {
    await answerPress(ctx);
    const action = { do: "webhook_resend", endpointId, logId, deliveryId, sure: true } as const;
    return show(ctx, businessId, {
      html: text(language, "wh-sure"),
      rows: [
        [{ label: text(language, "wh-sure-go"), action }],
        [{ label: text(language, "bot-back"), action: { do: "webhook_entry", endpointId, logId } }],
      ],
    });
  }
  const said =
    "refused" in outcome
      ? text(language, refusals[outcome.refused])
      : "already" in outcome
        ? text(language, "wh-done-already")
        : text(language, "wh-done-queued", { count: "1" });
  await answerPress(ctx, said);
  await showEntry(ctx, acting, { endpointId, logId, note: said });
}

async function showFailed(
  ctx: DeskContext,
  acting: Acting,
  { endpointId }: Pressed<"webhook_failed">,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const day = await failed(ctx, acting, { endpointId, span: "day", dry: true });
  const all = await failed(ctx, acting, { endpointId, span: "all", dry: true });
  const leaving = await replaying(deps.db, businessId, endpointId);
  const key = (span: "day" | "all", many: number): Button[] =>
    many === 0
      ? []
      : [
          {
            label: text(language, `console-failed-${span}`, { count: String(many) }),
            action: { do: "webhook_failed_send", endpointId, span },
          },
        ];
  const stop: Button = {
    label: text(language, "console-stop", { count: String(leaving) }),
    action: { do: "webhook_failed_stop", endpointId },
  };
  const lead =
    all === null ? "wh-done-turned" : all === 0 ? "console-failed-none" : "console-failed-lead";
  await show(ctx, businessId, {
    html: `<b>${escapeName(endpoint.name)}</b>\n\n${text(language, lead)}`,
    rows: [
      key("day", day ?? 0),
      key("all", all ?? 0),
      leaving > 0 ? [stop] : [],
      [{ label: text(language, "bot-back"), action: { do: "webhook", endpointId } }],
    ],
  });
}

async function sendFailed(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, span }: Pressed<"webhook_failed_send">,
): Promise<void> {
  const { language } = ctx.desk;
  const many = await failed(ctx, acting, { endpointId, span, dry: false });
  const note =
    many === null
      ? text(language, "wh-done-turned")
      : text(language, "wh-done-queued", { count: String(many) });
  await showWebhook(ctx, acting, { endpointId, note });
}

/** How many were given up in a time, or are sent again; null where the endpoint is off. */
async function failed(
  ctx: DeskContext,
  { business }: Acting,
  { endpointId, span, dry }: Pressed<"webhook_failed_send"> & { dry: boolean },
): Promise<number | null> {
  const { db, clock } = ctx.desk.deps;
  const now = clock.now();
  const time = { from: span === "day" ? now - DAY_MS : 0, to: now + 1 };
  const of = { endpointId, viewer: viewerOf(ctx), now };
  const outcome = await retryRange(db, business.id, { ...of, ...time, dry });
  return "queued" in outcome ? outcome.queued : null;
}
