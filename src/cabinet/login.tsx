import { Router, type RouterContext } from "@koa/router";
import type { ComponentChildren, VNode } from "preact";
import { businessesOf } from "../business/person-service.ts";
import { enterByLink, isEntry, openSession } from "../business/session-service.ts";
import { CODE_BYTES, SESSION_MS } from "../business/session.ts";
import type { Language } from "../texts/language.ts";
import { isSecure, LOGIN, open, type CabinetDeps } from "./visit.tsx";
import { leadTo, readForm } from "./request.ts";
import { sessionCookie } from "./cookie.ts";
import { renderPlain } from "./document.tsx";
import { Icon } from "./icon.tsx";
import { personIn } from "./init-data.ts";
import { sayIn, type Say } from "./say.ts";
import { secureHeaders } from "./secure-header.ts";

export type LoginDeps = CabinetDeps & {
  /** The main bot's, which signs for who opens the Mini App. */
  botToken: string;
  /** The bot's public name, once Telegram has told it. */
  botName: () => string | null;
  sandbox: boolean;
};

const HOME = "/dashboard";
/** Telegram on the web shows Mini Apps in a frame. */
const FRAMES = "https://web.telegram.org";

/** The ways in: the bot's link, which a press on the page uses up and a look at it does not, and the Mini App. */
export function loginRouter(deps: LoginDeps): Router {
  const router = new Router();
  router.get(
    LOGIN,
    open(deps, async (ctx, language) => show(deps, ctx, language, howPage(deps, language))),
  );
  router.get(
    "/dashboard/enter/:code",
    open(deps, async (ctx, language) => {
      const code = ctx.params["code"] ?? "";
      const good = await isEntry(deps.db, { code, now: deps.now() });
      show(deps, ctx, language, good ? enterPage(language, ctx.path) : gonePage(deps, language));
    }),
  );
  router.post(
    "/dashboard/enter/:code",
    open(deps, async (ctx, language) => {
      await readForm(ctx);
      const keys = newKeys(deps);
      const now = deps.now();
      const outcome = await enterByLink(deps.db, { ...keys, code: ctx.params["code"] ?? "", now });
      if (outcome === "entered") return letIn(deps, ctx, keys.token);
      show(deps, ctx, language, gonePage(deps, language));
    }),
  );
  router.get(
    "/dashboard/app",
    open(deps, async (ctx, language) => {
      ctx.set(secureHeaders(FRAMES));
      show(deps, ctx, language, { ...appPage(language), script: "app.js" });
    }),
  );
  router.post(
    "/dashboard/app",
    open(deps, async (ctx, language) => {
      const form = await readForm(ctx);
      const now = deps.now();
      const person = personIn(form.get("init_data") ?? "", { token: deps.botToken, now });
      const mine = person ? await businessesOf(deps.db, person.personId) : [];
      const active = mine.find((one) => one.active);
      if (!person || !active) return show(deps, ctx, language, gonePage(deps, language));
      const keys = newKeys(deps);
      await openSession(deps.db, active.business.id, { ...keys, personId: person.personId, now });
      return letIn(deps, ctx, keys.token);
    }),
  );
  return router;
}

type Shown = { status: number; title: string; script?: string; body: ComponentChildren };

function show(deps: LoginDeps, ctx: RouterContext, language: Language, shown: Shown): void {
  const { status, title, script, body } = shown;
  ctx.status = status;
  ctx.type = "html";
  const about = { language, title, base: deps.assets.base };
  ctx.body = renderPlain(script === undefined ? about : { ...about, script }, body);
}

function newKeys(deps: LoginDeps): { token: string; csrf: string } {
  const fresh = (): string => Buffer.from(deps.random(CODE_BYTES)).toString("base64url");
  return { token: fresh(), csrf: fresh() };
}

function letIn(deps: LoginDeps, ctx: RouterContext, token: string): void {
  const secure = isSecure(deps, ctx);
  ctx.append("set-cookie", sessionCookie(token, { secure, maxAgeS: SESSION_MS / 1000 }));
  leadTo(ctx, HOME);
}

function enterPage(language: Language, path: string): Shown {
  const say = sayIn(language);
  return {
    status: 200,
    title: say("web-enter"),
    body: (
      <form class="pad stack8" method="post" action={path}>
        <h1>{say("web-enter")}</h1>
        <p>{say("web-enter-lead")}</p>
        <button class="btn main">
          <Icon name="key" small />
          {say("web-enter-go")}
        </button>
      </form>
    ),
  };
}

function gonePage(deps: LoginDeps, language: Language): Shown {
  const say = sayIn(language);
  return {
    status: 404,
    title: say("web-gone"),
    body: (
      <div class="pad stack8">
        <h1>{say("web-gone")}</h1>
        <p>{say("web-gone-lead")}</p>
        <ToBot deps={deps} say={say} />
      </div>
    ),
  };
}

function howPage(deps: LoginDeps, language: Language): Shown {
  const say = sayIn(language);
  return {
    status: 200,
    title: say("web-login"),
    body: (
      <div class="pad stack8">
        <h1>{say("web-login")}</h1>
        <p>{say("web-login-lead")}</p>
        <ToBot deps={deps} say={say} />
      </div>
    ),
  };
}

function appPage(language: Language): Shown {
  const say = sayIn(language);
  return {
    status: 200,
    title: say("web-app"),
    body: (
      <form class="pad stack8" method="post" action="/dashboard/app" id="app">
        <h1>{say("web-app")}</h1>
        <input type="hidden" name="init_data" />
        <p id="wait">{say("web-app-wait")}</p>
        <p id="framed" hidden>
          {say("web-app-framed")}
        </p>
      </form>
    ),
  };
}

function ToBot({ deps, say }: { deps: LoginDeps; say: Say }): VNode | null {
  const name = deps.botName();
  if (!deps.sandbox && name === null) return null;
  return (
    <a class="btn main" href={deps.sandbox ? "/sandbox" : `https://t.me/${name}`}>
      <Icon name="chat" small />
      {say("web-login-bot")}
    </a>
  );
}
