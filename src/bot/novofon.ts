import { Composer } from "grammy";
import { accountsOf } from "../business/account-service.ts";
import { tokensOf } from "../business/hook-token-service.ts";
import { employeesOf } from "../business/line-service.ts";
import { addressOf, linkNovofon, type LinkRefusal } from "../telephony/link-service.ts";
import { escapeHtml } from "../texts/html.ts";
import type { Language } from "../texts/language.ts";
import { letterButtons } from "./account-screen.ts";
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
} from "./link.ts";
import { askPhonet } from "./phonet.ts";
import type { Presses } from "./press.ts";
import { maskSecret } from "./secret.ts";
import { html } from "./say.ts";
import { send, tell } from "./screen.ts";

/** Waits for the Key, then for the Secret; `key` null is the first question. */
type NovofonState = { businessId: string; key: string | null };
type ExtensionState = { businessId: string; accountId: string };

export const novofonForm = form<NovofonState>("novofon", async (ctx, state, answer) => {
  const words = wordsOf(answer);
  const member = await stillLinking(ctx, state.businessId);
  if (!member) {
    await refuseKey(ctx, 2);
    return null;
  }
  const [first = "", ...rest] = words;
  if (rest.length > 0 && isKey(first))
    return tryLink(ctx, member, { key: first, secret: rest.join("") });
  if (state.key === null) return askSecret(ctx, member, answer.trim());
  return tryLink(ctx, member, { key: state.key, secret: words.join("") });
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
  await sendLetter(ctx, member, { accountId: state.accountId, ext });
  return null;
});

export const novofonComposer = new Composer<DeskContext>();

novofonComposer.command("novofon", async (ctx) => {
  const words = wordsOf(ctx.match);
  if (await refusedInGroup(ctx, words.length)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, words.length);
  if (words.length > 2) {
    await refuseKey(ctx, words.length);
    return tell(ctx, "link-novofon-usage");
  }
  if (words.length === 0) return askNovofon(ctx, member);
  const [key = "", secret] = words;
  const next =
    secret === undefined
      ? await askSecret(ctx, member, key)
      : await tryLink(ctx, member, { key, secret });
  if (next) await enterForm(ctx, "novofon", next);
});

export const linkPresses: Presses<"link" | "letter" | "letter_other"> = {
  link: {
    right: "link",
    run: (ctx, member, { provider }) =>
      provider === "phonet" ? askPhonet(ctx, member) : askNovofon(ctx, member),
  },
  letter: {
    right: "link",
    run: (ctx, member, { accountId, ext }) => sendLetter(ctx, member, { accountId, ext }),
  },
  letter_other: {
    right: "link",
    run: async (ctx, { business }, { accountId }) => {
      await tell(ctx, "link-letter-ask-ext");
      await enterForm(ctx, "extension", { businessId: business.id, accountId });
    },
  },
};

async function askNovofon(ctx: DeskContext, { business }: Acting): Promise<void> {
  await tell(ctx, "link-novofon-ask-key");
  await enterForm(ctx, "novofon", { businessId: business.id, key: null });
}

async function askSecret(
  ctx: DeskContext,
  { business }: Acting,
  text: string,
): Promise<NovofonState> {
  const key = isKey(text) ? text : null;
  await tell(ctx, key === null ? "link-novofon-key-bad" : "link-novofon-ask-secret");
  return { businessId: business.id, key };
}

function isKey(text: string): boolean {
  return /^[\w.-]{4,100}$/.test(text);
}

/** Links and tells how it went; a state means that the form goes on from there. */
async function tryLink(
  ctx: DeskContext,
  member: Acting,
  key: { key: string; secret: string },
): Promise<NovofonState | null> {
  const { deps, language } = ctx.desk;
  const businessId = member.business.id;
  const { linked, deleted } = await checkKey(ctx, () => linkNovofon(deps.link, businessId, key));
  if ("refused" in linked) {
    const again = linked.refused === "limited" || linked.refused === "unreachable";
    await tellRefused(ctx, { deleted, refusal: refusalText(language, linked.refused) });
    return again ? { businessId, key: key.key } : null;
  }
  const { account, address } = linked.linked;
  const extensions = await employeesOf(deps.db, businessId);
  const said = html(language, "link-novofon-linked", {
    account: account.label,
    mask: maskSecret(key.secret),
    zone: cabinetZone(account.timezone),
  });
  const steps = html(language, "link-novofon-steps", { address });
  const parts = [`${said}\n${deleted}`, steps, ...addressNotes(ctx)];
  const rows = letterButtons(language, account.id, extensions);
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
  about: { accountId: string; ext: string },
): Promise<void> {
  const { deps, language } = ctx.desk;
  const { accountId, ext } = about;
  const account = (await accountsOf(deps.db, business.id)).find((one) => one.id === accountId);
  const token = (await tokensOf(deps.db, business.id)).find((one) => one.accountId === accountId);
  if (!account || !token) return tell(ctx, "link-gone");
  const letter = novofonLetter({ ext, key: account.label, address: addressOf(deps.link, token) });
  const intro = html(language, "link-letter-intro", { ext });
  await send(ctx, null, { html: `${intro}\n\n<pre>${escapeHtml(letter)}</pre>` });
}

/** "UTC+3" for the Etc zones that stand for it (their sign is turned), else the zone's name. */
function cabinetZone(zone: string): string {
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(zone) ?? [];
  if (hours === undefined) return zone.replace("Etc/", "");
  return `UTC${sign === "-" ? "+" : "-"}${hours}`;
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean);
}
