import { Composer } from "grammy";
import { accountsOf } from "../business/account-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { employeesOf } from "../business/line-service.ts";
import type { Narrowing } from "../business/hook-token.ts";
import { addressOf } from "../telephony/address-service.ts";
import { linkNovofon, type LinkRefusal } from "../telephony/link-service.ts";
import { text } from "../texts/bundle.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { letterButtons, templateButton } from "./account-screen.ts";
import { allowed, type Acting } from "./access.ts";
import { addressNotes } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import { novofonLetter } from "./letter.ts";
import {
  checkKey,
  refusedInGroup,
  refuseKey,
  stillLinking,
  tellLinked,
  tellRefused,
  zoneName,
} from "./link.ts";
import { askPhonet } from "./phonet.ts";
import type { Presses } from "./press.ts";
import { maskSecret } from "./secret.ts";
import { html } from "./say.ts";
import { takeScope, tokenForExt } from "./scope.ts";
import { send, tell } from "./screen.ts";

/** Waits for the Key, then for the Secret; `key` null is the first question. */
type NovofonState = { businessId: string; key: string | null; scope: Narrowing | null };
type ExtensionState = { businessId: string; accountId: string; tokenId: string | null };

export const novofonForm = form<NovofonState>("novofon", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) {
    await refuseKey(ctx, 2);
    return null;
  }
  const asked = takeScope(wordsOf(answer), member.business.country);
  if ("wrong" in asked) return refuseForm(ctx, state);
  const { words } = asked;
  const scope = asked.scope ?? state.scope;
  const [first = "", ...rest] = words;
  if (rest.length > 0 && isKey(first))
    return tryLink(ctx, member, { key: first, secret: rest.join(""), scope });
  if (state.key === null) return askSecret(ctx, member, { text: words.join(" "), scope });
  return tryLink(ctx, member, { key: state.key, secret: words.join(""), scope });
});

/** Asks for an extension that Novofon's list did not hold, and answers with its letter. */
export const extensionForm = form<ExtensionState>("extension", async (ctx, state, answer) => {
  const member = await stillLinking(ctx, state.businessId);
  if (!member) return null;
  const ext = answer.trim();
  if (!/^\d{1,6}$/.test(ext)) {
    await tell(ctx, "link-letter-ext-bad");
    return state;
  }
  await sendLetter(ctx, member, { accountId: state.accountId, tokenId: state.tokenId, ext });
  return null;
});

export const novofonComposer = new Composer<DeskContext>();

novofonComposer.command("novofon", async (ctx) => {
  const words = wordsOf(ctx.match);
  if (await refusedInGroup(ctx, words.length)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, words.length);
  const asked = takeScope(words, member.business.country);
  if ("wrong" in asked || asked.words.length > 2) {
    await refuseKey(ctx, words.length);
    return tell(ctx, "link-novofon-usage");
  }
  if (words.length === 0) return askNovofon(ctx, member);
  const { scope } = asked;
  const [key = "", secret] = asked.words;
  const next =
    secret === undefined
      ? await askSecret(ctx, member, { text: key, scope })
      : await tryLink(ctx, member, { key, secret, scope });
  if (next) await enterForm(ctx, "novofon", next);
});

export const linkPresses: Presses<"link" | "letter" | "letter_other"> = {
  link: {
    right: "link",
    private: true,
    run: (ctx, member, { provider }) =>
      provider === "phonet" ? askPhonet(ctx, member) : askNovofon(ctx, member),
  },
  letter: {
    right: "link",
    private: true,
    run: (ctx, member, { accountId, tokenId, ext }) =>
      sendLetter(ctx, member, { accountId, tokenId, ext }),
  },
  letter_other: {
    right: "link",
    private: true,
    run: async (ctx, { business }, { accountId, tokenId }) => {
      await tell(ctx, "link-letter-ask-ext");
      await enterForm(ctx, "extension", { businessId: business.id, accountId, tokenId });
    },
  },
};

async function askNovofon(ctx: DeskContext, { business }: Acting): Promise<void> {
  const { language } = ctx.desk;
  const keyless = {
    label: text(language, "template-link"),
    action: { do: "link_keyless" } as const,
  };
  const question = html(language, "link-novofon-ask-key");
  await send(ctx, business.id, { html: question, rows: [[keyless]] });
  await enterForm(ctx, "novofon", { businessId: business.id, key: null, scope: null });
}

/** The scope after the keys was none: the keys are deleted, the form stays where it was. */
async function refuseForm(ctx: DeskContext, state: NovofonState): Promise<NovofonState> {
  await refuseKey(ctx, 2);
  await tell(ctx, "link-novofon-usage");
  return state;
}

async function askSecret(
  ctx: DeskContext,
  { business }: Acting,
  said: { text: string; scope: Narrowing | null },
): Promise<NovofonState> {
  const key = isKey(said.text) ? said.text : null;
  await tell(ctx, key === null ? "link-novofon-key-bad" : "link-novofon-ask-secret");
  return { businessId: business.id, key, scope: said.scope };
}

function isKey(said: string): boolean {
  return /^[\w.-]{4,100}$/.test(said);
}

/** Links and tells how it went; a state means that the form goes on from there. */
async function tryLink(
  ctx: DeskContext,
  member: Acting,
  key: { key: string; secret: string; scope: Narrowing | null },
): Promise<NovofonState | null> {
  const { deps, language } = ctx.desk;
  const businessId = member.business.id;
  const { linked, deleted } = await checkKey(ctx, () => linkNovofon(deps.link, businessId, key));
  if ("refused" in linked) {
    const again = linked.refused === "limited" || linked.refused === "unreachable";
    await tellRefused(ctx, { deleted, refusal: refusalText(language, linked.refused) });
    return again ? { businessId, key: key.key, scope: key.scope } : null;
  }
  const { account, token, address } = linked.linked;
  const { ext } = token;
  const extensions = ext === null ? await employeesOf(deps.db, businessId) : [{ ext, name: "" }];
  const said = html(language, "link-novofon-linked", {
    account: account.label,
    mask: maskSecret(key.secret),
    zone: zoneName(account.timezone),
  });
  const steps = html(language, "link-novofon-steps", { address });
  const parts = [`${said}\n${deleted}`, steps, ...addressNotes(ctx)];
  const tokenId = token.line === null ? null : token.id;
  const rows = [
    ...letterButtons(language, { accountId: account.id, tokenId }, extensions),
    [templateButton(language, token.id)],
  ];
  await tellLinked(ctx, member, {
    link: linked.linked,
    screen: { html: parts.join("\n\n"), rows },
  });
  return null;
}

function refusalText(language: Language, refusal: LinkRefusal): string {
  if (refusal === "limited") return html(language, "link-limited", { provider: "Novofon" });
  if (refusal === "unreachable") return html(language, "link-unreachable", { provider: "Novofon" });
  return html(language, "link-novofon-refused-key");
}

/** The ready letter as a block that a tap copies. */
async function sendLetter(
  ctx: DeskContext,
  { business }: Acting,
  about: { accountId: string; tokenId: string | null; ext: string },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { accountId, tokenId, ext } = about;
  const account = (await accountsOf(deps.db, business.id)).find((one) => one.id === accountId);
  if (!account) return tell(ctx, "link-gone");
  const own = (await tokensOf(deps.db, business.id)).filter((one) => one.accountId === accountId);
  const token = tokenId === null ? tokenForExt(own, ext) : own.find(({ id }) => id === tokenId);
  if (!token && tokenId !== null) return tell(ctx, "address-gone");
  if (!token) return offerAddress(ctx, business.id, about);
  const letter = novofonLetter({ ext, key: account.label, address: addressOf(deps.link, token) });
  const intro = html(language, "link-letter-intro", { ext });
  await send(ctx, null, { html: `${intro}\n\n<pre>${escapeHtml(letter)}</pre>` });
}

/** A letter with an address for other calls would bring none. */
async function offerAddress(
  ctx: DeskContext,
  businessId: string,
  { accountId, ext }: { accountId: string; ext: string },
): Promise<void> {
  const { language } = ctx.desk;
  const label = text(language, "address-for-ext", { ext });
  await send(ctx, businessId, {
    html: html(language, "letter-no-address", { ext }),
    rows: [[{ label, action: { do: "scope", accountId, tokenId: null, line: null, ext } }]],
  });
}

function wordsOf(said: string): string[] {
  return said.trim().split(/\s+/).filter(Boolean);
}
