import type { Business } from "../business/business.ts";
import type { Health } from "../desk/health-service.ts";
import type { Setup } from "../desk/setup-service.ts";
import { text } from "../texts/bundle.ts";
import { dateNear } from "../texts/format.ts";
import type { Language } from "../texts/language.ts";
import { accountName } from "./account-screen.ts";
import { statisticsLine } from "./health-statistics.ts";
import { hookReason, keyReason } from "./reason.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";
import { isTurnedAway } from "./watch.ts";

export type ConnectView = {
  business: Business;
  /** The person's other businesses, to switch to. */
  others: Business[];
  health: Health;
  setups: Setup[];
  chats: number;
  /** Whether the chat that the screen stands in gets cards. */
  subscribedHere: boolean;
  groupUrl: string;
  now: number;
};

/** The one screen of the set-up: whose it is, how each connection does, and a button for each next step. */
export function connectScreen(language: Language, view: ConnectView): Screen {
  const { business, health, setups } = view;
  const parts = [html(language, "link-connect-title", { business: business.name })];
  parts.push(
    setups.length === 0
      ? html(language, "link-none")
      : setups.map((setup) => accountLines(language, view, setup)).join("\n"),
  );
  parts.push(chatsLine(language, view));
  if (health.unreachable.length > 0)
    parts.push(html(language, "link-chats-lost", { count: health.unreachable.length }));
  return { html: parts.join("\n\n"), rows: rowsOf(language, view) };
}

/** How the hooks of an account do, and below it that its statistics are not to be had. */
function accountLines(language: Language, view: ConnectView, setup: Setup): string {
  const { health, business, now } = view;
  const line = accountLine(language, view, setup);
  const compared = health.accounts.find(({ id }) => id === setup.accountId);
  if (!compared?.reconcileError || compared.checkError) return line;
  return `${line}\n${statisticsLine(language, compared, { zone: business.timezone, now })}`;
}

/** The last event, or the last one that was turned away when it is the newer; a test event is neither. */
function accountLine(
  language: Language,
  { health, business, now }: ConnectView,
  setup: Setup,
): string {
  const account = accountName(setup);
  const checked = health.accounts.find(({ id }) => id === setup.accountId);
  if (checked?.checkError) return keyReason(language, setup, checked.checkError);
  const hooks = health.tokens
    .filter((token) => token.accountId === setup.accountId)
    .flatMap((token) => token.hooks)
    .filter((hook) => hook.verdict === "accepted" || isTurnedAway(hook));
  const [last] = hooks.toSorted((a, b) => b.at - a.at);
  if (!last) return html(language, "link-account-silent", { account });
  const when = dateNear(language, last.at, now, business.timezone);
  if (!isTurnedAway(last)) return html(language, "link-account-seen", { account, when });
  const reason = hookReason(language, last.reason);
  return html(language, "link-account-refused", { account, when, reason });
}

function chatsLine(language: Language, { chats }: ConnectView): string {
  return chats > 0
    ? html(language, "link-chats-some", { count: chats })
    : html(language, "link-chats-none");
}

function rowsOf(
  language: Language,
  { others, setups, chats: count, subscribedHere, groupUrl }: ConnectView,
): Button[][] {
  const accounts = setups.map((setup): Button[] => {
    const { accountId, done, lines } = setup;
    const label = text(language, "link-open-account", {
      account: accountName(setup),
      done,
      all: lines.length,
    });
    return [{ label, action: { do: "account", accountId } }];
  });
  const wizards: Button[] = [
    { label: text(language, "link-add-phonet"), action: { do: "link", provider: "phonet" } },
    { label: text(language, "link-add-novofon"), action: { do: "link", provider: "novofon" } },
  ];
  const chats: Button[] = [{ label: text(language, "link-add-group"), url: groupUrl }];
  if (!subscribedHere)
    chats.unshift({ label: text(language, "link-notify-here"), action: { do: "subscribe" } });
  const list: Button[] =
    count > 0 ? [{ label: text(language, "link-chats"), action: { do: "chats", page: 0 } }] : [];
  const screens: Button[] = [
    { label: text(language, "link-team"), action: { do: "team" } },
    { label: text(language, "link-health"), action: { do: "health" } },
  ];
  const settings: Button = {
    label: text(language, "link-settings"),
    action: { do: "settings", screen: "main" },
  };
  const switches = others.map((other): Button[] => [
    {
      label: text(language, "link-other-business", { business: other.name }),
      action: { do: "activate" },
      of: other.id,
    },
  ]);
  const last: Button[] = [
    { label: text(language, "link-refresh"), action: { do: "connect" } },
    { label: text(language, "link-new-business"), data: "business:new" },
  ];
  return [...accounts, wizards, chats, list, screens, [settings], ...switches, last];
}
