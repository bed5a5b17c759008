import type { Router } from "@koa/router";
import { removeAccount, tick } from "../business/account-service.ts";
import { isTickable } from "../desk/setup.ts";
import { toE164 } from "../lib/phone.ts";
import { dropAddress, renewAddress } from "../telephony/address-service.ts";
import {
  linkNovofon,
  linkNovofon2,
  linkPhonet,
  recheckAccount,
  type LinkRefusal,
} from "../telephony/link-service.ts";
import { addOne, narrowOne } from "./setting-address-press.ts";
import { sayIn } from "./say.ts";
import { SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import type { LinkWrong } from "./setting-link.tsx";
import { accountHere, phonesPage, tokenHere } from "./setting-phone.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/accounts`;

/** The accounts of the telephony: linked, checked, unlinked, their addresses and the ticks of the guide. */
export function accountRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "link", (visit) => phonesPage(deps, visit)),
  );
  for (const what of ["phonet", "novofon", "novofon2"] as const)
    router.post(
      `${AT}/${what}`,
      writing(deps, "link", (visit) => linkAccount(deps, visit, what)),
    );
  const presses = {
    check: checkAccount,
    tick: tickItem,
    unlink: unlinkAccount,
    renew: renewToken,
    drop: dropToken,
    test: testToken,
    add: addOne,
    narrow: narrowOne,
  };
  for (const [name, press] of Object.entries(presses))
    router.post(
      `${AT}/${name}`,
      writing(deps, "link", (visit) => press(deps, visit)),
    );
}

/** Links an account; what was not taken comes back as it was typed, but for the keys. */
async function linkAccount(
  deps: SettingDeps,
  visit: Visit,
  what: LinkWrong["what"],
): Promise<Answer> {
  const { visitor, form } = visit;
  const { business, language } = visitor;
  const { link } = deps.desk();
  const given = (name: string): string => (form.get(name) ?? "").trim();
  if (what === "novofon2") {
    const number = toE164(given("number"), business.country);
    if (number === null) {
      const words = sayIn(language)("web-phone-wrong");
      return phonesPage(deps, visit, { link: { what, field: "number", words } });
    }
    await linkNovofon2(link, business.id, { number, timezone: null });
    return { to: `${AT}?done=linked` };
  }
  const linked =
    what === "phonet"
      ? await linkPhonet(link, business.id, { domain: given("domain"), apiKey: given("apiKey") })
      : await linkNovofon(link, business.id, { key: given("key"), secret: given("secret") });
  if ("linked" in linked) return { to: `${AT}?done=linked` };
  const field = linked.refused === "domain" ? "domain" : what === "phonet" ? "apiKey" : "secret";
  const words = sayIn(language)(refusals[linked.refused]);
  return phonesPage(deps, visit, { link: { what, field, words } });
}

/** Asks the provider once more whether the key is taken. */
async function checkAccount(deps: SettingDeps, { visitor, form }: Visit): Promise<Answer> {
  const accountId = await accountHere(deps, visitor.business.id, form.get("account"));
  const back = form.get("back") === "setup" ? SETTINGS : AT;
  const outcome = await recheckAccount(deps.desk().link, visitor.business.id, accountId);
  return { to: outcome && "ok" in outcome ? `${back}?done=checked` : back };
}

async function tickItem(deps: SettingDeps, { visitor, form, now }: Visit): Promise<Answer> {
  const { id } = visitor.business;
  const accountId = await accountHere(deps, id, form.get("account"));
  const item = form.get("item") ?? "";
  if (isTickable(item))
    await tick(deps.db, id, { accountId, item, done: form.get("done") === "yes", now });
  return { to: `${SETTINGS}#account-${accountId}` };
}

async function unlinkAccount(deps: SettingDeps, { visitor, form, now }: Visit): Promise<Answer> {
  const { id } = visitor.business;
  const accountId = await accountHere(deps, id, form.get("account"));
  await removeAccount(deps.db, id, { accountId, now });
  return { to: `${AT}?done=unlinked` };
}

async function renewToken(deps: SettingDeps, { visitor, form }: Visit): Promise<Answer> {
  const { id } = visitor.business;
  const tokenId = await tokenHere(deps, id, form.get("token"));
  await renewAddress(deps.desk().link, id, tokenId);
  return { to: `${AT}?done=renewed` };
}

async function dropToken(deps: SettingDeps, { visitor, form }: Visit): Promise<Answer> {
  const { id } = visitor.business;
  const tokenId = await tokenHere(deps, id, form.get("token"));
  const outcome = await dropAddress(deps.desk().link, id, tokenId);
  return { to: `${AT}?done=${outcome === "last" ? "last" : "dropped"}` };
}

/** An event of our own by the way of the provider's. */
async function testToken(deps: SettingDeps, { visitor, form }: Visit): Promise<Answer> {
  const tokenId = await tokenHere(deps, visitor.business.id, form.get("token"));
  const outcome = await deps.desk().sendTestHook(tokenId);
  return {
    to: `${AT}?done=${"status" in outcome && outcome.status < 300 ? "tested" : "untested"}`,
  };
}

const refusals = {
  key: "web-set-key-key",
  access: "web-set-key-access",
  domain: "web-set-key-domain",
  limited: "web-set-key-limited",
  unreachable: "web-set-key-unreachable",
} as const satisfies Record<LinkRefusal, string>;
