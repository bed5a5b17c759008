import type { VNode } from "preact";
import { keyTrouble } from "./setup-line.ts";
import { sharedNote } from "../bot/account-screen.ts";
import { bare, unhtml } from "./call-word.ts";
import { hookReason } from "../bot/reason.ts";
import { novofonLetter } from "../bot/letter.ts";
import { scopeName, tokenForExt } from "../bot/scope.ts";
import { accountsOf } from "../business/account-service.ts";
import { hasKey, type Account } from "../business/account.ts";
import { isShared, tokensOf } from "../business/hook-token-service.ts";
import type { HookToken } from "../business/hook-token.ts";
import { employeesOf } from "../business/line-service.ts";
import { health, type Health } from "../desk/health-service.ts";
import { addressOf, flatAddressOf } from "../telephony/address-service.ts";
import { dateNear } from "../texts/format.ts";
import { sayIn, type Say } from "./say.ts";
import {
  CopyBlock,
  plain,
  Press,
  settingPage,
  SETTINGS,
  type SettingDeps,
} from "./setting-frame.tsx";
import {
  AddressRow,
  ScopeForm,
  type AddressAbout,
  type ScopeWrong,
  type ShownAddress,
} from "./setting-address.tsx";
import { isExtension } from "../business/extension-service.ts";
import { AppError } from "../lib/app-error.ts";
import { notificationTemplate, notificationTypes } from "../telephony/novofon2-template.ts";
import type { Language } from "../texts/language.ts";
import { LinkForms, type LinkWrong } from "./setting-link.tsx";
import { Empty } from "./sheet.tsx";
import type { Answer, DeskDoors, Visit } from "./visit.tsx";

const AT = `${SETTINGS}/accounts`;

/** The accounts with their addresses and letters, and the forms that link one. */
export async function phonesPage(
  deps: SettingDeps,
  visit: Visit,
  about: { link?: LinkWrong; scope?: ScopeWrong } = {},
): Promise<Answer> {
  const { visitor, query, form, now } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const [accounts, tokens, employees, state] = await Promise.all([
    accountsOf(deps.db, business.id),
    tokensOf(deps.db, business.id),
    employeesOf(deps.db, business.id),
    health(deps.db, business.id),
  ]);
  const notes = new Map<string, string>();
  for (const { id, provider } of accounts)
    if (await isShared(deps.db, business.id, id)) {
      const own = tokens.filter(({ accountId }) => accountId === id);
      notes.set(id, bare(unhtml(sharedNote(language, provider, own))));
    }
  const desk = deps.desk();
  const shown = (token: HookToken): ShownAddress => {
    const last = state.tokens.find(({ id }) => id === token.id)?.hooks[0] ?? null;
    const when = last === null ? null : dateNear(language, last.at, now, business.timezone);
    return {
      id: token.id,
      scope: scopeName(language, token),
      address: addressOf(desk.link, token),
      template: token.provider === "novofon" ? templateOf(desk.link, token, language) : null,
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
    const asked = isExtension(query.get("ext") ?? "") ? [{ ext: query.get("ext") }] : [];
    const exts = new Set([...asked, ...employees, ...own].flatMap(({ ext }) => ext ?? []));
    return [...exts].slice(0, LETTERS).flatMap((ext) => {
      const token = tokenForExt(own, ext);
      if (!token) return [];
      const address = addressOf(desk.link, token);
      return [{ ext, letter: novofonLetter({ ext, key: account.label, address }) }];
    });
  };
  return {
    status: (about.link ?? about.scope) ? 422 : 200,
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
              shared={notes.get(account.id) ?? null}
              {...{ say, csrf, form, wrong: about.scope ?? null }}
            />
          ))}
          <LinkForms say={say} csrf={csrf} form={form} wrong={about.link ?? null} />
        </>
      ),
    }),
  };
}

type Letter = { ext: string; letter: string };

const LETTERS = 12;

/** What a cabinet of Novofon 2.0 is to be set up with. */
function templateOf(
  link: DeskDoors["link"],
  token: HookToken,
  language: Language,
): ShownAddress["template"] {
  const types = notificationTypes.map((type) => `«${type}»`).join(", ");
  const address = addressOf(link, token);
  return {
    steps: plain(language, "template-steps", { types, address }),
    body: notificationTemplate,
    flat: plain(language, "template-flat", { address: flatAddressOf(link, token) }),
  };
}

/** An account that still is one of this business. */
export async function accountHere(
  { db }: SettingDeps,
  businessId: string,
  accountId: string | null,
): Promise<string> {
  const found = (await accountsOf(db, businessId)).find(({ id }) => id === accountId);
  if (!found) throw new AppError("accounts.not_found", "not_found");
  return found.id;
}

/** An address that still is one of this business. */
export async function tokenHere(
  { db }: SettingDeps,
  businessId: string,
  tokenId: string | null,
): Promise<string> {
  const found = (await tokensOf(db, businessId)).find(({ id }) => id === tokenId);
  if (!found) throw new AppError("addresses.not_found", "not_found");
  return found.id;
}

function AccountSheet(
  about: AddressAbout & {
    account: Account;
    state: Health;
    addresses: ShownAddress[];
    letters: Letter[];
    /** Another business has linked the same account: what that means. */
    shared: string | null;
  },
): VNode {
  const { account, state, addresses, letters, shared, say, csrf } = about;
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
        {shared !== null && <li class="small">{shared}</li>}
        {error !== null && <li class="bad">{keyTrouble(error, say)}</li>}
        {addresses.map((one) => (
          <AddressRow {...about} one={one} many={addresses.length > 1} />
        ))}
        {letters.map(({ ext, letter }, index) => (
          <li>
            <details open={index === 0 && letters.length === 1}>
              <summary>{say("web-set-letter", { ext })}</summary>
              <CopyBlock id={`letter-${id}-${index}`} value={letter} say={say} />
            </details>
          </li>
        ))}
        {provider === "novofon" && hasKey(account) && (
          <LetterFor say={say} none={letters.length === 0} />
        )}
        <li>
          <ScopeForm
            {...about}
            of={id}
            to="add"
            field="account"
            title={say("web-set-more")}
            lead={say("web-set-more-lead")}
          />
        </li>
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

/** The letter for an extension that no list held. */
function LetterFor({ say, none }: { say: Say; none: boolean }): VNode {
  return (
    <li class="stack8">
      {none && <p class="small muted">{say("web-set-letter-none")}</p>}
      <form class="row" method="get" action={AT}>
        <label class="l" for="letter-ext">
          {say("web-set-letter-for")}
        </label>
        <input
          class="input short"
          id="letter-ext"
          name="ext"
          inputmode="numeric"
          pattern="[0-9]{1,6}"
          maxlength={6}
          required
        />
        <button class="btn">{say("web-set-letter-go")}</button>
      </form>
    </li>
  );
}
