import { endpointOf, listEndpoints, type Viewer } from "../webhooks/endpoint-service.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import { statisticsOf } from "../webhooks/log-service.ts";
import { text } from "../texts/bundle.ts";
import type { Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { send, show, type Screen } from "./screen.ts";
import { webhookScreen, webhooksScreen, type Standing } from "./webhook-screen.ts";
import type { WebhookReader } from "./webhook-word.ts";

const DAY_MS = 86_400_000;

/** Webhooks are settings: whoever may press here sees every endpoint of the business. */
export function viewerOf({ desk }: DeskContext): Viewer {
  return { personId: desk.person.id, admin: true };
}

export function readerOf({ desk }: DeskContext, { business }: Acting): WebhookReader {
  return { language: desk.language, zone: business.timezone, now: desk.deps.clock.now() };
}

/** An endpoint of this business that is still there; otherwise the person hears that it is gone. */
export async function endpointHere(
  ctx: DeskContext,
  { business }: Acting,
  endpointId: string,
): Promise<Endpoint | null> {
  const { deps, language } = ctx.desk;
  const viewer = viewerOf(ctx);
  const endpoint = await endpointOf(deps.db, business.id, { endpointId, viewer });
  if (endpoint) return endpoint;
  await show(ctx, business.id, {
    html: text(language, "console-gone"),
    rows: [[{ label: text(language, "bot-back"), action: { do: "webhooks", page: 0 } }]],
  });
  return null;
}

/** The list as it is now. */
export async function webhooksOf(ctx: DeskContext, acting: Acting, page: number): Promise<Screen> {
  const { business } = acting;
  const all: Standing[] = [];
  for (const endpoint of await listEndpoints(ctx.desk.deps.db, business.id, viewerOf(ctx)))
    all.push(await standingOf(ctx, acting, endpoint));
  return webhooksScreen(readerOf(ctx, acting), { business: business.name, all, page });
}

/** One endpoint in the place of the pressed button's message, below a sentence of what was done. */
export async function showWebhook(
  ctx: DeskContext,
  acting: Acting,
  { endpointId, note = null }: { endpointId: string; note?: string | null },
): Promise<void> {
  const endpoint = await endpointHere(ctx, acting, endpointId);
  if (endpoint)
    await show(ctx, acting.business.id, await screenOf(ctx, acting, { endpoint, note }));
}

/** The same in a message of its own. */
export async function sendWebhook(
  ctx: DeskContext,
  acting: Acting,
  endpoint: Endpoint,
): Promise<void> {
  await send(ctx, acting.business.id, await screenOf(ctx, acting, { endpoint, note: null }));
}

async function screenOf(
  ctx: DeskContext,
  acting: Acting,
  { endpoint, note }: { endpoint: Endpoint; note: string | null },
): Promise<Screen> {
  const standing = await standingOf(ctx, acting, endpoint);
  const { webUrl } = ctx.desk.deps;
  return webhookScreen(readerOf(ctx, acting), { ...standing, webUrl, note });
}

async function standingOf(
  ctx: DeskContext,
  { business }: Acting,
  endpoint: Endpoint,
): Promise<Standing> {
  const { db, clock } = ctx.desk.deps;
  const now = clock.now();
  const day = { endpointId: endpoint.id, from: now - DAY_MS, to: now + 1, now };
  return { endpoint, day: await statisticsOf(db, business.id, day) };
}
