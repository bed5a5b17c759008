import { readScope, WHOLE } from "../bot/scope.ts";
import type { Narrowing } from "../business/hook-token.ts";
import type { Country } from "../lib/phone.ts";
import { addAddress, narrowAddress } from "../telephony/address-service.ts";
import { sayIn } from "./say.ts";
import { SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { accountHere, phonesPage, tokenHere } from "./setting-phone.tsx";
import type { Answer, Visit } from "./visit.tsx";

const AT = `${SETTINGS}/accounts`;

/** One more address of an account, for some of its calls; an equal one is shown instead. */
export async function addOne(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { id, country } = visitor.business;
  const accountId = await accountHere(deps, id, form.get("account"));
  const scope = scopeIn(form, country);
  if (scope === null) return refused(deps, visit, accountId, "web-set-scope-wrong");
  const added = await addAddress(deps.desk().link, id, { accountId, scope });
  return { to: `${AT}?done=${added?.fresh === true ? "added" : "exists"}` };
}

/** Other calls for an address from now on. */
export async function narrowOne(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form } = visit;
  const { id, country } = visitor.business;
  const tokenId = await tokenHere(deps, id, form.get("token"));
  const scope = scopeIn(form, country);
  if (scope === null) return refused(deps, visit, tokenId, "web-set-scope-wrong");
  const outcome = await narrowAddress({ db: deps.db }, id, { tokenId, scope });
  if (outcome === "taken") return refused(deps, visit, tokenId, "web-set-scope-taken");
  return { to: `${AT}?done=saved` };
}

function scopeIn(form: URLSearchParams, country: Country): Narrowing | null {
  const kind = form.get("kind");
  if (kind === "all") return WHOLE;
  return readScope(kind === "line" ? "line" : "ext", form.get("value") ?? "", country);
}

function refused(
  deps: SettingDeps,
  visit: Visit,
  of: string,
  id: "web-set-scope-wrong" | "web-set-scope-taken",
): Promise<Answer> {
  const words = sayIn(visit.visitor.language)(id);
  return phonesPage(deps, visit, { scope: { of, words } });
}
