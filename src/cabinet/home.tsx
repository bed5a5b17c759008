import { Router } from "@koa/router";
import type { VNode } from "preact";
import type { Visitor } from "../business/session.ts";
import { may } from "../business/role.ts";
import { health, type Health } from "../desk/health-service.ts";
import { dateNear } from "../texts/format.ts";
import { listEndpoints } from "../webhooks/endpoint-service.ts";
import type { Endpoint } from "../webhooks/endpoint.ts";
import { AppError } from "../lib/app-error.ts";
import { reading, type Answer, type CabinetDeps, type Visit } from "./visit.tsx";
import type { Page } from "./document.tsx";
import { Icon } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import { stateOf } from "./webhook-word.ts";

/** The cabinet's first page and the ways out of it; whatever else is asked for below it does not exist. */
export function homeCabinetRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard",
    reading(deps, null, (visit) => home(deps, visit)),
  );
  return router;
}

/** Behind every other router: an address of the cabinet that leads nowhere is told as a page. */
export function nowhereRouter(deps: CabinetDeps): Router {
  const router = new Router();
  const missing = reading(deps, null, () =>
    Promise.reject(new AppError("cabinet.not_found", "not_found")),
  );
  router.get("/dashboard/*path", missing);
  router.get("/webhook/*path", missing);
  return router;
}

async function home(deps: CabinetDeps, { visitor, now }: Visit): Promise<Answer> {
  const { business, personId, role } = visitor;
  const state = may(role, "see_health") ? await health(deps.db, business.id) : null;
  const endpoints = may(role, "settings")
    ? await listEndpoints(deps.db, business.id, { personId, admin: true })
    : [];
  return { page: homePage(visitor, { state, endpoints, now }) };
}

function homePage(
  visitor: Visitor,
  about: { state: Health | null; endpoints: Endpoint[]; now: number },
): Page {
  const { state, endpoints, now } = about;
  const say = sayIn(visitor.language);
  return {
    title: say("web-home"),
    section: "today",
    lead: say("web-home-lead", {
      business: visitor.business.name,
      when: dateNear(visitor.language, now, now, visitor.business.timezone),
    }),
    body: (
      <div class="split">
        <div class="stack">
          {state ? (
            <>
              <Accounts visitor={visitor} state={state} now={now} say={say} />
              <Chats state={state} say={say} />
              <Webhooks endpoints={endpoints} now={now} say={say} />
            </>
          ) : (
            <section class="sheet">
              <p class="pad">{say("web-home-operator")}</p>
            </section>
          )}
        </div>
      </div>
    ),
  };
}

function Accounts(about: { visitor: Visitor; state: Health; now: number; say: Say }): VNode {
  const { visitor, state, now, say } = about;
  const zone = visitor.business.timezone;
  return (
    <section class="sheet" aria-labelledby="h-accounts">
      <header>
        <h2 id="h-accounts">{say("web-telephony")}</h2>
      </header>
      {state.accounts.length === 0 && <p class="pad muted">{say("web-telephony-none")}</p>}
      <ul class="rows">
        {state.accounts.map((account) => {
          const tokens = state.tokens.filter(({ accountId }) => accountId === account.id);
          const lastAt = Math.max(0, ...tokens.map((token) => token.lastAt ?? 0));
          const bad = account.checkError !== null;
          return (
            <li class="ck">
              <span class={bad ? "stt bad" : lastAt > 0 ? "stt ok" : "stt wait"}>
                <Icon name={bad ? "alert" : lastAt > 0 ? "check" : "clock"} />
              </span>
              <div class="grow">
                <b>{account.provider === "phonet" ? "Phonet" : "Novofon"}</b>{" "}
                <span class="muted small">{account.label}</span>
                <div class="small muted">
                  {bad && `${say("web-telephony-key")} `}
                  {lastAt > 0
                    ? say("web-telephony-last", {
                        when: dateNear(visitor.language, lastAt, now, zone),
                      })
                    : say("web-telephony-wait")}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Chats({ state, say }: { state: Health; say: Say }): VNode {
  return (
    <section class="sheet" aria-labelledby="h-chats">
      <header>
        <h2 id="h-chats">{say("web-chats")}</h2>
      </header>
      <ul class="rows">
        {state.unreachable.length === 0 && (
          <li class="ck">
            <span class="stt ok">
              <Icon name="check" />
            </span>
            <div class="grow">{say("web-chats-fine")}</div>
          </li>
        )}
        {state.unreachable.map(({ title }) => (
          <li class="ck">
            <span class="stt bad">
              <Icon name="alert" />
            </span>
            <div class="grow">
              <b>{title}</b>
              <div class="small muted">{say("web-chats-lost")}</div>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which of them work; none at all is no trouble and takes no place. */
function Webhooks(about: { endpoints: Endpoint[]; now: number; say: Say }): VNode | null {
  const { endpoints, now, say } = about;
  if (endpoints.length === 0) return null;
  return (
    <section class="sheet" aria-labelledby="h-webhooks">
      <header>
        <h2 id="h-webhooks">{say("web-webhooks")}</h2>
      </header>
      <ul class="rows">
        {endpoints.map((endpoint) => {
          const { tone, label } = stateOf(endpoint, now, say);
          const { sign, icon } = signs[tone];
          return (
            <li class="ck">
              <span class={`stt ${sign}`}>
                <Icon name={icon} />
              </span>
              <div class="grow">
                <a href={`/webhook/${endpoint.id}`}>{endpoint.name}</a>
                <div class="small muted">{label}</div>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const signs = {
  ok: { sign: "ok", icon: "check" },
  warn: { sign: "wait", icon: "clock" },
  bad: { sign: "bad", icon: "alert" },
  plain: { sign: "todo", icon: "x" },
} as const;
