import type { RouterContext, RouterMiddleware } from "@koa/router";
import type { VNode } from "preact";
import type { BotDeps } from "../bot/context.ts";
import { ledTo, type Press } from "../business/press-service.ts";
import { visitorOf } from "../business/session-service.ts";
import type { Visitor } from "../business/session.ts";
import { may, type Action } from "../business/role.ts";
import type { Database } from "../db/client.ts";
import { AppError } from "../lib/app-error.ts";
import { equalConstantTime } from "../lib/hmac.ts";
import type { Language } from "../texts/language.ts";
import type { CabinetAssets } from "./asset.ts";
import { tokenIn } from "./cookie.ts";
import { waitingOf } from "../desk/waiting-service.ts";
import { renderPage, renderPart, renderPlain, type Page } from "./document.tsx";
import { refuse } from "./error-page.tsx";
import { keyOf } from "./form-key.ts";
import { KeptForm } from "./kept-form.tsx";
import type { Waiting } from "./live-count.tsx";
import { isPart, languageOf, leadTo, readForm } from "./request.ts";
import { sayIn } from "./say.ts";
import { secureHeaders } from "./secure-header.ts";

export type CabinetDeps = {
  db: Database;
  now: () => number;
  random: (bytes: number) => Uint8Array;
  /** The public address is an https one: cookies are for safe connections alone. */
  secure: boolean;
  assets: CabinetAssets;
  isUnavailable: (error: unknown) => boolean;
  failed: (error: unknown) => void;
  /** What the bot works with too; pages ask for it only when somebody presses. */
  desk: () => DeskDoors;
};

/** The very same services' needs that the bot's screens have. */
export type DeskDoors = Pick<
  BotDeps,
  | "keyring"
  | "clock"
  | "random"
  | "publicUrl"
  | "webUrl"
  | "link"
  | "callback"
  | "reconcile"
  | "calls"
  | "sendTestHook"
  | "salonBots"
  | "whatsapp"
  | "sound"
  | "mind"
  | "speech"
>;

/** One request of somebody who is logged in. */
export type Visit = {
  visitor: Visitor;
  token: string;
  params: Record<string, string | undefined>;
  query: URLSearchParams;
  form: URLSearchParams;
  /** What tells this very form, with all that stands in it, from any other; null: nobody repeats it. */
  press: Press | null;
  /** The page's own script asks: a part is enough. */
  part: boolean;
  now: number;
};

export type Answer =
  | { page: Page; status?: number }
  | { part: VNode }
  /** Nothing changed: what stands there stays. */
  | { nothing: true }
  | { to: string; cookie?: string };

export type Handler = (visit: Visit) => Promise<Answer>;

const PRESS_BYTES = 9;
export const LOGIN = "/dashboard/login";

/** A page that is only read: for members with this right (null: for each), anybody else is led to the way in. */
export function reading(
  deps: CabinetDeps,
  right: Action | null,
  handler: Handler,
): RouterMiddleware {
  return (ctx) => guarded(deps, ctx, () => visited(deps, ctx, { right, handler, form: null }));
}

/** What is no page: a sound, a file, a stream. The handler answers by itself. */
export function serving(
  deps: CabinetDeps,
  right: Action | null,
  handler: (visit: Visit, ctx: RouterContext) => Promise<void>,
): RouterMiddleware {
  return (ctx) =>
    guarded(deps, ctx, async () => {
      const known = await knownOf(deps, ctx);
      if (known === null) return leadTo(ctx, LOGIN);
      mayOrThrow(known.visitor, right);
      await handler(visitOf(deps, ctx, known, null), ctx);
    });
}

/** A form: it counts only with the token that the page carried, and only from our own pages. */
export function writing(
  deps: CabinetDeps,
  right: Action | null,
  handler: Handler,
): RouterMiddleware {
  return (ctx) =>
    guarded(deps, ctx, async () => {
      const form = await readForm(ctx);
      await visited(deps, ctx, { right, handler, form });
    });
}

/** A page for anybody, with the cabinet's headers and errors. */
export function open(
  deps: CabinetDeps,
  handler: (ctx: RouterContext, language: Language) => Promise<void>,
): RouterMiddleware {
  return (ctx) => guarded(deps, ctx, () => handler(ctx, languageOf(ctx)));
}

/** Whether the session's cookie of this request is one for safe connections. */
export function isSecure(deps: Pick<CabinetDeps, "secure">, ctx: RouterContext): boolean {
  return deps.secure || ctx.secure;
}

type Kind = { right: Action | null; handler: Handler; form: URLSearchParams | null };
type Known = { visitor: Visitor; token: string };

async function visited(deps: CabinetDeps, ctx: RouterContext, kind: Kind): Promise<void> {
  const { right, handler, form } = kind;
  const known = await knownOf(deps, ctx);
  if (known === null) return form === null ? leadTo(ctx, LOGIN) : keep(deps, ctx, form, null);
  const { visitor } = known;
  if (form !== null && !isOwnForm(ctx, form, visitor)) return keep(deps, ctx, form, visitor);
  mayOrThrow(visitor, right);
  const given = await handled(deps, visitOf(deps, ctx, known, form), handler);
  const waiting =
    "page" in given ? await waitingOf(deps.db, visitor.business.id) : { followups: 0, talks: 0 };
  answer(deps, ctx, { visitor, given, waiting });
}

/** A form that made its thing already is led there, also when that was while this one was looked at. */
async function handled(deps: CabinetDeps, visit: Visit, handler: Handler): Promise<Answer> {
  const { visitor, press } = visit;
  if (press === null) return handler(visit);
  const led = (): Promise<string | null> => ledTo(deps.db, visitor.business.id, press);
  const before = await led();
  if (before !== null) return { to: before };
  const given = await handler(visit);
  const isRefused = "page" in given && (given.status ?? 200) >= 400;
  const to = isRefused ? await led() : null;
  return to === null ? given : { to };
}

/** Who it is by their cookie. */
async function knownOf(deps: CabinetDeps, ctx: RouterContext): Promise<Known | null> {
  const token = tokenIn(ctx.headers.cookie, isSecure(deps, ctx));
  const visitor = token === null ? null : await visitorOf(deps.db, { token, now: deps.now() });
  if (token === null || visitor === null) return null;
  ctx.state["visitor"] = visitor;
  return { visitor, token };
}

function mayOrThrow(visitor: Visitor, right: Action | null): void {
  if (right !== null && !may(visitor.role, right))
    throw new AppError("cabinet.no_right", "forbidden");
}

function visitOf(
  deps: CabinetDeps,
  ctx: RouterContext,
  { visitor, token }: Known,
  form: URLSearchParams | null,
): Visit {
  const now = deps.now();
  const key = form === null ? null : keyOf(ctx.path, form);
  return {
    visitor,
    token,
    params: ctx.params,
    query: ctx.URL.searchParams,
    form: form ?? new URLSearchParams(),
    press: key === null ? null : { personId: visitor.personId, key, now },
    part: isPart(ctx),
    now,
  };
}

/**
 * A form of a session that is over, or of an older one: nothing is done, and nothing typed is lost. A page of our own
 * holds the fields; a part leaves them where they stand, with the token of the present session.
 */
function keep(
  deps: CabinetDeps,
  ctx: RouterContext,
  form: URLSearchParams,
  visitor: Visitor | null,
): void {
  // Only a page of ours is helped on: what another site made up is not to be sent by a second press.
  if (ctx.get("sec-fetch-site") !== "same-origin") {
    if (visitor === null) return leadTo(ctx, LOGIN);
    throw new AppError("cabinet.stale_form", "forbidden");
  }
  const language = visitor?.language ?? languageOf(ctx);
  const say = sayIn(language);
  const lost = visitor === null;
  const words = say(lost ? "web-kept-out" : "web-kept-again");
  ctx.status = lost ? 401 : 409;
  if (isPart(ctx)) {
    ctx.set("hx-trigger", asciiJson({ kept: { words, csrf: visitor?.csrf ?? null } }));
    ctx.body = "";
    return;
  }
  ctx.type = "html";
  ctx.body = renderPlain(
    { language, title: say("web-kept"), base: deps.assets.base },
    <KeptForm
      action={ctx.path + ctx.search}
      form={form}
      words={words}
      csrf={visitor?.csrf ?? ""}
      say={say}
    />,
  );
}

/** A header takes no other letters. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function isOwnForm(ctx: RouterContext, form: URLSearchParams, { csrf }: Visitor): boolean {
  return equalConstantTime(form.get("csrf") ?? ctx.get("x-csrf"), csrf);
}

function answer(
  deps: CabinetDeps,
  ctx: RouterContext,
  { visitor, given, waiting }: { visitor: Visitor; given: Answer; waiting: Waiting },
): void {
  const press = Buffer.from(deps.random(PRESS_BYTES)).toString("base64url");
  if ("to" in given) {
    if (given.cookie !== undefined) ctx.append("set-cookie", given.cookie);
    leadTo(ctx, given.to);
  } else if ("nothing" in given) {
    ctx.status = 204;
  } else if ("part" in given) {
    ctx.type = "html";
    ctx.body = renderPart(given.part, press);
  } else {
    ctx.status = given.status ?? 200;
    ctx.type = "html";
    ctx.body = renderPage(visitor, given.page, { base: deps.assets.base, waiting, press });
  }
}

async function guarded(
  deps: CabinetDeps,
  ctx: RouterContext,
  run: () => Promise<void>,
): Promise<void> {
  ctx.set(secureHeaders("'none'"));
  try {
    await run();
  } catch (error) {
    refuse(deps, ctx, error);
  }
}
