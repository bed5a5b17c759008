import type { VNode } from "preact";
import { shownOf } from "../bot/salonbot-account-screen.ts";
import { connectionsOf, type KnownConnection } from "../channels/business-connection-service.ts";
import type { ConnectionState } from "../channels/business-connection.ts";
import { salonBotOf } from "../channels/salon-bot-service.ts";
import type { BotTrouble, SalonBot } from "../channels/salon-bot.ts";
import type { TextId } from "../texts/bundle.ts";
import { dayShort } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import { Csrf } from "./field.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { sayIn, type Say } from "./say.ts";
import {
  CopyBlock,
  plain,
  Press,
  SecretField,
  settingPage,
  SETTINGS,
  type SettingDeps,
} from "./setting-frame.tsx";
import { Badge, Empty, Sheet, type Tone } from "./sheet.tsx";
import type { Answer, Visit } from "./visit.tsx";

export const BOT_AT = `${SETTINGS}/telegram`;

/** Why a form was not taken: what is said above it all, or at the token. */
export type BotRefused = { status: number; note?: string; wrong?: string };

/** The salon's own bot: how it does, whose chats it is connected to, and the token of another. */
export async function botPage(
  deps: SettingDeps,
  visit: Visit,
  refused: BotRefused | null = null,
): Promise<Answer> {
  const { visitor, now } = visit;
  const { business, language, csrf } = visitor;
  const say = sayIn(language);
  const bot = await salonBotOf(deps.db, business.id);
  const known = bot ? await connectionsOf(deps.db, business.id, { botId: bot.botId }) : [];
  const shared = { visit, say, csrf };
  return {
    status: refused?.status ?? 200,
    page: settingPage(visit, {
      section: "telegram",
      warned: bot !== null && bot.error !== null ? ["telegram"] : [],
      body: (
        <>
          {refused?.note !== undefined && (
            <p class="note warn inset" role="alert">
              {refused.note}
            </p>
          )}
          {bot === null ? (
            <Steps {...shared} />
          ) : (
            <Linked
              {...shared}
              bot={bot}
              date={dayShort(language, bot.linkedAt, now, business.timezone)}
            />
          )}
          <TokenForm {...shared} bot={bot} wrong={refused?.wrong ?? null} />
          {bot !== null && <Accounts {...shared} bot={bot} accounts={shownOf(known)} />}
        </>
      ),
    }),
  };
}

/** A way out of the cabinet, in a window of its own. */
export function WayOut(about: { to: string; label: string; icon?: IconName }): VNode {
  const { to, label, icon = "out" } = about;
  return (
    <a class="btn" href={to} target="_blank" rel="noreferrer">
      <Icon name={icon} small />
      {label}
    </a>
  );
}

type Shared = { visit: Visit; say: Say; csrf: string };

function Steps({ visit, say }: Shared): VNode {
  const { business, language } = visit.visitor;
  return (
    <Sheet id="bot" title={plain(language, "salonbot-title")}>
      <div class="pad stack8">
        <p>{say("web-door-bot-lead")}</p>
        <ol class="steps">
          <li>{say("web-door-bot-step-new")}</li>
          <li>{say("web-door-bot-step-name", { business: business.name })}</li>
          <li>{say("web-door-bot-step-token")}</li>
        </ol>
        <WayOut to="https://t.me/BotFather" label={say("salonbot-key-father")} />
      </div>
    </Sheet>
  );
}

function Linked({ visit, say, csrf, bot, date }: Shared & { bot: SalonBot; date: string }): VNode {
  const { language } = visit.visitor;
  const { username, error, way } = bot;
  const { tone, label } = badges[error ?? "works"];
  return (
    <Sheet
      id="bot"
      title={plain(language, "salonbot-title")}
      actions={<Badge tone={tone}>{say(label)}</Badge>}
    >
      <ul class="rows">
        <li>
          <b>{`@${username}`}</b>
          <div class="small muted">
            {say("web-door-linked", { name: cleanName(bot.name) ?? username, date })}
          </div>
          <div class={error === null ? "small muted" : "bad"}>
            {plain(language, error === null ? `salonbot-way-${way}` : `salonbot-error-${error}`)}
          </div>
        </li>
        <li class="stack8">
          <b>{say("web-door-customers")}</b>
          <CopyBlock id="bot-link" value={`https://t.me/${username}`} say={say} />
        </li>
        <li class="row">
          <WayOut to={`https://t.me/${username}`} label={say("salonbot-key-open", { username })} />
          <details>
            <summary>{say("web-set-unlink")}</summary>
            <p class="small muted">{plain(language, "salonbot-unlink-sure", { username })}</p>
            <Press
              to={`${BOT_AT}/unlink`}
              csrf={csrf}
              fields={{ bot: bot.id }}
              label={say("salonbot-key-unlink-sure")}
              tone="danger"
              wait={say("web-door-wait")}
            />
          </details>
        </li>
      </ul>
    </Sheet>
  );
}

function TokenForm(about: Shared & { bot: SalonBot | null; wrong: string | null }): VNode {
  const { visit, say, csrf, bot, wrong } = about;
  const { language } = visit.visitor;
  const title = bot === null ? "salonbot-key-token" : "salonbot-key-other";
  return (
    <Sheet id="token" title={plain(language, title)}>
      <form
        class="form"
        method="post"
        action={`${BOT_AT}#token`}
        data-wait={say("web-set-checking")}
      >
        <Csrf token={csrf} />
        <input type="hidden" name="was" value={bot?.id ?? ""} />
        <SecretField
          name="token"
          label={say("web-door-bot-token")}
          help={say("web-set-secret-kept")}
          wrong={wrong}
        />
        {bot !== null && (
          <p class="small muted span2">{say("web-door-bot-instead", { username: bot.username })}</p>
        )}
        <div class="span2">
          <button class="btn main">
            <Icon name="link" small />
            {say("web-set-connect")}
          </button>
        </div>
      </form>
    </Sheet>
  );
}

function Accounts(about: Shared & { bot: SalonBot; accounts: readonly KnownConnection[] }): VNode {
  const { visit, bot, accounts } = about;
  const { username } = bot;
  const { language } = visit.visitor;
  const count = accounts.length > 0 ? accounts.length : undefined;
  const how = plain(language, "business-none", { username });
  return (
    <Sheet
      id="business"
      title={plain(language, "business-title")}
      count={count}
      foot={accounts.length > 0 ? how : null}
    >
      {accounts.length === 0 && <Empty words={how} />}
      <ul class="rows">
        {accounts.map((account) => (
          <AccountRow {...about} account={account} />
        ))}
      </ul>
    </Sheet>
  );
}

function AccountRow(about: Shared & { account: KnownConnection }): VNode {
  const { visit, say, csrf, account } = about;
  const { language } = visit.visitor;
  const { id, state } = account;
  const name = cleanName(account.ownerName) ?? say("business-nameless");
  const { sign, icon, words } = states[state];
  const allow = plain(language, "business-key-sure");
  const press = { to: `${BOT_AT}/account`, csrf };
  return (
    <li class="ck">
      <span class={`stt ${sign}`}>
        <Icon name={icon} />
      </span>
      <div class="grow">
        <b>{name}</b>
        <div class="small muted">{say(words)}</div>
      </div>
      {(state === "works" || state === "mute") && (
        <Press {...press} fields={{ account: id, on: "no" }} label={say("web-door-stop")} />
      )}
      {state === "off" && <Press {...press} fields={{ account: id, on: "yes" }} label={allow} />}
      {state === "stranger" && (
        <details>
          <summary>{`${allow}…`}</summary>
          <p class="small muted">{plain(language, "business-sure", { name })}</p>
          <Press {...press} fields={{ account: id, on: "yes", sure: "yes" }} label={allow} />
        </details>
      )}
    </li>
  );
}

const states = {
  works: { sign: "ok", icon: "check", words: "web-door-account-works" },
  stranger: { sign: "wait", icon: "alert", words: "web-door-account-stranger" },
  off: { sign: "todo", icon: "pause", words: "web-door-account-off" },
  mute: { sign: "wait", icon: "alert", words: "web-door-account-mute" },
  gone: { sign: "todo", icon: "unplug", words: "web-door-account-gone" },
} as const satisfies Record<ConnectionState, { sign: string; icon: IconName; words: TextId }>;

const badges = {
  works: { tone: "ok", label: "web-set-works" },
  revoked: { tone: "bad", label: "web-door-token-dead" },
  conflict: { tone: "bad", label: "web-door-broken" },
  unreachable: { tone: "warn", label: "web-door-away" },
} as const satisfies Record<BotTrouble | "works", { tone: Tone; label: TextId }>;
