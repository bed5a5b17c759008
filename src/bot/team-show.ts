import { memberOf, membersOf } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { may } from "../business/role.ts";
import { actingFor, type Acting } from "./access.ts";
import type { DeskContext } from "./context.ts";
import { show, tell, type Screen } from "./screen.ts";
import { ownScreen, teamScreen } from "./team-screen.ts";

/** The team as this member sees it. */
export async function teamOf(
  ctx: DeskContext,
  { business, role }: Acting,
  page: number,
): Promise<Screen> {
  const { deps, person, language } = ctx.desk;
  const members = await membersOf(deps.db, business.id);
  const me = { id: person.id, role };
  if (may(role, "invite_operator")) return teamScreen(language, { business, members, me, page });
  const ext = members.find(({ personId }) => personId === person.id)?.ext ?? null;
  return ownScreen(language, { business, me, ext });
}

/** The team under a sentence of what was done; the role of whoever did it may have changed with it. */
export async function showTeam(ctx: DeskContext, before: Acting, said: string): Promise<void> {
  const acting = await actingFor(ctx, before.business.id);
  if (!acting) return show(ctx, null, { html: said, rows: [] });
  const screen = await teamOf(ctx, acting, 0);
  await show(ctx, acting.business.id, { ...screen, html: `${said}\n\n${screen.html}` });
}

/** A member who still is one; otherwise the person hears that they are gone. */
export async function memberHere(
  ctx: DeskContext,
  businessId: string,
  personId: number,
): Promise<Member | null> {
  const member = await memberOf(ctx.desk.deps.db, businessId, personId);
  if (!member) await tell(ctx, "bot-not-member");
  return member;
}
