import { hasKey, type AccountProvider } from "../business/account.ts";
import { isWhole, type Narrowing } from "../business/hook-token.ts";
import type { Extension } from "../business/line.ts";
import type { Setup } from "../desk/setup-service.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import { scopeName } from "./scope.ts";
import { setupTexts } from "../desk/setup-word.ts";
import type { Button, Screen } from "./screen.ts";

const providerNames: Record<AccountProvider, string> = { phonet: "Phonet", novofon: "Novofon" };
const LETTERS = 12;

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

/** A live address and what it takes. */
type Address = Narrowing & { tokenId: string; address: string };

export type AccountView = {
  setup: Setup;
  addresses: Address[];
  extensions: Extension[];
  /** Another business has linked the same provider account. */
  shared: boolean;
  notes: string[];
};

/** The set-up of one account: its addresses, its checklist and what can be done about it. */
export function accountScreen(language: Language, about: AccountView): Screen {
  const { setup, addresses, extensions, shared, notes } = about;
  const { accountId, provider, lines } = setup;
  const list = lines.map(
    (line) => `${line.done ? "✅" : "▫️"} ${text(language, setupTexts[line.item])}`,
  );
  const parts = [
    html(language, "link-account-title", { account: accountName(setup) }),
    list.join("\n"),
  ];
  const missing = lines.some((line) => line.item === "test_call" && line.done) ? setup.missing : [];
  if (missing.length > 0)
    parts.push(html(language, "link-missing", { events: missing.join(", ") }));
  for (const one of addresses) {
    const scope = scopeName(language, one);
    parts.push(`${html(language, "address-of", { scope })}\n<code>${one.address}</code>`);
  }
  if (!setup.recording) parts.push(text(language, "setup-speech"));
  if (shared) parts.push(sharedNote(language, provider, addresses));
  const ticks = lines
    .filter((line) => line.tickable)
    .map(({ item, done }): Button[] => [
      {
        label: `${done ? "✅" : "▫️"} ${text(language, setupTexts[item])}`,
        action: { do: "tick", accountId, item, done: !done },
      },
    ]);
  const letters =
    provider === "novofon" && hasKey(setup)
      ? letterButtons(language, { accountId, tokenId: null }, extensions)
      : [];
  const whole = addresses.find(isWhole) ?? addresses[0];
  const template =
    provider === "novofon" && whole ? [[templateButton(language, whole.tokenId)]] : [];
  return {
    html: [...parts, ...notes].join("\n\n"),
    rows: [
      ...ticks,
      ...letters,
      ...template,
      ...addressButtons(language, accountId, addresses),
      ...foot(language, setup),
    ],
  };
}

/** That another business hears the same account, for its admin's eyes; which one is nobody's business. */
export function sharedNote(
  language: Language,
  provider: AccountProvider,
  addresses: readonly Narrowing[],
): string {
  return html(language, addresses.some(isWhole) ? "link-shared" : "link-shared-narrow", {
    provider: providerName(provider),
  });
}

/** A letter for each extension, and one for a number that Novofon did not tell; with `tokenId` all carry that address. */
export function letterButtons(
  language: Language,
  { accountId, tokenId }: { accountId: string; tokenId: string | null },
  extensions: Extension[],
): Button[][] {
  const known = extensions.slice(0, LETTERS).map(({ ext }): Button => ({
    label: text(language, "link-letter-ext", { ext }),
    action: { do: "letter", accountId, tokenId, ext },
  }));
  const rows = known.flatMap((_button, index) =>
    index % 2 === 0 ? [known.slice(index, index + 2)] : [],
  );
  return [
    ...rows,
    [
      {
        label: text(language, "link-letter-other"),
        action: { do: "letter_other", accountId, tokenId },
      },
    ],
  ];
}

/** Opens what a cabinet of Novofon 2.0 needs: the same address takes its notifications. */
export function templateButton(language: Language, tokenId: string): Button {
  return { label: text(language, "template-open"), action: { do: "template", tokenId } };
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

function addressButtons(
  language: Language,
  accountId: string,
  addresses: readonly Address[],
): Button[][] {
  const each = addresses.map((one): Button[] => [
    {
      label: text(language, "address-open", { scope: scopeName(language, one) }),
      action: { do: "address", tokenId: one.tokenId },
    },
  ]);
  const more: Button = {
    label: text(language, "address-more"),
    action: { do: "scopes", accountId, tokenId: null },
  };
  return [...each, [more]];
}

function foot(language: Language, setup: Setup): Button[][] {
  const { accountId, provider } = setup;
  const keys: Button[] = [
    { label: text(language, "check-key"), action: { do: "recheck", accountId, on: "account" } },
    { label: text(language, "link-new-key"), action: { do: "link", provider } },
  ];
  return [
    ...(hasKey(setup) ? [keys] : []),
    [{ label: text(language, "link-unlink"), action: { do: "unlink", accountId } }],
    [
      { label: text(language, "link-refresh"), action: { do: "account", accountId } },
      { label: text(language, "bot-back"), action: { do: "connect" } },
    ],
  ];
}
