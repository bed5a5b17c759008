import type { Router } from "@koa/router";
import {
  chooseTemplate,
  linkWhatsapp,
  unlinkWhatsapp,
  useOwnApp,
  useServerApp,
  whatsappOf,
} from "../channels/whatsapp-number-service.ts";
import { isNumberId, templateIn, type NumberRefusal } from "../channels/whatsapp-number.ts";
import { sayIn } from "./say.ts";
import { plain, type SettingDeps } from "./setting-frame.tsx";
import { templateOf, type WhatsappRefused } from "./setting-whatsapp-form.tsx";
import { whatsappPage, WHATSAPP_AT } from "./setting-whatsapp.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

/** The WhatsApp number is linked and unlinked, with its Meta app and its template. */
export function whatsappRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    WHATSAPP_AT,
    reading(deps, "link", (visit) => whatsappPage(deps, visit)),
  );
  const presses = { "": link, "/app": keepSecret, "/template": keepTemplate, "/drop": drop };
  for (const [path, press] of Object.entries(presses))
    router.post(
      `${WHATSAPP_AT}${path}`,
      writing(deps, "link", (visit) => press(deps, visit)),
    );
}

async function link(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor } = visit;
  const { business, language } = visitor;
  const number = await whatsappOf(deps.db, business.id);
  if (given(visit, "was") !== (number?.id ?? "")) return changed(deps, visit, 409);
  const [numberId, token] = [given(visit, "numberId"), given(visit, "token")];
  const { whatsapp } = deps.desk();
  const outcome = await linkWhatsapp(whatsapp, business.id, `${numberId} ${token}`);
  if ("linked" in outcome) return { to: `${WHATSAPP_AT}?done=linked` };
  if (outcome.refused === "malformed") {
    const field = isNumberId(numberId) ? "token" : "numberId";
    const words = field === "token" ? "web-door-access-bad" : "web-door-number-id-bad";
    return refuse(deps, visit, { field, words: sayIn(language)(words) });
  }
  const field = ofNumber[outcome.refused] === true ? "numberId" : "token";
  return refuse(deps, visit, {
    field,
    words: plain(language, `whatsapp-refused-${outcome.refused}`),
  });
}

async function keepSecret(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { business, language } = visit.visitor;
  const number = await whatsappOf(deps.db, business.id);
  if (number === null || number.id !== given(visit, "number")) return changed(deps, visit, 404);
  if (given(visit, "had") !== (number.ownApp ? "own" : "server")) return changed(deps, visit, 409);
  const outcome = await useOwnApp(deps.desk().whatsapp, business.id, given(visit, "secret"));
  if (outcome === "kept") return { to: `${WHATSAPP_AT}?done=secret` };
  if (outcome === "none") return changed(deps, visit, 409);
  const words = plain(language, "whatsapp-app-malformed");
  return refuse(deps, visit, { field: "secret", words });
}

async function keepTemplate(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { business, language } = visit.visitor;
  const number = await whatsappOf(deps.db, business.id);
  if (number === null || number.id !== given(visit, "number")) return changed(deps, visit, 404);
  if (given(visit, "had") !== templateOf(number)) return changed(deps, visit, 409);
  const template = templateIn(`${given(visit, "name")} ${given(visit, "language")}`);
  if (template === null) {
    const isName = templateIn(`${given(visit, "name")} uk`) === null;
    const words = plain(language, "whatsapp-template-bad");
    return refuse(deps, visit, { field: isName ? "name" : "language", words });
  }
  await chooseTemplate(deps.db, business.id, template);
  return { to: `${WHATSAPP_AT}?done=saved#template` };
}

async function drop(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { id } = visit.visitor.business;
  const number = await whatsappOf(deps.db, id);
  if (number === null || number.id !== given(visit, "number")) return changed(deps, visit, 404);
  const what = given(visit, "what");
  if (what === "template") {
    if (given(visit, "had") !== templateOf(number)) return changed(deps, visit, 409);
    await chooseTemplate(deps.db, id, null);
    return { to: `${WHATSAPP_AT}?done=removed#template` };
  }
  if (what === "secret") {
    await useServerApp(deps.db, id);
    return { to: `${WHATSAPP_AT}?done=server` };
  }
  if (what !== "number") return changed(deps, visit, 404);
  await unlinkWhatsapp(deps.desk().whatsapp, id);
  return { to: `${WHATSAPP_AT}?done=unlinked` };
}

/** What Meta says of the number and not of the token. */
const ofNumber: Partial<Record<NumberRefusal, true>> = { number: true, taken: true };

function given({ form }: Visit, name: string): string {
  return (form.get(name) ?? "").trim();
}

function refuse(
  deps: SettingDeps,
  visit: Visit,
  wrong: NonNullable<WhatsappRefused["wrong"]>,
): Promise<Answer> {
  return whatsappPage(deps, visit, { status: 422, wrong });
}

/** Somebody else was faster: nothing is done, and the page shows what is there now. */
function changed(deps: SettingDeps, visit: Visit, status: number): Promise<Answer> {
  const note = sayIn(visit.visitor.language)("web-door-changed");
  return whatsappPage(deps, visit, { status, note });
}
