import { Composer } from "grammy";
import { toPhonetDomain } from "../gateways/phonet.ts";
import type { Narrowing } from "../business/hook-token.ts";
import { linkPhonet, type LinkRefusal } from "../telephony/link-service.ts";
import type { Language } from "../texts/language.ts";
import { allowed, type Acting } from "./access.ts";
import { addressNotes } from "./connect.ts";
import type { DeskContext } from "./context.ts";
import { enterForm, form } from "./form.ts";
import {
  checkKey,
  refusedInGroup,
  refuseKey,
  stillLinking,
  tellLinked,
  tellRefused,
} from "./link.ts";
import { maskSecret } from "./secret.ts";
import { html } from "./say.ts";
import { takeScope } from "./scope.ts";
import { tell } from "./screen.ts";

/** No domain has so many letters and digits without a dot: the key was pasted a step too early. */
const KEY_LIKE = /^[\w+/=-]{12,}$/;

/** Waits for the domain, then for the key; `domain` null is the first question. */
type PhonetState = { businessId: string; domain: string | null; scope: Narrowing | null };

export const phonetForm = form<PhonetState>("phonet", async (ctx, state, answer) => {
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
  if (rest.length > 0 && toPhonetDomain(first) !== null)
    return tryLink(ctx, member, { domain: first, apiKey: rest.join(""), scope });
  if (state.domain === null) return askKey(ctx, member, { text: words.join(" "), scope });
  return tryLink(ctx, member, { domain: state.domain, apiKey: words.join(""), scope });
});

export const phonetComposer = new Composer<DeskContext>();

phonetComposer.command("phonet", async (ctx) => {
  const words = wordsOf(ctx.match);
  if (await refusedInGroup(ctx, words.length)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, words.length);
  const asked = takeScope(words, member.business.country);
  if ("wrong" in asked || asked.words.length > 2) {
    await refuseKey(ctx, words.length);
    return tell(ctx, "link-phonet-usage");
  }
  if (words.length === 0) return askPhonet(ctx, member);
  const { scope } = asked;
  const [domain = "", apiKey] = asked.words;
  const next =
    apiKey === undefined
      ? await askKey(ctx, member, { text: domain, scope })
      : await tryLink(ctx, member, { domain, apiKey, scope });
  if (next) await enterForm(ctx, "phonet", next);
});

/** Begins the form with its first question. */
export async function askPhonet(ctx: DeskContext, { business }: Acting): Promise<void> {
  await tell(ctx, "link-phonet-ask-domain");
  await enterForm(ctx, "phonet", { businessId: business.id, domain: null, scope: null });
}

/** The scope after the key was none: the key is deleted, the form stays where it was. */
async function refuseForm(ctx: DeskContext, state: PhonetState): Promise<PhonetState> {
  await refuseKey(ctx, 2);
  await tell(ctx, "link-phonet-usage");
  return state;
}

async function askKey(
  ctx: DeskContext,
  { business }: Acting,
  { text, scope }: { text: string; scope: Narrowing | null },
): Promise<PhonetState> {
  const domain = toPhonetDomain(text);
  if (domain === null && KEY_LIKE.test(text)) await refuseKey(ctx, 2);
  await tell(ctx, domain === null ? "link-phonet-domain-bad" : "link-phonet-ask-key");
  return { businessId: business.id, domain, scope };
}

/** Links and tells how it went; a state means that the form goes on from there. */
async function tryLink(
  ctx: DeskContext,
  member: Acting,
  key: { domain: string; apiKey: string; scope: Narrowing | null },
): Promise<PhonetState | null> {
  const { deps, language } = ctx.desk;
  const businessId = member.business.id;
  const { linked, deleted } = await checkKey(ctx, () => linkPhonet(deps.link, businessId, key));
  if ("refused" in linked) {
    await tellRefused(ctx, { deleted, refusal: refusalText(language, linked.refused, key.domain) });
    if (linked.refused === "domain") return null;
    return { businessId, domain: key.domain, scope: key.scope };
  }
  const { account, address, employees } = linked.linked;
  const said = html(language, "link-phonet-linked", {
    account: account.label,
    mask: maskSecret(key.apiKey),
    count: employees.length,
  });
  const steps = html(language, "link-phonet-steps", { address });
  const parts = [`${said}\n${deleted}`, steps, ...addressNotes(ctx)];
  await tellLinked(ctx, member, { link: linked.linked, screen: { html: parts.join("\n\n") } });
  return null;
}

function refusalText(language: Language, refusal: LinkRefusal, domain: string): string {
  if (refusal === "domain")
    return html(language, "link-phonet-refused-domain", { account: domain });
  if (refusal === "limited") return html(language, "link-limited", { provider: "Phonet" });
  if (refusal === "unreachable") return html(language, "link-unreachable", { provider: "Phonet" });
  return html(language, `link-phonet-refused-${refusal}`);
}

function wordsOf(text: string): string[] {
  return text.trim().split(/\s+/).filter(Boolean);
}
