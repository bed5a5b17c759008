import type { Business } from "../business/business.ts";
import type { Member } from "../business/member.ts";
import { may, mayInvite, mayRemove, roles, type Role } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type TeamView = { business: Business; members: Member[]; me: { id: number; role: Role } };

/** The members with their roles, a button for each that may be changed, and the invitations this role may give. */
export function teamScreen(language: Language, { business, members, me }: TeamView): Screen {
  const lines = members.map((member) => {
    const id = member.personId === me.id ? "team-member-you" : "team-member";
    return html(language, id, { name: member.name, role: roleName(language, member.role) });
  });
  const people = members
    .filter(
      (member) =>
        member.personId !== me.id &&
        (may(me.role, "change_role") || mayRemove(me.role, member.role)),
    )
    .map((member): Button[] => [
      { label: member.name, action: { do: "member", personId: member.personId } },
    ]);
  const invites: Button[] = [];
  if (mayInvite(me.role, "operator"))
    invites.push({
      label: text(language, "team-invite-operator"),
      action: { do: "invite", role: "operator" },
    });
  if (mayInvite(me.role, "admin"))
    invites.push({
      label: text(language, "team-invite-admin"),
      action: { do: "invite", role: "admin" },
    });
  const owners = members.filter(({ role }) => role === "owner");
  const stays = me.role === "owner" && owners.length < 2;
  return {
    html: [html(language, "team-title", { business: business.name }), lines.join("\n")].join(
      "\n\n",
    ),
    rows: [...people, invites, ...(stays ? [] : [leaveRow(language, me.id)])],
  };
}

/** What a member who does not run the team sees of it. */
export function ownScreen(
  language: Language,
  { business, me }: Pick<TeamView, "business" | "me">,
): Screen {
  const role = roleName(language, me.role);
  return {
    html: html(language, "team-own", { business: business.name, role }),
    rows: [leaveRow(language, me.id)],
  };
}

export function leaveScreen(language: Language, business: Business, personId: number): Screen {
  return {
    html: html(language, "team-leave-sure", { business: business.name }),
    rows: [
      [{ label: text(language, "team-leave-yes"), action: { do: "leave_sure", personId } }],
      [{ label: text(language, "bot-back"), action: { do: "team" } }],
    ],
  };
}

/** One member and what may be done about them. */
export function memberScreen(language: Language, member: Member, me: { role: Role }): Screen {
  const { personId } = member;
  const offered = may(me.role, "change_role") ? roles.filter((role) => role !== member.role) : [];
  const changes = offered.map((role): Button[] => [
    { label: text(language, `team-make-${role}`), action: { do: "role", personId, role } },
  ]);
  const remove: Button[] = mayRemove(me.role, member.role)
    ? [{ label: text(language, "team-remove"), action: { do: "remove", personId } }]
    : [];
  return {
    html: html(language, "team-person", {
      name: member.name,
      role: roleName(language, member.role),
    }),
    rows: [...changes, remove, [{ label: text(language, "bot-back"), action: { do: "team" } }]],
  };
}

export function removeScreen(language: Language, member: Member, business: Business): Screen {
  const { personId } = member;
  return {
    html: html(language, "team-remove-sure", { name: member.name, business: business.name }),
    rows: [
      [{ label: text(language, "team-remove-yes"), action: { do: "remove_sure", personId } }],
      [{ label: text(language, "bot-back"), action: { do: "member", personId } }],
    ],
  };
}

/** The button names its person, since whoever of the team holds a button may press it. */
function leaveRow(language: Language, personId: number): Button[] {
  return [{ label: text(language, "team-leave"), action: { do: "leave", personId } }];
}

export function roleName(language: Language, role: Role): string {
  return text(language, `bot-role-${role}`);
}
