import { hasKey } from "../business/account.ts";
import { isWhole, sameScope, type HookToken, type Narrowing } from "../business/hook-token.ts";
import type { Extension } from "../business/line.ts";
import type { Scopes } from "../desk/scope-service.ts";
import { showPhone } from "../lib/phone.ts";
import { text } from "../texts/bundle.ts";
import { cleanName } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { accountName, letterButtons, templateButton } from "./account-screen.ts";
import { html } from "./say.ts";
import { scopeName, WHOLE } from "./scope.ts";
import type { Button, Screen } from "./screen.ts";

/** As many known extensions, and as many lines, as a phone shows; others may be typed. */
const CHOICES = 20;

type Known = Pick<HookToken, "id" | "accountId" | "provider" | "label"> & Narrowing;

/** One address: what it takes, the address itself and what can be done about it. `rivals` are the account's others. */
export function addressScreen(
  language: Language,
  about: {
    token: Known;
    address: string;
    rivals: readonly Narrowing[];
    extensions: Extension[];
    notes: string[];
  },
): Screen {
  const { token, address, rivals, extensions, notes } = about;
  const { id: tokenId, accountId } = token;
  const takes = html(language, "address-takes", { scope: scopeName(language, token) });
  const leaves = isWhole(token) && rivals.length > 0 ? html(language, "address-leaves") : null;
  const rows: Button[][] = [
    [{ label: text(language, "address-narrow"), action: { do: "scopes", accountId, tokenId } }],
  ];
  if (!isWhole(token) && !rivals.some(isWhole))
    rows.push([
      {
        label: text(language, "address-whole"),
        action: { do: "scope", accountId, tokenId, ...WHOLE },
      },
    ]);
  if (token.provider === "novofon") {
    if (hasKey(token)) rows.push(...letterRows(language, token, extensions));
    rows.push([templateButton(language, tokenId)]);
  }
  rows.push([{ label: text(language, "address-renew"), action: { do: "renew", tokenId } }]);
  if (rivals.length > 0)
    rows.push([{ label: text(language, "address-drop"), action: { do: "drop", tokenId } }]);
  rows.push([{ label: text(language, "bot-back"), action: { do: "account", accountId } }]);
  return {
    html: [
      html(language, "address-title", { account: accountName(token) }),
      leaves === null ? takes : `${takes} ${leaves}`,
      `<code>${address}</code>`,
      ...notes,
    ].join("\n\n"),
    rows,
  };
}

/** The choice of what an address takes: of one at hand, or with `token` null of one more. `taken` have an address already. */
export function scopesScreen(
  language: Language,
  about: {
    accountId: string;
    token: Known | null;
    known: Scopes;
    taken: readonly Narrowing[];
  },
): Screen {
  const { accountId, token, known, taken } = about;
  const tokenId = token?.id ?? null;
  const choice = (label: string, scope: Narrowing): Button[] =>
    taken.some((one) => sameScope(one, scope))
      ? []
      : [{ label, action: { do: "scope", accountId, tokenId, ...scope } }];
  const exts = known.extensions.flatMap(({ ext, name }) =>
    choice(named("👤", ext, name), { line: null, ext }),
  );
  const lines = known.lines.flatMap(({ number, name }) =>
    choice(named("☎️", showPhone(number), name), { line: number, ext: null }),
  );
  const typed = (["ext", "line"] as const).map((kind): Button => ({
    label: text(language, `address-type-${kind}`),
    action: { do: "scope_type", accountId, tokenId, kind },
  }));
  const back: Button = {
    label: text(language, "bot-back"),
    action: tokenId === null ? { do: "account", accountId } : { do: "address", tokenId },
  };
  return {
    html: token
      ? html(language, "address-choose", { scope: scopeName(language, token) })
      : html(language, "address-choose-more"),
    rows: [
      ...inPairs(exts.slice(0, CHOICES)),
      ...lines.slice(0, CHOICES).map((line) => [line]),
      typed,
      choice(text(language, "address-whole"), WHOLE),
      [back],
    ],
  };
}

/** Asks before an address stops: for a new one in its place, or for good. */
export function stopScreen(language: Language, token: Known, what: "renew" | "drop"): Screen {
  const { id: tokenId } = token;
  return {
    html: html(language, `address-${what}-sure`, { scope: scopeName(language, token) }),
    rows: [
      [{ label: text(language, `address-${what}-yes`), action: { do: `${what}_sure`, tokenId } }],
      [{ label: text(language, "bot-back"), action: { do: "address", tokenId } }],
    ],
  };
}

/** An address for one extension has one letter, another has one for each extension of the account. */
function letterRows(
  language: Language,
  { id: tokenId, accountId, ext }: Known,
  extensions: Extension[],
): Button[][] {
  if (ext === null) return letterButtons(language, { accountId, tokenId }, extensions);
  const label = text(language, "link-letter-ext", { ext });
  return [[{ label, action: { do: "letter", accountId, tokenId, ext } }]];
}

function named(sign: string, what: string, name: string): string {
  return [`${sign} ${what}`, cleanName(name, 24)].filter((part) => part !== null).join(" · ");
}

function inPairs(buttons: Button[]): Button[][] {
  return buttons.flatMap((_button, index) =>
    index % 2 === 0 ? [buttons.slice(index, index + 2)] : [],
  );
}
