import type { Router } from "@koa/router";
import type { VNode } from "preact";
import { apiTokensOf, createApiToken, revokeApiToken } from "../business/api-token-service.ts";
import {
  isTokenScope,
  TOKEN_NAME_LENGTH,
  tokenScopes,
  type ApiToken,
} from "../business/api-token.ts";
import { membersOf } from "../business/member-service.ts";
import { AppError } from "../lib/app-error.ts";
import { dateNear } from "../texts/format.ts";
import { Csrf, Field, told } from "./field.tsx";
import { once } from "./once.ts";
import { sayIn, type Say } from "./say.ts";
import { CopyBlock, Press, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { Empty, Sheet } from "./sheet.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/tokens`;

export function tokenRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "settings", (visit) => tokensPage(deps, visit)),
  );
  router.post(
    AT,
    writing(deps, "settings", (visit) => makeToken(deps, visit)),
  );
  router.post(
    `${AT}/revoke`,
    writing(deps, "settings", (visit) => revokeToken(deps, visit)),
  );
}

/** The keys of programs: who made each, when it was used last; `made` is shown this once. */
async function tokensPage(
  deps: SettingDeps,
  visit: Visit,
  about: { made?: string; wrong?: string } = {},
): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const [tokens, members] = await Promise.all([
    apiTokensOf(deps.db, business.id),
    membersOf(deps.db, business.id),
  ]);
  const { made, wrong = null } = about;
  const when = (at: number): string => dateNear(language, at, now, business.timezone);
  const factsOf = (token: ApiToken): string =>
    [
      `••••${token.lastFour}`,
      say(`web-set-scope-${token.scope}`),
      members.find(({ personId }) => personId === token.createdBy)?.name ?? null,
      token.lastUsedAt === null
        ? say("web-set-token-unused")
        : say("web-set-token-used", { when: when(token.lastUsedAt) }),
    ]
      .filter((part) => part !== null)
      .join(" · ");
  return {
    status: wrong === null ? 200 : 422,
    page: settingPage(visit, {
      section: "tokens",
      body: (
        <>
          {made !== undefined && (
            <Sheet id="made" title={say("web-set-token-made")}>
              <div class="pad stack8">
                <p>{say("web-set-token-once")}</p>
                <CopyBlock id="token" value={made} say={say} />
              </div>
            </Sheet>
          )}
          <Sheet id="tokens" title={say("web-set-tokens")} count={tokens.length}>
            {tokens.length === 0 && <Empty words={say("web-set-token-none")} />}
            <ul class="rows">
              {tokens.map((token) => (
                <li class="ck">
                  <div class="grow">
                    <b>{token.name}</b>
                    <div class="small muted">{factsOf(token)}</div>
                  </div>
                  <details>
                    <summary>{say("web-set-revoke")}</summary>
                    <Press
                      to={`${AT}/revoke`}
                      csrf={csrf}
                      fields={{ token: token.id }}
                      label={say("web-set-revoke-go")}
                      tone="danger"
                    />
                  </details>
                </li>
              ))}
            </ul>
          </Sheet>
          <NewToken say={say} csrf={csrf} form={made === undefined ? form : null} wrong={wrong} />
        </>
      ),
    }),
  };
}

async function makeToken(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const scope = form.get("scope") ?? "";
  if (!isTokenScope(scope)) throw new AppError("api_tokens.no_scope", "invalid");
  const { personId, business, language } = visitor;
  const { random } = deps;
  const name = form.get("name") ?? "";
  const done = await once(deps, visit, {
    make: (tx) => createApiToken(tx, business.id, { name, scope, personId, random, now }),
    leadsTo: (made) => (made.kind === "created" ? `${AT}?done=token-again` : null),
  });
  if ("to" in done) return done;
  const { made } = done;
  if (made.kind === "created") return tokensPage(deps, visit, { made: made.token });
  const wrong = made.kind === "no_name" ? "web-set-token-no-name" : "web-set-token-many";
  return tokensPage(deps, visit, { wrong: sayIn(language)(wrong) });
}

async function revokeToken(deps: SettingDeps, { visitor, form, now }: Visit): Promise<Answer> {
  const { id } = visitor.business;
  const own = (await apiTokensOf(deps.db, id)).find((token) => token.id === form.get("token"));
  if (!own) throw new AppError("api_tokens.not_found", "not_found");
  await revokeApiToken(deps.db, id, { tokenId: own.id, now });
  return { to: `${AT}?done=revoked` };
}

function NewToken(about: {
  say: Say;
  csrf: string;
  form: URLSearchParams | null;
  wrong: string | null;
}): VNode {
  const { say, csrf, form, wrong } = about;
  return (
    <Sheet id="new" title={say("web-set-token-new")} foot={say("web-set-token-foot")}>
      <form class="form" method="post" action={AT}>
        <Csrf token={csrf} />
        <Field id="name" label={say("web-set-token-name")} wrong={wrong}>
          <input
            class="input"
            name="name"
            maxlength={TOKEN_NAME_LENGTH}
            value={form?.get("name") ?? ""}
            {...told("name", { wrong })}
          />
        </Field>
        <Field id="scope" label={say("web-set-scope")}>
          <select name="scope" id="scope">
            {tokenScopes.map((scope) => (
              <option value={scope} selected={form?.get("scope") === scope}>
                {say(`web-set-scope-${scope}`)}
              </option>
            ))}
          </select>
        </Field>
        <div class="span2">
          <button class="btn main">{say("web-set-token-make")}</button>
        </div>
      </form>
    </Sheet>
  );
}
