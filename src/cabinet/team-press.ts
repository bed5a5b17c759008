import type { Router } from "@koa/router";
import { bindExtension, isExtension } from "../business/extension-service.ts";
import { changeRole, invite, memberOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { isRole, may, mayInvite, mayRemove } from "../business/role.ts";
import { postNotices } from "../business/notice-service.ts";
import { personOf } from "../business/person-service.ts";
import { leaveTeam } from "../desk/leave-service.ts";
import { AppError } from "../lib/app-error.ts";
import { html } from "../bot/say.ts";
import { idIn } from "./input.ts";
import { once } from "./once.ts";
import { sayIn } from "./say.ts";
import { SETTINGS, type SettingDeps } from "./setting-frame.tsx";
import { teamPage } from "./team-page.tsx";
import { reading, writing, type Answer, type Visit } from "./visit.tsx";

const AT = `${SETTINGS}/team`;

export function teamRoutes(router: Router, deps: SettingDeps): void {
  router.get(
    AT,
    reading(deps, "invite_operator", (visit) => teamPage(deps, visit)),
  );
  const presses = { invite: inviteOne, role: giveRole, remove: removeOne, ext: giveExtension };
  for (const [name, press] of Object.entries(presses))
    router.post(
      `${AT}/${name}`,
      writing(deps, "invite_operator", (visit) => press(deps, visit)),
    );
}

/** A link that lets one person in; it is shown this once. */
async function inviteOne(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const role = form.get("role") ?? "";
  if (!isRole(role) || !mayInvite(visitor.role, role))
    throw new AppError("members.no_right", "forbidden");
  const fresh = Buffer.from(deps.random(16)).toString("base64url");
  const { personId: by, business } = visitor;
  const done = await once(deps, visit, {
    make: (tx) => invite(tx, business.id, { role, by, now, code: fresh }),
    leadsTo: () => `${AT}?done=invite-again`,
  });
  if ("to" in done) return done;
  const { code } = done.made;
  return teamPage(deps, visit, {
    link: `https://t.me/${deps.botName() ?? ""}?start=join_${code}`,
  });
}

/** Another role, unless somebody else changed it meanwhile. */
async function giveRole(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const role = form.get("role") ?? "";
  if (!isRole(role) || !may(visitor.role, "change_role"))
    throw new AppError("members.no_right", "forbidden");
  const member = await memberHere(deps, visit);
  if (member.role !== form.get("was")) return refused(deps, visit, "web-changed-meanwhile");
  const { personId } = member;
  const by = visitor.personId;
  const outcome = await changeRole(deps.db, visitor.business.id, { personId, role, by, now });
  if (!("refused" in outcome)) return { to: `${AT}?done=role` };
  return refused(
    deps,
    visit,
    outcome.refused === "last_owner" ? "bot-last-owner" : "bot-changed-meanwhile",
  );
}

/** Out of the team; the missed calls that the person had taken are free again at once. */
async function removeOne(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, now } = visit;
  const { id } = visitor.business;
  const member = await memberHere(deps, visit);
  const { personId } = member;
  if (personId !== visitor.personId && !mayRemove(visitor.role, member.role))
    throw new AppError("members.no_right", "forbidden");
  const leaving = { personId, by: visitor.personId, botId: deps.botId, now };
  const outcome = await leaveTeam(deps.db, id, leaving);
  if ("refused" in outcome)
    return refused(
      deps,
      visit,
      outcome.refused === "last_owner" ? "bot-last-owner" : "bot-changed-meanwhile",
    );
  return { to: personId === visitor.personId ? "/dashboard" : `${AT}?done=removed` };
}

/** Whose extension it is; who loses one to a colleague hears of it. */
async function giveExtension(deps: SettingDeps, visit: Visit): Promise<Answer> {
  const { visitor, form, now } = visit;
  const { id } = visitor.business;
  const member = await memberHere(deps, visit);
  const typed = (form.get("ext") ?? "").trim();
  const ext = typed === "" ? null : typed;
  if (ext !== null && !isExtension(ext)) return refused(deps, visit, "web-set-ext-wrong");
  if ((member.ext ?? "") !== form.get("was")) return refused(deps, visit, "web-changed-meanwhile");
  const { personId } = member;
  const by = visitor.personId;
  const outcome = await deps.db.transaction(async (tx) => {
    const bound = await bindExtension(tx, id, { personId, ext, by });
    const from = "bound" in bound ? bound.from : null;
    const loser = from && from.personId !== by ? await personOf(tx, from.personId) : null;
    if ("bound" in bound && from && loser && ext !== null) {
      const notice = {
        key: `ext:${from.personId}:${now}`,
        botId: deps.botId,
        telegramId: from.personId,
        threadId: null,
        html: html(loser.language, "ext-lost", { ext, name: bound.bound.name }),
        keyboard: null,
        silent: false,
        replyTo: null,
      };
      await postNotices(tx, id, { posted: [notice], now });
    }
    return bound;
  });
  if ("refused" in outcome) return refused(deps, visit, "bot-changed-meanwhile");
  return { to: `${AT}?done=ext` };
}

type Refusal =
  | "web-changed-meanwhile"
  | "bot-last-owner"
  | "bot-changed-meanwhile"
  | "web-set-ext-wrong";

function refused(deps: SettingDeps, visit: Visit, id: Refusal): Promise<Answer> {
  return teamPage(deps, visit, { wrong: sayIn(visit.visitor.language)(id) });
}

async function memberHere({ db }: SettingDeps, { visitor, form }: Visit): Promise<Member> {
  const personId = idIn(form.get("person")) ?? 0;
  const member = await memberOf(db, visitor.business.id, personId);
  if (!member) throw new AppError("members.not_found", "not_found");
  return member;
}
