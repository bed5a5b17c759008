export type Role = "owner" | "admin" | "operator";

export type Action =
  | "link"
  | "notify"
  | "invite_operator"
  | "invite_admin"
  | "remove_member"
  | "change_role"
  | "see_calls"
  | "see_health"
  | "settings"
  | "work"
  | "export"
  | "erase";

export const roles: readonly Role[] = ["owner", "admin", "operator"];

/** To work is to claim and close, to write of clients, deals and tasks, and to call back. */
const operator: readonly Action[] = ["see_calls", "work"];
const admin: readonly Action[] = [
  ...operator,
  "link",
  "notify",
  "invite_operator",
  "remove_member",
  "see_health",
  "settings",
  "export",
  "erase",
];
const owner: readonly Action[] = [...admin, "invite_admin", "change_role"];
const allowed: Record<Role, ReadonlySet<Action>> = {
  owner: new Set(owner),
  admin: new Set(admin),
  operator: new Set(operator),
};

export function may(role: Role, action: Action): boolean {
  return allowed[role].has(action);
}

/** Whether one role may invite another; owners are made by changing a role, never by a link. */
export function mayInvite(role: Role, invited: Role): boolean {
  if (invited === "owner") return false;
  return may(role, invited === "admin" ? "invite_admin" : "invite_operator");
}

/** Whether one role may remove another: an owner removes anyone, an admin only operators. */
export function mayRemove(role: Role, removed: Role): boolean {
  return may(role, "remove_member") && (role === "owner" || removed === "operator");
}

export function isRole(value: string): value is Role {
  return (roles as readonly string[]).includes(value);
}
