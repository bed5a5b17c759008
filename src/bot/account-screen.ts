import type { AccountProvider } from "../business/account.ts";
import type { Extension } from "../business/line.ts";
import type { Setup } from "../desk/setup-service.ts";
import type { SetupItem } from "../desk/setup.ts";
import { text, type TextId } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

const providerNames: Record<AccountProvider, string> = { phonet: "Phonet", novofon: "Novofon" };
const LETTERS = 12;
const itemTexts: Record<SetupItem, TextId> = {
  address_known: "setup-address-known",
  extension_known: "setup-extension-known",
  cabinet_opened: "setup-cabinet-opened",
  api_page_opened: "setup-api-page-opened",
  api_key_enabled: "setup-api-key-enabled",
  key_copied: "setup-key-copied",
  letter_sent: "setup-letter-sent",
  support_confirmed: "setup-support-confirmed",
  recording_enabled: "setup-recording-enabled",
  test_call: "setup-test-call",
  key_checked: "setup-key-checked",
  address_pasted: "setup-address-pasted",
  chat_subscribed: "setup-chat-subscribed",
};

export function providerName(provider: AccountProvider): string {
  return providerNames[provider];
}

/** "Phonet demo.phonet.com.ua": how people tell one connection from another. */
export function accountName({
  provider,
  label,
}: {
  provider: AccountProvider;
  label: string;
}): string {
  return `${providerNames[provider]} ${label}`;
}

/** The set-up of one account: its address, its checklist and what can be done about it. */
export function accountScreen(
  language: Language,
  about: { setup: Setup; address: string | null; extensions: Extension[]; notes: string[] },
): Screen {
  const { setup, address, extensions, notes } = about;
  const { accountId, provider, lines } = setup;
  const list = lines.map(
    (line) => `${line.done ? "✅" : "▫️"} ${text(language, itemTexts[line.item])}`,
  );
  const parts = [
    html(language, "link-account-title", { account: accountName(setup) }),
    list.join("\n"),
  ];
  const missing = lines.some((line) => line.item === "test_call" && line.done) ? setup.missing : [];
  if (missing.length > 0)
    parts.push(html(language, "link-missing", { events: missing.join(", ") }));
  if (address !== null) parts.push(`${html(language, "link-address")}\n<code>${address}</code>`);
  const ticks = lines
    .filter((line) => line.tickable)
    .map(({ item, done }): Button[] => [
      {
        label: `${done ? "✅" : "▫️"} ${text(language, itemTexts[item])}`,
        action: { do: "tick", accountId, item, done: !done },
      },
    ]);
  const letters = provider === "novofon" ? letterButtons(language, accountId, extensions) : [];
  return {
    html: [...parts, ...notes].join("\n\n"),
    rows: [...ticks, ...letters, ...foot(language, setup)],
  };
}

/** A letter for each extension, and one for a number that Novofon did not tell. */
export function letterButtons(
  language: Language,
  accountId: string,
  extensions: Extension[],
): Button[][] {
  const known = extensions.slice(0, LETTERS).map(({ ext }): Button => ({
    label: text(language, "link-letter-ext", { ext }),
    action: { do: "letter", accountId, ext },
  }));
  const rows = known.flatMap((_button, index) =>
    index % 2 === 0 ? [known.slice(index, index + 2)] : [],
  );
  return [
    ...rows,
    [{ label: text(language, "link-letter-other"), action: { do: "letter_other", accountId } }],
  ];
}

export function unlinkScreen(language: Language, setup: Setup): Screen {
  const { accountId } = setup;
  return {
    html: html(language, "link-unlink-sure", { account: accountName(setup) }),
    rows: [
      [{ label: text(language, "link-unlink-yes"), action: { do: "unlink_sure", accountId } }],
      [{ label: text(language, "bot-back"), action: { do: "account", accountId } }],
    ],
  };
}

function foot(language: Language, { accountId, provider }: Setup): Button[][] {
  return [
    [
      { label: text(language, "link-new-key"), action: { do: "link", provider } },
      { label: text(language, "link-unlink"), action: { do: "unlink", accountId } },
    ],
    [
      { label: text(language, "link-refresh"), action: { do: "account", accountId } },
      { label: text(language, "bot-back"), action: { do: "connect" } },
    ],
  ];
}
