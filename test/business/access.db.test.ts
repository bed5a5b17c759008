import { beforeEach, describe, expect, test } from "vitest";
import { askAccess, decideAccess } from "../../src/business/access-service.ts";
import type { Business } from "../../src/business/business.ts";
import { bindExtension } from "../../src/business/extension-service.ts";
import { memberOf, membersOf } from "../../src/business/member-service.ts";
import type { Role } from "../../src/business/role.ts";
import type { Database } from "../../src/db/client.ts";
import {
  addMember,
  database,
  eachOnFreshDatabase,
  makePerson,
  NOW,
  twoBusinesses,
} from "./tenants.ts";

eachOnFreshDatabase();
let db: Database;
let ours: Business;
let theirs: Business;
beforeEach(async () => {
  db = database();
  ({ ours, theirs } = await twoBusinesses(db));
});

describe("an extension", () => {
  test("has one member; who may not invite binds nobody else, and a stranger nobody", async () => {
    await addMember(db, ours, { id: 33, role: "operator", by: 11 });
    await addMember(db, ours, { id: 44, role: "operator", by: 11 });
    await bindExtension(db, ours.id, { personId: 33, ext: "101", by: 33 });
    const moved = await bindExtension(db, ours.id, { personId: 44, ext: "101", by: 11 });
    expect(moved).toMatchObject({ bound: { personId: 44, ext: "101" }, from: { personId: 33 } });
    const none = { refused: "forbidden" };
    const others = { personId: 44, ext: null };
    expect(await bindExtension(db, ours.id, { ...others, by: 33 })).toEqual(none);
    expect(await bindExtension(db, ours.id, { ...others, by: 22 })).toEqual(none);
    expect(await bindExtension(db, theirs.id, { ...others, by: 22 })).toEqual({
      refused: "not_found",
    });
    expect((await membersOf(db, ours.id)).map(({ ext }) => ext)).toEqual([null, null, "101"]);
    await bindExtension(db, theirs.id, { personId: 22, ext: "101", by: 22 });
    expect((await memberOf(db, ours.id, 44))?.ext).toBe("101");
    await expect(
      bindExtension(db, ours.id, { personId: 33, ext: "reception", by: 33 }),
    ).rejects.toThrow("members.invalid_ext");
  });
});

describe("a request for access", () => {
  test("is decided by the business it was sent to, and by nobody else", async () => {
    await addMember(db, ours, { id: 44, role: "admin", by: 11 });
    await makePerson(db, 33, "Марія");
    const asked = await askAccess(db, ours.id, { personId: 33, now: NOW });
    const requestId = "asked" in asked ? asked.asked : "";
    const decide = (businessId: string, role: Role | null, by: number) =>
      db.transaction((tx) => decideAccess(tx, businessId, { requestId, role, by, now: NOW }));
    expect(await decide(theirs.id, "operator", 22)).toEqual({ refused: "gone" });
    expect(await decide(ours.id, "operator", 22)).toEqual({ refused: "forbidden" });
    expect(await decide(ours.id, "admin", 44)).toEqual({ refused: "forbidden" });
    expect(await decide(ours.id, "owner", 11)).toEqual({ refused: "forbidden" });
    expect(await decide(ours.id, "admin", 11)).toMatchObject({
      joined: { personId: 33, name: "Марія", role: "admin" },
    });
    expect(await decide(ours.id, null, 44)).toEqual({
      decided: { approved: true, by: "P11", name: "Марія" },
    });
    expect(await askAccess(db, ours.id, { personId: 33, now: NOW })).toEqual({ refused: "member" });
    expect((await membersOf(db, theirs.id)).map(({ personId }) => personId)).toEqual([22]);
  });
});
