import type { Business } from "../business/business.ts";
import type { Member } from "../business/member.ts";
import { may, mayInvite, mayRemove, roles, type Role } from "../business/role.ts";
import { text } from "../texts/bundle.ts";
import type { Language } from "../texts/language.ts";
import { html } from "./say.ts";
import type { Button, Screen } from "./screen.ts";

export type TeamView = {
  business: Business;
  members: readonly Member[];
  me: { id: number; role: Role };
  page: number;
};

/** As many members as one screen names. */
const PAGE = 8;

/** The members with their roles and extensions, a button for each, and the invitations this role may give. */
export function teamScreen(language: Language, { business, members, me, page }: TeamView): Screen {
  const last = Math.max(0, Math.ceil(members.length / PAGE) - 1);
  const at = Math.min(page, last);
  const shown = members.slice(at * PAGE, (at + 1) * PAGE);
  const lines = shown.map((member) => {
    const id = member.personId === me.id ? "team-member-you" : "team-member";
    return html(language, id, { name: member.name, role: standing(language, member) });
  });
  const people = shown
    .filter((member) => member.personId !== me.id)
    .map((member): Button[] => [
      { label: member.name, action: { do: "member", personId: member.personId } },
    ]);
  const turn = (label: string, to: number): Button[] =>
    to < 0 || to > last ? [] : [{ label, action: { do: "team", page: to } }];
  const owners = members.filter(({ role }) => role === "owner");
  const stays = me.role === "owner" && owners.length < 2;
  return {
    html: [html(language, "team-title", { business: business.name }), lines.join("\n")].join(
      "\n\n",
    ),
    rows: [
      ...people,
      [...turn("◀", at - 1), ...turn("▶", at + 1)],
      invites(language, me),
      [ownExtension(language, me.id)],
      ...(stays ? [] : [leaveRow(language, me.id)]),
    ],
  };
}

/** What a member who does not run the team sees of it. */
export function ownScreen(
  language: Language,
  { business, me, ext }: Pick<TeamView, "business" | "me"> & { ext: string | null },
): Screen {
  const role = roleName(language, me.role);
  return {
    html: [
      html(language, "team-own", { business: business.name, role }),
      ext === null ? html(language, "team-own-no-ext") : html(language, "team-own-ext", { ext }),
    ].join("\n"),
    rows: [[ownExtension(language, me.id)], leaveRow(language, me.id)],
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
  const extension: Button = {
    label: text(language, "team-ext"),
    action: { do: "ext", personId, page: 0 },
  };
  const remove: Button[] = mayRemove(me.role, member.role)
    ? [{ label: text(language, "team-remove"), action: { do: "remove", personId } }]
    : [];
  return {
    html: html(language, "team-person", {
      name: member.name,
      role: standing(language, member),
    }),
    rows: [
      ...changes,
      [extension],
      remove,
      [{ label: text(language, "bot-back"), action: { do: "team" } }],
    ],
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

/** «оператор · вн. 101». */
function standing(language: Language, { role, ext }: Pick<Member, "role" | "ext">): string {
  const name = roleName(language, role);
  return ext === null ? name : `${name} · ${text(language, "team-short-ext", { ext })}`;
}

function invites(language: Language, me: TeamView["me"]): Button[] {
  return (["operator", "admin"] as const)
    .filter((role) => mayInvite(me.role, role))
    .map((role) => ({
      label: text(language, `team-invite-${role}`),
      action: { do: "invite", role },
    }));
}

function ownExtension(language: Language, personId: number): Button {
  return { label: text(language, "team-ext-own"), action: { do: "ext", personId, page: 0 } };
}

/** The button names its person, since whoever of the team holds a button may press it. */
function leaveRow(language: Language, personId: number): Button[] {
  return [{ label: text(language, "team-leave"), action: { do: "leave", personId } }];
}

export function roleName(language: Language, role: Role): string {
  return text(language, `bot-role-${role}`);
}
