import { setActive } from "../webhooks/endpoint-service.ts";
import { parkedOf, replayParked, retryRange, skipParked } from "../webhooks/replay-service.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import { escapeName } from "../texts/html.ts";
import type { Acting } from "./access.ts";
import type { Action } from "./action.ts";
import type { DeskContext } from "./context.ts";
import { answerPress, type Presses } from "./press.ts";
import { changeKeys, show, type Button } from "./screen.ts";
import { endpointHere, readerOf, showWebhook, viewerOf } from "./webhook-show.ts";

type Parked = Omit<Extract<Action, { do: "webhook_parked" }>, "do">;

/** What came while a webhook was off, and the card of one that failed. */
export const webhookParkedPresses: Presses<"webhook_parked" | "webhook_revive" | "webhook_keep"> = {
  webhook_parked: { right: "settings", private: true, run: showParked },
  webhook_revive: { right: "settings", private: true, run: revive },
  webhook_keep: {
    right: "settings",
    private: true,
    answers: true,
    run: async (ctx, { business }, { endpointId }) => {
      const { language } = ctx.desk;
      await answerPress(ctx, text(language, "console-kept"));
      await changeKeys(ctx, business.id, [
        [
          {
            label: text(language, "console-open-log"),
            action: { do: "webhook_log", endpointId, before: null, bad: false },
          },
        ],
      ]);
    },
  },
};

/** Offers what was kept, or does with it what was chosen. */
export async function showParked(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, as }: Parked,
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const of = { endpointId, viewer: viewerOf(ctx), now: deps.clock.now() };
  if (as === "skip_sure") {
    const count = await skipParked(deps.db, businessId, of);
    const note = text(language, "wh-done-skipped", { count: String(count) });
    return showWebhook(ctx, acting, { endpointId, note });
  }
  if (as === "send") {
    const queued = await sendParked(ctx, acting, { endpointId, since: null });
    const note = text(language, "wh-done-queued", { count: String(queued) });
    return showWebhook(ctx, acting, { endpointId, note });
  }
  const parked = await parkedOf(deps.db, businessId, endpointId);
  if (!parked) return showWebhook(ctx, acting, { endpointId });
  const { now, zone } = readerOf(ctx, acting);
  const when = dateNear(language, parked.since, now, zone);
  const count = String(parked.count);
  const html = `<b>${escapeName(endpoint.name)}</b>\n\n${text(language, "wh-parked", { count, when })}`;
  const key = (label: string, to: Parked["as"]): Button[] => [
    { label, action: { do: "webhook_parked", endpointId, as: to } },
  ];
  const later: Button = {
    label: text(language, "console-later"),
    action: { do: "webhook", endpointId },
  };
  const send = text(language, endpoint.active ? "wh-parked-send" : "wh-parked-on", { count });
  const rows =
    as === "skip"
      ? [key(text(language, "console-skip-yes", { count }), "skip_sure")]
      : [key(send, "send"), key(text(language, "wh-parked-skip"), "skip")];
  const asked = as === "skip" ? `${html}\n\n${text(language, "console-skip-sure")}` : html;
  await show(ctx, businessId, { html: asked, rows: [...rows, [later]] });
}

/** On again, with everything that was kept or given up since it began to fail. */
async function revive(
  ctx: DeskContext,
  acting: Acting,
  { endpointId }: { endpointId: string },
): Promise<void> {
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const since = endpoint.failingSince ?? endpoint.offAt;
  const queued = await sendParked(ctx, acting, { endpointId, since });
  const note = text(ctx.desk.language, "wh-done-queued", { count: String(queued) });
  await showWebhook(ctx, acting, { endpointId, note });
}

/** Switches on and sends what was kept, with what was given up since then; gives how many. */
async function sendParked(
  ctx: DeskContext,
  { business }: Acting,
  { endpointId, since }: { endpointId: string; since: number | null },
): Promise<number> {
  const { db, clock } = ctx.desk.deps;
  const of = { endpointId, viewer: viewerOf(ctx), now: clock.now() };
  return db.transaction(async (tx) => {
    await setActive(tx, business.id, { ...of, active: true });
    const parked = await replayParked(tx, business.id, of);
    const range = { ...of, from: since ?? of.now, to: of.now + 1 };
    const failed = since === null ? { queued: 0 } : await retryRange(tx, business.id, range);
    return ("queued" in parked ? parked.queued : 0) + ("queued" in failed ? failed.queued : 0);
  });
}
