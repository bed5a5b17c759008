import type { VNode } from "preact";
import { keyTrouble } from "./setup-line.ts";
import { hookReason } from "../bot/reason.ts";
import { novofonLetter } from "../bot/letter.ts";
import { scopeName, tokenForExt } from "../bot/scope.ts";
import { accountsOf } from "../business/account-service.ts";
import { hasKey, type Account } from "../business/account.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import type { HookToken } from "../business/hook-token.ts";
import { employeesOf } from "../business/line-service.ts";
import { health, type Health } from "../desk/health-service.ts";
import { addressOf } from "../telephony/address-service.ts";
import { dateNear } from "../texts/format.ts";
import { sayIn, type Say } from "./say.ts";
import { CopyBlock, Press, settingPage, SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { LinkForms, type LinkWrong } from "./setting-link.tsx";
import { Empty } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";

const AT = `${SETTINGS}/accounts`;

/** The accounts with their addresses and letters, and the forms that link one. */
export async function phonesPage(
  deps: SettingDeps,
  visit: Visit,
  wrong: LinkWrong | null = null,
): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const [accounts, tokens, employees, state] = await Promise.all([
    accountsOf(deps.db, business.id),
    tokensOf(deps.db, business.id),
    employeesOf(deps.db, business.id),
    health(deps.db, business.id),
  ]);
  const desk = deps.desk();
  const shown = (token: HookToken): Shown => {
    const last = state.tokens.find(({ id }) => id === token.id)?.hooks[0] ?? null;
    const when = last === null ? null : dateNear(language, last.at, now, business.timezone);
    return {
      id: token.id,
      scope: scopeName(language, token),
      address: addressOf(desk.link, token),
      heard:
        last === null || when === null
          ? say("web-telephony-wait")
          : last.verdict === "accepted" || last.reason === null
            ? say("web-telephony-last", { when })
            : `${say("web-telephony-last", { when })} · ${hookReason(language, last.reason)}`,
    };
  };
  const letters = (account: Account): Letter[] => {
    if (account.provider !== "novofon" || !hasKey(account)) return [];
    const own = tokens.filter(({ accountId }) => accountId === account.id);
    const exts = [...new Set([...employees, ...own].flatMap(({ ext }) => ext ?? []))];
    return (exts.length > 0 ? exts : ["…"]).slice(0, 12).flatMap((ext) => {
      const token = tokenForExt(own, ext);
      if (!token) return [];
      const address = addressOf(desk.link, token);
      return [{ ext, letter: novofonLetter({ ext, key: account.label, address }) }];
    });
  };
  return {
    status: wrong === null ? 200 : 422,
    page: settingPage(visit, {
      section: "accounts",
      body: (
        <>
          {accounts.length === 0 && (
            <section class="sheet">
              <Empty words={say("web-set-none")} />
            </section>
          )}
          {desk.publicUrl === null && !deps.sandbox && (
            <p class="note warn inset">{say("web-set-no-public")}</p>
          )}
          {accounts.map((account) => (
            <AccountSheet
              account={account}
              state={state}
              addresses={tokens.filter(({ accountId }) => accountId === account.id).map(shown)}
              letters={letters(account)}
              say={say}
              csrf={csrf}
            />
          ))}
          <LinkForms say={say} csrf={csrf} form={form} wrong={wrong} />
        </>
      ),
    }),
  };
}

type Shown = { id: string; scope: string; address: string; heard: string };
type Letter = { ext: string; letter: string };

function AccountSheet(about: {
  account: Account;
  state: Health;
  addresses: Shown[];
  letters: Letter[];
  say: Say;
  csrf: string;
}): VNode {
  const { account, state, addresses, letters, say, csrf } = about;
  const { id, provider, label } = account;
  const error = state.accounts.find((one) => one.id === id)?.checkError ?? null;
  const fields = { account: id };
  return (
    <section class="sheet" aria-labelledby={`h-${id}`}>
      <header>
        <h2 id={`h-${id}`}>{`${provider === "phonet" ? "Phonet" : "Novofon"} ${label}`}</h2>
        <span class={error === null ? "badge ok" : "badge bad"}>
          {say(error === null ? "web-set-works" : "web-set-key-bad")}
        </span>
      </header>
      <ul class="rows">
        {error !== null && <li class="bad">{keyTrouble(error, say)}</li>}
        {addresses.map((one) => (
          <AddressRow one={one} many={addresses.length > 1} say={say} csrf={csrf} />
        ))}
        {letters.map(({ ext, letter }, index) => (
          <li>
            <details open={index === 0 && letters.length === 1}>
              <summary>{say("web-set-letter", { ext })}</summary>
              <CopyBlock id={`letter-${id}-${index}`} value={letter} say={say} />
            </details>
          </li>
        ))}
        <li class="row">
          {hasKey(account) && (
            <Press
              to={`${AT}/check`}
              {...{ csrf, fields }}
              label={say("web-set-check")}
              icon="retry"
              wait={say("web-set-checking")}
            />
          )}
          <details>
            <summary>{say("web-set-unlink")}</summary>
            <p class="small muted">{say("web-set-unlink-lead")}</p>
            <Press
              to={`${AT}/unlink`}
              {...{ csrf, fields }}
              label={say("web-set-unlink-go")}
              tone="danger"
            />
          </details>
        </li>
      </ul>
    </section>
  );
}

function AddressRow(about: { one: Shown; many: boolean; say: Say; csrf: string }): VNode {
  const { one, many, say, csrf } = about;
  const fields = { token: one.id };
  return (
    <li class="stack8">
      <div>
        <b>{say("web-set-address")}</b> <span class="small muted">{one.scope}</span>
        <div class="small muted">{one.heard}</div>
      </div>
      <CopyBlock id={`address-${one.id}`} value={one.address} say={say} />
      <div class="row">
        <Press
          to={`${AT}/test`}
          {...{ csrf, fields }}
          label={say("web-set-test")}
          icon="flask"
          wait={say("web-set-checking")}
        />
        <details>
          <summary>{say("web-set-renew")}</summary>
          <p class="small muted">{say("web-set-renew-lead")}</p>
          <Press to={`${AT}/renew`} {...{ csrf, fields }} label={say("web-set-renew-go")} />
        </details>
        {many && (
          <details>
            <summary>{say("web-set-drop")}</summary>
            <p class="small muted">{say("web-set-drop-lead")}</p>
            <Press
              to={`${AT}/drop`}
              {...{ csrf, fields }}
              label={say("web-set-drop-go")}
              tone="danger"
            />
          </details>
        )}
      </div>
    </li>
  );
}
