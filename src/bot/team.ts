import { Composer } from "grammy";
import { subscribedChats } from "../business/chat-service.ts";
import { changeRole, invite } from "../business/member-service.ts";
import type { Member } from "../business/member.ts";
import { leaveTeam } from "../desk/leave-service.ts";
import type { TextId } from "../texts/bundle.ts";
import { allowed, sentToPrivate } from "./access.ts";
import { stillComing } from "./chats-screen.ts";
import type { DeskContext } from "./context.ts";
import type { Presses } from "./press.ts";
import { html } from "./say.ts";
import { send, show, tell } from "./screen.ts";
import { leaveScreen, memberScreen, removeScreen, roleName } from "./team-screen.ts";
import { memberHere, showTeam, teamOf } from "./team-show.ts";

const refusals: Record<"not_found" | "last_owner" | "forbidden", TextId> = {
  not_found: "bot-not-member",
  last_owner: "bot-last-owner",
  forbidden: "bot-changed-meanwhile",
};
const ownRefusals = { ...refusals, last_owner: "bot-last-owner-you" } as const;

export const teamComposer = new Composer<DeskContext>();

teamComposer.command("team", async (ctx) => {
  if (await sentToPrivate(ctx)) return;
  const member = await allowed(ctx, null);
  if (member) await send(ctx, member.business.id, await teamOf(ctx, member, 0));
});

export const teamPresses: Presses<
  "team" | "invite" | "member" | "role" | "remove" | "remove_sure" | "leave" | "leave_sure"
> = {
  team: {
    right: null,
    private: true,
    run: async (ctx, acting, { page = 0 }) =>
      show(ctx, acting.business.id, await teamOf(ctx, acting, page)),
  },
  invite: {
    right: "invite_operator",
    private: true,
    run: async (ctx, { business }, { role }) => {
      const { deps, person, language } = ctx.desk;
      const fresh = Buffer.from(deps.random(16)).toString("base64url");
      const { code } = await invite(deps.db, business.id, {
        role,
        by: person.id,
        now: deps.clock.now(),
        code: fresh,
      });
      const link = `https://t.me/${deps.botInfo.username}?start=join_${code}`;
      await tell(ctx, "team-invite", {
        business: business.name,
        role: roleName(language, role),
        link,
      });
    },
  },
  member: {
    right: "invite_operator",
    private: true,
    run: async (ctx, { business, role }, { personId }) => {
      const member = await memberHere(ctx, business.id, personId);
      if (member) await show(ctx, business.id, memberScreen(ctx.desk.language, member, { role }));
    },
  },
  role: {
    right: "change_role",
    private: true,
    run: async (ctx, acting, { personId, role }) => {
      const { deps, person, language } = ctx.desk;
      const member = await memberHere(ctx, acting.business.id, personId);
      if (!member) return;
      const outcome = await changeRole(deps.db, acting.business.id, {
        personId,
        role,
        by: person.id,
        now: deps.clock.now(),
      });
      if ("refused" in outcome) return tell(ctx, refusals[outcome.refused]);
      await showTeam(
        ctx,
        acting,
        html(language, "team-role-set", { name: member.name, role: roleName(language, role) }),
      );
    },
  },
  remove: {
    right: "remove_member",
    private: true,
    run: async (ctx, { business }, { personId }) => {
      const member = await memberHere(ctx, business.id, personId);
      if (member) await show(ctx, business.id, removeScreen(ctx.desk.language, member, business));
    },
  },
  remove_sure: {
    right: "remove_member",
    private: true,
    run: async (ctx, acting, { personId }) => {
      const member = await memberHere(ctx, acting.business.id, personId);
      if (!member) return;
      const outcome = await remove(ctx, acting.business.id, personId);
      if ("refused" in outcome) return tell(ctx, refusals[outcome.refused]);
      await showTeam(ctx, acting, await removedNote(ctx, member));
    },
  },
  leave: {
    right: null,
    private: true,
    run: async (ctx, { business }, { personId }) => {
      if (!isOwn(ctx, personId)) return tell(ctx, "bot-foreign-button");
      await show(ctx, business.id, leaveScreen(ctx.desk.language, business, personId));
    },
  },
  leave_sure: {
    right: null,
    private: true,
    run: async (ctx, { business }, { personId }) => {
      if (!isOwn(ctx, personId)) return tell(ctx, "bot-foreign-button");
      const outcome = await remove(ctx, business.id, personId);
      if ("refused" in outcome) return tell(ctx, ownRefusals[outcome.refused]);
      await show(ctx, null, {
        html: html(ctx.desk.language, "team-left", { business: business.name }),
        rows: [],
      });
    },
  },
};

function isOwn(ctx: DeskContext, personId: number): boolean {
  return ctx.desk.person.id === personId;
}

async function remove(ctx: DeskContext, businessId: string, personId: number) {
  const { deps, person } = ctx.desk;
  const { db, botInfo, clock } = deps;
  const leaving = { personId, by: person.id, botId: botInfo.id, now: clock.now() };
  return leaveTeam(db, businessId, leaving);
}

/** A group that the removed member brought the bot into goes on getting cards until somebody of the team stops it. */
async function removedNote(ctx: DeskContext, { businessId, name }: Member): Promise<string> {
  const { deps, language } = ctx.desk;
  const still = stillComing(language, await subscribedChats(deps.db, businessId));
  const said = html(language, "team-removed", { name });
  return still === null ? said : `${said}\n\n${still}`;
}
