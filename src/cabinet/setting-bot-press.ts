import type { Router } from "@koa/router";
import { allowConnection, connectionOf } from "../channels/business-connection-service.ts";
import { linkSalonBot, salonBotOf, unlinkSalonBot } from "../channels/salon-bot-service.ts";
import { botPage, BOT_AT } from "./setting-bot.tsx";
import { sayIn } from "./say.ts";
import { plain, type SettingDeps } from "./setting-frame.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

/** The salon's bot is linked and unlinked, and accounts that are connected to it are let in or shut out. */
export function botRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    BOT_AT,
    reading(deps, "link", (visit) => botPage(deps, visit)),
  );
  router.post(
    BOT_AT,
    writing(deps, "link", (visit) => linkBot(deps, visit)),
  );
  router.post(
    `${BOT_AT}/unlink`,
    writing(deps, "link", (visit) => unlinkBot(deps, visit)),
  );
  router.post(
    `${BOT_AT}/account`,
    writing(deps, "link", (visit) => letAccount(deps, visit)),
  );
}

async function linkBot(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { form, visitor } = visit;
  const { business, language } = visitor;
  const bot = await salonBotOf(deps.db, business.id);
  if ((form.get("was") ?? "") !== (bot?.id ?? "")) return changed(deps, visit, 409);
  const given = form.get("token") ?? "";
  const outcome = await linkSalonBot(deps.desk().salonBots, business.id, given);
  if ("linked" in outcome) return { to: `${BOT_AT}?done=linked` };
  const wrong = plain(language, `salonbot-refused-${outcome.refused}`);
  return botPage(deps, visit, { status: 422, wrong });
}

async function unlinkBot(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { form, visitor } = visit;
  const { id } = visitor.business;
  const bot = await salonBotOf(deps.db, id);
  if (bot === null || bot.id !== form.get("bot")) return changed(deps, visit, 404);
  await unlinkSalonBot(deps.desk().salonBots, id);
  return { to: `${BOT_AT}?done=unlinked` };
}

/** Who is none of the team is let in only by a press that was asked for twice. */
async function letAccount(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { form, visitor } = visit;
  const { business, language } = visitor;
  const bot = await salonBotOf(deps.db, business.id);
  const at = { botId: bot?.botId ?? 0, id: form.get("account") ?? "" };
  const account = await connectionOf(deps.db, business.id, at);
  if (account === null || account.state === "gone") {
    const note = plain(language, "business-changed-gone");
    return botPage(deps, visit, { status: 404, note });
  }
  const allowed = form.get("on") === "yes";
  if (allowed && account.state === "stranger" && form.get("sure") !== "yes")
    return changed(deps, visit, 409);
  await allowConnection(deps.db, business.id, { ...at, allowed });
  return { to: `${BOT_AT}?done=saved#business` };
}

/** Somebody else was faster: nothing is done, and the page shows what is there now. */
function changed(deps: SettingDeps, visit: Visit, status: number): Promise<Answer> {
  const note = sayIn(visit.visitor.language)("web-door-changed");
  return botPage(deps, visit, { status, note });
}
