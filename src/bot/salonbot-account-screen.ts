import type { KnownConnection } from "../channels/business-connection-service.ts";
import type { ConnectionState } from "../channels/business-connection.ts";
import { text, type TextId } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

type Accounts = readonly KnownConnection[];

/** The accounts that a salon's bot is connected to, each with what the agent does there. */
export function accountsText(
  language: Language,
  { accounts, username }: { accounts: Accounts; username: string },
): string {
  const lines = shownOf(accounts).map((account) =>
    html(language, states[account.state], { name: nameOf(language, account) }),
  );
  const none = html(language, "business-none", { username });
  return [html(language, "business-title"), ...(lines.length > 0 ? lines : [none])].join("\n");
}

/** A switch for each of them; one that is not connected any more has none. */
export function accountKeys(language: Language, accounts: Accounts): Button[][] {
  return shownOf(accounts).flatMap((account): Button[][] => {
    const { id: connectionId, state } = account;
    if (state === "gone") return [];
    const on = state === "off" || state === "stranger";
    const label = on ? "business-key-on" : "business-key-off";
    const name = cleanName(account.ownerName, NAME) ?? text(language, "business-nameless");
    const action = { do: "salonbot_account" as const, connectionId, on, sure: false };
    return [[{ label: text(language, label, { name }), action }]];
  });
}

/** What is asked before somebody who is none of the team has the agent in their chats. */
export function letInScreen(language: Language, account: KnownConnection): Screen {
  const action = {
    do: "salonbot_account" as const,
    connectionId: account.id,
    on: true,
    sure: true,
  };
  return {
    html: html(language, "business-sure", { name: nameOf(language, account) }),
    rows: [
      [{ label: text(language, "business-key-sure"), action }],
      [{ label: text(language, "bot-back"), action: { do: "salonbot" } }],
    ],
  };
}

/** Those that are there first, then the newest that left. */
export function shownOf(accounts: Accounts): Accounts {
  const there = accounts.filter(({ state }) => state !== "gone");
  const gone = accounts.filter(({ state }) => state === "gone").toReversed();
  return [...there, ...gone].slice(0, MOST);
}

const MOST = 8;
const NAME = 16;

const states: Record<ConnectionState, TextId> = {
  works: "business-works",
  stranger: "business-stranger",
  off: "business-off",
  mute: "business-mute",
  gone: "business-gone",
};

function nameOf(language: Language, { ownerName }: KnownConnection): string {
  return cleanName(ownerName) ?? text(language, "business-nameless");
}
