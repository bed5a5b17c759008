import { Composer, GrammyError } from "grammy";
import {
  endpointOf,
  removeEndpoint,
  rotateSecret,
  setActive,
} from "../webhooks/endpoint-service.ts";
import { parkedOf } from "../webhooks/replay-service.ts";
import { text } from "../texts/bundle.ts";
import { allowed, sentToPrivate, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { deleteKeyMessage } from "./key-message.ts";
import type { Presses } from "./press.ts";
import { send, show } from "./screen.ts";
import { create, guessedTemplate } from "./webhook-create.ts";
import { secretScreen, sureScreen } from "./webhook-screen.ts";
import { endpointHere, readerOf, showWebhook, viewerOf, webhooksOf } from "./webhook-show.ts";
import { showParked } from "./webhook-parked.ts";

export const webhookComposer = new Composer<DeskContext>();

webhookComposer.command("webhooks", async (ctx) => {
  const url = ctx.match.trim();
  if (ctx.chat.type !== "private" && url !== "") await deleteKeyMessage(ctx);
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, "settings");
  if (!member) return;
  const { id: businessId } = member.business;
  if (url === "") {
    await send(ctx, businessId, await webhooksOf(ctx, member, 0));
    return;
  }
  const template = guessedTemplate(url);
  const refusal = await create(ctx, member, { url, events: ["*"], template, templateText: null });
  if (refusal !== null) await send(ctx, null, { html: refusal });
});

/** The list of webhooks, one of them, its switch, its secret and its end. */
export const webhookPresses: Presses<
  | "webhooks"
  | "webhook"
  | "webhook_turn"
  | "webhook_secret"
  | "webhook_secret_sure"
  | "webhook_hide"
  | "webhook_remove"
  | "webhook_remove_sure"
> = {
  webhooks: {
    right: "settings",
    private: true,
    run: async (ctx, acting, { page }) =>
      show(ctx, acting.business.id, await webhooksOf(ctx, acting, page)),
  },
  webhook: {
    right: "settings",
    private: true,
    run: (ctx, acting, { endpointId }) => showWebhook(ctx, acting, { endpointId }),
  },
  webhook_turn: { right: "settings", private: true, run: turn },
  webhook_secret: {
    right: "settings",
    private: true,
    run: (ctx, acting, { endpointId }) => askSure(ctx, acting, { endpointId, what: "secret" }),
  },
  webhook_secret_sure: { right: "settings", private: true, run: rotate },
  webhook_hide: { right: null, private: true, run: hide },
  webhook_remove: {
    right: "settings",
    private: true,
    run: (ctx, acting, { endpointId }) => askSure(ctx, acting, { endpointId, what: "remove" }),
  },
  webhook_remove_sure: {
    right: "settings",
    private: true,
    run: async (ctx, acting, { endpointId }) => {
      const { deps, language } = ctx.desk;
      const value = { endpointId, viewer: viewerOf(ctx), now: deps.clock.now() };
      await removeEndpoint(deps.db, acting.business.id, value);
      const list = await webhooksOf(ctx, acting, 0);
      const said = text(language, "wh-done-removed");
      await show(ctx, acting.business.id, { ...list, html: `🗑 ${said}.\n\n${list.html}` });
    },
  },
};

/** What came while it was off is offered as soon as it is on. */
async function turn(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, on }: { endpointId: string; on: boolean },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const value = { endpointId, viewer: viewerOf(ctx), active: on, now: deps.clock.now() };
  await setActive(deps.db, businessId, value);
  const parked = on ? await parkedOf(deps.db, businessId, endpointId) : null;
  if (parked) return showParked(ctx, acting, { endpointId, as: "look" });
  const note = `${text(language, on ? "wh-done-on" : "wh-done-off")}.`;
  await showWebhook(ctx, acting, { endpointId, note });
}

async function askSure(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, what }: { endpointId: string; what: "secret" | "remove" },
): Promise<void> {
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const screen = sureScreen(readerOf(ctx, acting), { endpoint, what });
  await show(ctx, acting.business.id, screen);
}

/** A second press, or one of an old question, makes no other secret. */
async function rotate(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, askedAt }: { endpointId: string; askedAt: number },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { id: businessId } = acting.business;
  const viewer = viewerOf(ctx);
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (!endpoint) return;
  const value = { endpointId, viewer, now: deps.clock.now(), deps: deps.webhooks.endpoints };
  const rotated = await rotateSecret(deps.db, businessId, { ...value, askedAt });
  if (!rotated) {
    const still = await endpointOf(deps.db, businessId, { endpointId, viewer });
    const note = still ? text(language, "console-secret-already") : null;
    return showWebhook(ctx, acting, { endpointId, note });
  }
  await showWebhook(ctx, acting, { endpointId, note: text(language, "console-secret-made") });
  const secret = secretScreen(readerOf(ctx, acting), { name: endpoint.name, ...rotated });
  await send(ctx, businessId, secret);
}

/** Telegram deletes no message of a bot that is older than two days; that one is emptied. */
async function hide(ctx: DeskContext): Promise<void> {
  try {
    await ctx.deleteMessage();
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (error.description.includes("message to delete not found")) return;
    await show(ctx, null, { html: text(ctx.desk.language, "console-hidden"), rows: [] });
  }
}
