import { Router } from "@koa/router";
import type { VNode } from "preact";
import { endSession, endSessions, sessionCount } from "../business/session-service.ts";
import type { Visitor } from "../business/session.ts";
import { Csrf } from "./field.tsx";
import { Icon, Mark } from "./icon.tsx";
import { placesOf } from "./place.ts";
import { sayIn, type Say } from "./say.ts";
import { LOGIN, reading, writing, type CabinetDeps } from "./visit.tsx";

/** Every section of the cabinet in one list, for phones, and the ways out of it. */
export function moreRouter(deps: CabinetDeps): Router {
  const router = new Router();
  router.get(
    "/dashboard/more",
    reading(deps, null, async ({ visitor, now }) => {
      const { business, personId } = visitor;
      const say = sayIn(visitor.language);
      const open = await sessionCount(deps.db, business.id, { personId, now });
      return {
        page: {
          title: say("web-more"),
          section: "more",
          lead: `${business.name} · ${visitor.name} · ${say(`bot-role-${visitor.role}`)}`,
          body: (
            <div class="stack">
              <Places visitor={visitor} say={say} />
              <Sessions visitor={visitor} open={open} say={say} />
            </div>
          ),
        },
      };
    }),
  );
  router.post(
    "/dashboard/logout",
    writing(deps, null, async ({ visitor, token, now }) => {
      await endSession(deps.db, visitor.business.id, { token, now });
      return { to: LOGIN };
    }),
  );
  router.post(
    "/dashboard/logout-everywhere",
    writing(deps, null, async ({ visitor, now }) => {
      const { personId, business } = visitor;
      await endSessions(deps.db, business.id, { personId, now });
      return { to: LOGIN };
    }),
  );
  return router;
}

function Places({ visitor, say }: { visitor: Visitor; say: Say }): VNode {
  return (
    <section class="sheet" aria-label={say("web-sections")}>
      <ul class="rows">
        {placesOf(visitor, say)
          .flat()
          .map(({ to, label, icon }) => (
            <li>
              <a class="plain row" href={to}>
                {icon === "mark" ? <Mark /> : <Icon name={icon} />}
                {label}
              </a>
            </li>
          ))}
      </ul>
    </section>
  );
}

function Sessions({ visitor, open, say }: { visitor: Visitor; open: number; say: Say }): VNode {
  return (
    <section class="sheet" aria-labelledby="h-sessions">
      <header>
        <h2 id="h-sessions">{say("web-sessions")}</h2>
      </header>
      <div class="pad stack8">
        <p class="small muted">{say("web-sessions-lead", { count: open })}</p>
        <div class="row">
          <form method="post" action="/dashboard/logout">
            <Csrf token={visitor.csrf} />
            <button class="btn">
              <Icon name="exit" small />
              {say("web-logout")}
            </button>
          </form>
          <form method="post" action="/dashboard/logout-everywhere">
            <Csrf token={visitor.csrf} />
            <button class="btn danger">{say("web-logout-all")}</button>
          </form>
        </div>
      </div>
    </section>
  );
}
