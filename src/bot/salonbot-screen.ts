import type { KnownConnection } from "../channels/business-connection-service.ts";
import type { LinkRefusal, SalonBot } from "../channels/salon-bot.ts";
import type { Business } from "../business/business.ts";
import { text } from "../texts/bundle.ts";
import { dayShort } from "../texts/format.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { accountKeys, accountsText } from "./salonbot-account-screen.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

/** The salon's bot as it is linked, or the three steps to one. */
export function salonbotScreen(
  language: Language,
  view: {
    business: Business;
    bot: SalonBot | null;
    /** Those that the bot is connected to. */
    accounts: readonly KnownConnection[];
    now: number;
    said: string | null;
  },
): Screen {
  const { business, bot, accounts, said } = view;
  const agent: Button = {
    label: text(language, "salonbot-key-agent"),
    action: { do: "agent", screen: "main" },
  };
  const title = html(language, "salonbot-title");
  if (bot === null)
    return {
      html: [
        ...known(said),
        title,
        html(language, "salonbot-steps", { business: business.name }),
      ].join("\n\n"),
      rows: [
        [{ label: text(language, "salonbot-key-father"), url: "https://t.me/BotFather" }],
        [{ label: text(language, "salonbot-key-token"), action: { do: "salonbot_ask" } }],
        [agent],
      ],
    };
  const { username } = bot;
  return {
    html: [
      ...known(said),
      title,
      stateOf(language, { ...view, bot }),
      accountsText(language, { accounts, username }),
    ].join("\n\n"),
    rows: [
      ...accountKeys(language, accounts),
      [
        {
          label: text(language, "salonbot-key-open", { username }),
          url: `https://t.me/${username}`,
        },
      ],
      [
        { label: text(language, "salonbot-key-other"), action: { do: "salonbot_ask" } },
        {
          label: text(language, "salonbot-key-unlink"),
          action: { do: "salonbot_unlink", sure: false },
        },
      ],
      [agent],
    ],
  };
}

/** What is asked before customers get no more answers. */
export function unlinkScreen(language: Language, { username }: SalonBot): Screen {
  return {
    html: html(language, "salonbot-unlink-sure", { username }),
    rows: [
      [
        {
          label: text(language, "salonbot-key-unlink-sure"),
          action: { do: "salonbot_unlink", sure: true },
        },
      ],
      [{ label: text(language, "bot-back"), action: { do: "salonbot" } }],
    ],
  };
}

/** Why a token was not taken, and what to do. */
export function refusalText(language: Language, refusal: LinkRefusal): string {
  return html(language, `salonbot-refused-${refusal}`);
}

function known(said: string | null): string[] {
  return said === null ? [] : [said];
}

function stateOf(
  language: Language,
  { business, bot, now }: { business: Business; bot: SalonBot; now: number },
): string {
  const { username, linkedAt, way, error } = bot;
  const date = dayShort(language, linkedAt, now, business.timezone);
  const name = cleanName(bot.name) ?? username;
  return [
    html(language, "salonbot-linked", { username, name, date }),
    html(language, "salonbot-link", { username }),
    error === null
      ? html(language, `salonbot-way-${way}`)
      : html(language, `salonbot-error-${error}`),
  ].join("\n");
}
