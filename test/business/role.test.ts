import { expect, test } from "vitest";
import {
  isRole,
  may,
  mayInvite,
  mayRemove,
  roles,
  type Action,
  type Role,
} from "../../src/business/role.ts";

const table: [Action, Role[]][] = [
  ["see_calls", ["owner", "admin", "operator"]],
  ["work", ["owner", "admin", "operator"]],
  ["export", ["owner", "admin"]],
  ["erase", ["owner", "admin"]],
  ["link", ["owner", "admin"]],
  ["notify", ["owner", "admin"]],
  ["see_health", ["owner", "admin"]],
  ["settings", ["owner", "admin"]],
  ["invite_operator", ["owner", "admin"]],
  ["remove_member", ["owner", "admin"]],
  ["invite_admin", ["owner"]],
  ["change_role", ["owner"]],
];

test.each(table)("%s is for %j", (action, allowed) => {
  expect(roles.filter((role) => may(role, action))).toEqual(allowed);
});

test("nobody invites an owner, and only an owner invites an admin", () => {
  expect(roles.filter((role) => mayInvite(role, "owner"))).toEqual([]);
  expect(roles.filter((role) => mayInvite(role, "admin"))).toEqual(["owner"]);
  expect(roles.filter((role) => mayInvite(role, "operator"))).toEqual(["owner", "admin"]);
});

test("an admin removes operators, an owner anyone, an operator nobody", () => {
  expect(roles.filter((removed) => mayRemove("owner", removed))).toEqual([
    "owner",
    "admin",
    "operator",
  ]);
  expect(roles.filter((removed) => mayRemove("admin", removed))).toEqual(["operator"]);
  expect(roles.filter((removed) => mayRemove("operator", removed))).toEqual([]);
});

test("a role is one of three words", () => {
  expect(["owner", "admin", "operator", "root", "Owner", ""].filter(isRole)).toEqual([
    "owner",
    "admin",
    "operator",
  ]);
});
