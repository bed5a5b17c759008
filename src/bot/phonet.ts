import { Composer } from "grammy";
import { toPhonetDomain } from "../gateways/phonet.ts";
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
import { tell } from "./screen.ts";

/** Waits for the domain, then for the key; `domain` null is the first question. */
type PhonetState = { businessId: string; domain: string | null };

export const phonetForm = form<PhonetState>("phonet", async (ctx, state, answer) => {
  const words = wordsOf(answer);
  const member = await stillLinking(ctx, state.businessId);
  if (!member) {
    await refuseKey(ctx, 2);
    return null;
  }
  const [first = "", ...rest] = words;
  if (rest.length > 0 && toPhonetDomain(first) !== null)
    return tryLink(ctx, member, { domain: first, apiKey: rest.join("") });
  if (state.domain === null) return askKey(ctx, member, answer);
  return tryLink(ctx, member, { domain: state.domain, apiKey: words.join("") });
});

export const phonetComposer = new Composer<DeskContext>();

phonetComposer.command("phonet", async (ctx) => {
  const words = wordsOf(ctx.match);
  if (await refusedInGroup(ctx, words.length)) return;
  const member = await allowed(ctx, "link");
  if (!member) return refuseKey(ctx, words.length);
  if (words.length > 2) {
    await refuseKey(ctx, words.length);
    return tell(ctx, "link-phonet-usage");
  }
  if (words.length === 0) return askPhonet(ctx, member);
  const [domain = "", apiKey] = words;
  const next =
    apiKey === undefined
      ? await askKey(ctx, member, domain)
      : await tryLink(ctx, member, { domain, apiKey });
  if (next) await enterForm(ctx, "phonet", next);
});

/** Begins the form with its first question. */
export async function askPhonet(ctx: DeskContext, { business }: Acting): Promise<void> {
  await tell(ctx, "link-phonet-ask-domain");
  await enterForm(ctx, "phonet", { businessId: business.id, domain: null });
}

async function askKey(ctx: DeskContext, { business }: Acting, text: string): Promise<PhonetState> {
  const domain = toPhonetDomain(text);
  await tell(ctx, domain === null ? "link-phonet-domain-bad" : "link-phonet-ask-key");
  return { businessId: business.id, domain };
}

/** Links and tells how it went; a state means that the form goes on from there. */
async function tryLink(
  ctx: DeskContext,
  member: Acting,
  key: { domain: string; apiKey: string },
): Promise<PhonetState | null> {
  const { deps, language } = ctx.desk;
  const businessId = member.business.id;
  const { linked, deleted } = await checkKey(ctx, () => linkPhonet(deps.link, businessId, key));
  if ("refused" in linked) {
    await tellRefused(ctx, { deleted, refusal: refusalText(language, linked.refused, key.domain) });
    return linked.refused === "domain" ? null : { businessId, domain: key.domain };
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
